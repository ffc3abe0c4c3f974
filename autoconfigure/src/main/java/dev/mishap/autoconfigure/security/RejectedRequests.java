package dev.mishap.autoconfigure.security;

import java.io.IOException;
import java.util.Arrays;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpMethod;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.security.web.firewall.RequestRejectedHandler;

/**
 * Answers what the firewall rejects, at the door or when the application reads it. A
 * method that nobody here knows is no fault of the request's form (RFC 9110, section
 * 15.6.2).
 */
final class RejectedRequests implements RequestRejectedHandler {

	@Override
	public void handle(HttpServletRequest request, HttpServletResponse response, RequestRejectedException exception)
			throws IOException {
		SecurityTestimony.remember(request, exception);
		boolean knownMethod = Arrays.asList(HttpMethod.values()).contains(HttpMethod.valueOf(request.getMethod()));
		response.sendError(knownMethod ? HttpServletResponse.SC_BAD_REQUEST : HttpServletResponse.SC_NOT_IMPLEMENTED);
	}

}
