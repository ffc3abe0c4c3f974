/**
 * Doors of reactive applications: the handler around all of WebFlux, what is thrown in
 * it, and error statuses without a body.
 */
@NullMarked
package dev.mishap.internal.reactive;

import org.jspecify.annotations.NullMarked;
