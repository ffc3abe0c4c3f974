/**
 * A small inference service. Nothing in it writes an error by hand: the controllers throw
 * what is wrong, and the starter answers.
 */
@NullMarked
package dev.mishap.sample;

import org.jspecify.annotations.NullMarked;
