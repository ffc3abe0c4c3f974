package dev.mishap.internal.servlet;

import java.time.Duration;

import dev.mishap.Problem;
import dev.mishap.ProblemMappings;
import dev.mishap.Wording;
import dev.mishap.internal.ProblemRows;
import jakarta.servlet.UnavailableException;

/**
 * Row of a servlet that says of itself that it cannot be used, and what the rows of the
 * containers share.
 */
public final class ServletRows implements ProblemRows {

	@Override
	public void addTo(ProblemMappings.Builder mappings) {
		mappings.map(UnavailableException.class, ServletRows::unavailable, Problem.of(503));
	}

	private static Problem unavailable(UnavailableException exception) {
		int seconds = exception.getUnavailableSeconds();
		Problem problem = Problem.of(503);
		return (seconds > 0) ? problem.withRetryAfter(Duration.ofSeconds(seconds)) : problem;
	}

	/**
	 * Returns the answer to a query or form that the container does not parse.
	 * @param status the status that the container has in mind
	 */
	public static Problem unreadable(int status) {
		Problem problem = Problem.of((status >= 400 && status <= 599) ? status : 500);
		return (status == 400) ? problem.withWording(Wording.of("BAD_REQUEST.parameters")) : problem;
	}

}
