/**
 * Wires the limits of bodies.
 */
@NullMarked
package dev.mishap.autoconfigure.payload;

import org.jspecify.annotations.NullMarked;
