/**
 * Wires the rows of Resilience4j.
 */
@NullMarked
package dev.mishap.autoconfigure.resilience4j;

import org.jspecify.annotations.NullMarked;
