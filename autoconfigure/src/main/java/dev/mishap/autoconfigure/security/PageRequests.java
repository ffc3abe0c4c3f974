package dev.mishap.autoconfigure.security;

import java.util.Collections;

import dev.mishap.internal.AcceptPreference;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.MediaType;

/** Requests of a browser for a page, the only ones that a login page is of use to. */
final class PageRequests {

	private PageRequests() {
	}

	/** Returns whether the request prefers HTML to JSON and comes from no script. */
	static boolean isOne(HttpServletRequest request) {
		if ("XMLHttpRequest".equalsIgnoreCase(request.getHeader("X-Requested-With"))) {
			return false;
		}
		AcceptPreference preference = AcceptPreference.of(Collections.list(request.getHeaders("Accept")));
		return preference.of(MediaType.TEXT_HTML, MediaType.APPLICATION_XHTML_XML) > preference
			.of(MediaType.APPLICATION_JSON, MediaType.APPLICATION_PROBLEM_JSON);
	}

}
