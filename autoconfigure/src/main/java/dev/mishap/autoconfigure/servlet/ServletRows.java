package dev.mishap.autoconfigure.servlet;

import java.time.Duration;

import dev.mishap.Problem;
import dev.mishap.ProblemMappings;
import dev.mishap.ProblemRows;
import jakarta.servlet.UnavailableException;

/** Rows of the Servlet API. */
final class ServletRows implements ProblemRows {

	@Override
	public void addTo(ProblemMappings.Builder mappings) {
		mappings.map(UnavailableException.class, ServletRows::unavailable);
	}

	private static Problem unavailable(UnavailableException exception) {
		int seconds = exception.getUnavailableSeconds();
		Problem problem = Problem.of(503);
		return (seconds > 0) ? problem.withRetryAfter(Duration.ofSeconds(seconds)) : problem;
	}

}
