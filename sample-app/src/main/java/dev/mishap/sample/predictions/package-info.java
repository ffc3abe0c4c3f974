/**
 * Predictions that are kept: made, read, changed and deleted with conditional requests.
 */
@NullMarked
package dev.mishap.sample.predictions;

import org.jspecify.annotations.NullMarked;
