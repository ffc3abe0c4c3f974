package dev.mishap;

/**
 * Has the last word on the level at which a problem is logged, where rules by exception,
 * code and status are not enough. All beans of this type are asked in their order, each
 * with what the one before said. One that throws is logged once and counts for nothing.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface ProblemLogLevel {

	/**
	 * Returns the level of the line for a problem.
	 * @param level the level so far, by default that of the rules
	 * @param problem the problem, as it is answered
	 * @param context the circumstances
	 * @return the level; {@code OFF} for no line at all, {@code TRACE} is taken as
	 * {@code DEBUG} and {@code ALL} as {@code level}
	 */
	System.Logger.Level level(System.Logger.Level level, Problem problem, ProblemContext context);

}
