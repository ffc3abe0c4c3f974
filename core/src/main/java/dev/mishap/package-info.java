/**
 * The path of an error to its answer, and the types that an application sees of it:
 * {@link dev.mishap.Problem} is what is answered, {@link dev.mishap.ProblemPipeline} is
 * the one way there. Nothing in this package knows the Servlet API or a container.
 */
@NullMarked
package dev.mishap;

import org.jspecify.annotations.NullMarked;
