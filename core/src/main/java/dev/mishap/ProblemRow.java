package dev.mishap;

import org.jspecify.annotations.Nullable;

/**
 * Row of a table of problems that looks into the exception and the request.
 *
 * @param <E> the type of the exception
 * @since 0.1.0
 */
@FunctionalInterface
public interface ProblemRow<E extends Throwable> {

	/**
	 * Returns the problem that an exception stands for.
	 * @param exception the exception, without wrappers
	 * @param request the request that failed
	 * @return the problem, or {@code null} to leave the exception to the row below
	 */
	@Nullable Problem problemFor(E exception, ProblemRequest request);

}
