/**
 * The path of an error to its answer, and the types that an application sees of it:
 * {@link dev.mishap.Problem} is what is answered. The one way there is
 * {@link dev.mishap.internal.ProblemPipeline}. Nothing in this package knows the Servlet
 * API or a container.
 */
@NullMarked
package dev.mishap;

import org.jspecify.annotations.NullMarked;
