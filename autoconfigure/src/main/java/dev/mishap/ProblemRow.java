package dev.mishap;

import org.jspecify.annotations.Nullable;

/**
 * Row of a table of problems that looks into the exception.
 *
 * @param <E> the type of the exception
 */
@FunctionalInterface
public interface ProblemRow<E extends Throwable> {

	/**
	 * Returns the problem that an exception stands for.
	 * @param exception the exception, without wrappers
	 * @return the problem, or {@code null} to leave the exception to the row below
	 */
	@Nullable Problem problemFor(E exception);

}
