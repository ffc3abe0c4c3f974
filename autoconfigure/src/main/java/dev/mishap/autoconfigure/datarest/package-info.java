/**
 * Wires the rows of Spring Data REST, and takes its own answers to them out of the way.
 */
@NullMarked
package dev.mishap.autoconfigure.datarest;

import org.jspecify.annotations.NullMarked;
