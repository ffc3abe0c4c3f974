/**
 * Wires what stands around Spring Security.
 */
@NullMarked
package dev.mishap.autoconfigure.security;

import org.jspecify.annotations.NullMarked;
