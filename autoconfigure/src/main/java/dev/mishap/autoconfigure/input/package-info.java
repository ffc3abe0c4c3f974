/**
 * Wires the answers to input that cannot be read, is missing or does not fit.
 */
@NullMarked
package dev.mishap.autoconfigure.input;

import org.jspecify.annotations.NullMarked;
