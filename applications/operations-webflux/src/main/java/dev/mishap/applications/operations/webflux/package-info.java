/** A reactive application that is measured and traced. */
@NullMarked
package dev.mishap.applications.operations.webflux;

import org.jspecify.annotations.NullMarked;
