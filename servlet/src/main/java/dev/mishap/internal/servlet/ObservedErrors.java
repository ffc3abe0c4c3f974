package dev.mishap.internal.servlet;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.web.filter.ServerHttpObservationFilter;

/**
 * Marks the observation of a request, and so its metrics and trace, with the exception
 * behind a 5xx. A 4xx is not the server's error.
 */
public final class ObservedErrors implements ErrorObservation {

	private static final int FIRST_SERVER_ERROR = 500;

	@Override
	public void failed(HttpServletRequest request, HttpServletResponse response, Throwable exception) {
		if (response.getStatus() >= FIRST_SERVER_ERROR) {
			ServerHttpObservationFilter.findObservationContext(request)
				.ifPresent((context) -> context.setError(exception));
		}
	}

}
