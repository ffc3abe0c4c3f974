/** A reactive service: predictions, a stream of them, a secured path, another service. */
@NullMarked
package dev.mishap.sample.webflux;

import org.jspecify.annotations.NullMarked;
