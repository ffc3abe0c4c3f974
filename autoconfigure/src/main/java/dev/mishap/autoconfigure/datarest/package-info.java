/**
 * Spring Data REST: its exceptions, and its own answers to them out of the way.
 */
@NullMarked
package dev.mishap.autoconfigure.datarest;

import org.jspecify.annotations.NullMarked;
