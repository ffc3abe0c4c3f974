/** An application that is measured and traced. */
@NullMarked
package dev.mishap.applications.operations;

import org.jspecify.annotations.NullMarked;
