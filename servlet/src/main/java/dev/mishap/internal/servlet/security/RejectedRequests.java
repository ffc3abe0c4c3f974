package dev.mishap.internal.servlet.security;

import java.io.IOException;
import java.util.Arrays;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpMethod;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.security.web.firewall.RequestRejectedHandler;

/**
 * Answers what the firewall rejects, at the door or when the application reads it. A
 * method that nobody here knows or takes is no fault of the request's form (RFC 9110,
 * sections 15.6.2 and 15.5.6).
 */
public final class RejectedRequests implements RequestRejectedHandler {

	@Override
	public void handle(HttpServletRequest request, HttpServletResponse response, RequestRejectedException exception)
			throws IOException {
		RecordedRefusals.remember(request, exception);
		response.sendError(status(request.getMethod()));
	}

	/**
	 * Whatever else may be wrong, these methods are answered so without a firewall too.
	 */
	private static int status(String method) {
		HttpMethod known = HttpMethod.valueOf(method);
		if (known == HttpMethod.TRACE) {
			return HttpServletResponse.SC_METHOD_NOT_ALLOWED;
		}
		return Arrays.asList(HttpMethod.values()).contains(known) ? HttpServletResponse.SC_BAD_REQUEST
				: HttpServletResponse.SC_NOT_IMPLEMENTED;
	}

}
