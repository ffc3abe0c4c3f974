package dev.mishap.internal.servlet;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.util.ClassUtils;
import org.springframework.web.filter.ServerHttpObservationFilter;

/**
 * Marks the observation of a request, and so its metrics and trace, with the exception
 * behind a 5xx. A 4xx is not the server's error. Without Micrometer nothing is observed.
 */
public final class ObservedErrors {

	private static final int FIRST_SERVER_ERROR = 500;

	private static final boolean PRESENT = ClassUtils.isPresent("io.micrometer.observation.Observation",
			ObservedErrors.class.getClassLoader());

	private ObservedErrors() {
	}

	/**
	 * Notes a failure with the observation of the request.
	 * @param request the request
	 * @param response the response, answered
	 * @param exception what was thrown
	 */
	public static void note(HttpServletRequest request, HttpServletResponse response, Throwable exception) {
		if (PRESENT && response.getStatus() >= FIRST_SERVER_ERROR) {
			OfMicrometer.note(request, exception);
		}
	}

	/** Loaded with Micrometer only. */
	private static final class OfMicrometer {

		static void note(HttpServletRequest request, Throwable exception) {
			ServerHttpObservationFilter.findObservationContext(request)
				.ifPresent((context) -> context.setError(exception));
		}

	}

}
