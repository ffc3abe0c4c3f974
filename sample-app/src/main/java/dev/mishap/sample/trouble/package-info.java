/**
 * Paths that fail on purpose, each in another way.
 */
@NullMarked
package dev.mishap.sample.trouble;

import org.jspecify.annotations.NullMarked;
