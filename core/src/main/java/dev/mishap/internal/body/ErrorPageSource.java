package dev.mishap.internal.body;

import dev.mishap.Problem;
import dev.mishap.ProblemBody;
import dev.mishap.ProblemContext;
import org.jspecify.annotations.Nullable;

/**
 * Knows the application's own HTML page for a problem, such as an error view of a
 * template engine.
 */
@FunctionalInterface
public interface ErrorPageSource {

	/**
	 * Returns the page for a problem.
	 * @param problem the problem, complete
	 * @param context the circumstances
	 * @return the page, or {@code null} if there is none for it
	 * @throws Exception if the page cannot be made
	 */
	@Nullable ProblemBody page(Problem problem, ProblemContext context) throws Exception;

	/**
	 * Returns where people can go on from an error.
	 * @param context the circumstances
	 * @return the address of the application's start page, or {@code null} if it isn't
	 * known
	 */
	default @Nullable String home(ProblemContext context) {
		return null;
	}

}
