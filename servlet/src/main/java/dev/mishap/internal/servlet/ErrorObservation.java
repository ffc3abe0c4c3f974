package dev.mishap.internal.servlet;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** Tells whoever observes requests which exception a handled server error came from. */
@FunctionalInterface
public interface ErrorObservation {

	/**
	 * Notes a failure with the observation of the request.
	 * @param request the request
	 * @param response the response, answered
	 * @param exception what was thrown
	 */
	void failed(HttpServletRequest request, HttpServletResponse response, Throwable exception);

}
