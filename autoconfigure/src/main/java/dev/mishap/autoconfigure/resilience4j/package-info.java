/**
 * Resilience4j: calls that its limiters, bulkheads and circuit breakers don't let
 * through.
 */
@NullMarked
package dev.mishap.autoconfigure.resilience4j;

import org.jspecify.annotations.NullMarked;
