package dev.mishap;

/** Called by nobody. */
@FunctionalInterface
public interface ProblemCustomizer {

	/**
	 * Changes a problem.
	 * @param problem the problem
	 * @param context where it occurs
	 */
	Problem customize(Problem problem, ProblemContext context);

}
