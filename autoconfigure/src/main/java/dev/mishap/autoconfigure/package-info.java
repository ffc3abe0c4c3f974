/**
 * Wires the path of an error from the application's beans and its {@code mishap.*} keys.
 */
@NullMarked
package dev.mishap.autoconfigure;

import org.jspecify.annotations.NullMarked;
