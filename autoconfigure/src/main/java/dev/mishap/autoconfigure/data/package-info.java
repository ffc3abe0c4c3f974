/**
 * Wires the rows of databases.
 */
@NullMarked
package dev.mishap.autoconfigure.data;

import org.jspecify.annotations.NullMarked;
