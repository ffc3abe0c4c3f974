/**
 * Inference: a toy model behind the endpoint that a client calls most.
 */
@NullMarked
package dev.mishap.sample.predict;

import org.jspecify.annotations.NullMarked;
