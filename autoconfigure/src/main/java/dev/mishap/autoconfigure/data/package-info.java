/**
 * Databases: what they refuse, are too busy for, or cannot be asked, whether through
 * Spring's data access, JPA, Hibernate or JDBC.
 */
@NullMarked
package dev.mishap.autoconfigure.data;

import org.jspecify.annotations.NullMarked;
