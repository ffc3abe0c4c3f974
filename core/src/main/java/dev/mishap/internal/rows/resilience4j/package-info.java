/**
 * Resilience4j: calls that its limiters, bulkheads and circuit breakers do not let
 * through.
 */
@NullMarked
package dev.mishap.internal.rows.resilience4j;

import org.jspecify.annotations.NullMarked;
