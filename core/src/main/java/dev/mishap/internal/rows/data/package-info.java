/**
 * Databases: what they refuse, are too busy for, or cannot be asked, whether through
 * Spring's data access, JPA, Hibernate or JDBC; and the exceptions of Spring Data REST.
 */
@NullMarked
package dev.mishap.internal.rows.data;

import org.jspecify.annotations.NullMarked;
