/**
 * Answers to input that cannot be read, is missing or does not fit: bodies, constraints
 * and parameters, in the names that the client uses.
 */
@NullMarked
package dev.mishap.internal.input;

import org.jspecify.annotations.NullMarked;
