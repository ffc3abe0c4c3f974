package dev.mishap.internal.servlet;

import java.time.Duration;

import dev.mishap.Problem;
import dev.mishap.ProblemMappings;
import dev.mishap.internal.ProblemRows;
import dev.mishap.internal.rows.RoutingRows;
import jakarta.servlet.UnavailableException;

import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;

/** Rows of exceptions that are those of the Servlet API, or extend them. */
public final class ServletRows implements ProblemRows {

	@Override
	public void addTo(ProblemMappings.Builder mappings) {
		mappings.map(UnavailableException.class, ServletRows::unavailable, Problem.of(503));
		mappings.map(HttpRequestMethodNotSupportedException.class,
				(ex) -> RoutingRows.methodNotAllowed(ex.getMethod(), ex.getSupportedHttpMethods()), Problem.of(405),
				Problem.of(501));
		mappings.map(HttpMediaTypeNotSupportedException.class,
				(ex, request) -> RoutingRows.notSupported(ex.getContentType(), ex.getSupportedMediaTypes(), request),
				Problem.of(415));
	}

	private static Problem unavailable(UnavailableException exception) {
		int seconds = exception.getUnavailableSeconds();
		Problem problem = Problem.of(503);
		return (seconds > 0) ? problem.withRetryAfter(Duration.ofSeconds(seconds)) : problem;
	}

}
