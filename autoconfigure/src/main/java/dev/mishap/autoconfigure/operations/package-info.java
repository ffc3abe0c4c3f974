/** Micrometer: what operators see of problems. */
@NullMarked
package dev.mishap.autoconfigure.operations;

import org.jspecify.annotations.NullMarked;
