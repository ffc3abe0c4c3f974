package dev.mishap.autoconfigure.webmvc;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** Tells whoever observes requests which exception a handled server error came from. */
@FunctionalInterface
interface ErrorObservation {

	void failed(HttpServletRequest request, HttpServletResponse response, Throwable exception);

}
