package dev.mishap;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * Exception that is answered with the problem it carries. An application throws it as it
 * is, with a type of its catalogue, or extends it.
 */
public class ProblemException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final transient Problem problem;

	/**
	 * Creates an exception from a type of the application's catalogue.
	 * @param type the type
	 */
	public ProblemException(ProblemType type) {
		this(problemOf(type), null);
	}

	/**
	 * Creates an exception from a type of the application's catalogue.
	 * @param type the type
	 * @param detail the explanation for the caller
	 */
	public ProblemException(ProblemType type, String detail) {
		this(problemOf(type).withDetail(detail), null);
	}

	/**
	 * Creates an exception from a problem.
	 * @param problem the problem
	 * @param cause what led to it, for the log, or {@code null}
	 */
	public ProblemException(Problem problem, @Nullable Throwable cause) {
		super(problem.status() + " " + problem.code(), cause);
		this.problem = problem;
	}

	private static Problem problemOf(ProblemType type) {
		return Problem.of(type.status(), type.code()).withTitle(type.title()).withType(type.documentation());
	}

	/**
	 * Returns the problem that this exception is answered with.
	 */
	public final Problem problem() {
		return this.problem;
	}

	/**
	 * Returns an exception like this one with one more member in the body.
	 * @param name the name of the member
	 * @param value the value
	 */
	public final ProblemException with(String name, Object value) {
		return changed(this.problem.withExtension(name, value));
	}

	/**
	 * Returns an exception like this one that says when to come again.
	 * @param delay the time to wait
	 */
	public final ProblemException withRetryAfter(Duration delay) {
		return changed(this.problem.withRetryAfter(delay));
	}

	private ProblemException changed(Problem problem) {
		ProblemException changed = new ProblemException(problem, getCause());
		changed.setStackTrace(getStackTrace());
		return changed;
	}

}
