/**
 * Reactive applications.
 */
@NullMarked
package dev.mishap.autoconfigure.reactive;

import org.jspecify.annotations.NullMarked;
