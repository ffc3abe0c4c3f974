/**
 * Orders, and the stock that they ask: in one instance, or in two that are client and
 * server of each other.
 */
@NullMarked
package dev.mishap.sample.orders;

import org.jspecify.annotations.NullMarked;
