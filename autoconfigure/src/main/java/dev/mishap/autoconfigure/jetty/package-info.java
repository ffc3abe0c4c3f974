/**
 * Wires the error handler of Jetty.
 */
@NullMarked
package dev.mishap.autoconfigure.jetty;

import org.jspecify.annotations.NullMarked;
