package dev.mishap.autoconfigure.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.security.web.savedrequest.RequestCache;
import org.springframework.security.web.savedrequest.SavedRequest;

/**
 * Saves only requests that a login can lead back to: a client that gets a 401 would get a
 * session for nothing.
 */
final class PageRequestCache implements RequestCache {

	private final RequestCache cache;

	PageRequestCache(RequestCache cache) {
		this.cache = cache;
	}

	@Override
	public void saveRequest(HttpServletRequest request, HttpServletResponse response) {
		if (PageRequests.isOne(request)) {
			this.cache.saveRequest(request, response);
		}
	}

	@Override
	public @Nullable SavedRequest getRequest(HttpServletRequest request, HttpServletResponse response) {
		return this.cache.getRequest(request, response);
	}

	@Override
	public @Nullable HttpServletRequest getMatchingRequest(HttpServletRequest request, HttpServletResponse response) {
		return this.cache.getMatchingRequest(request, response);
	}

	@Override
	public void removeRequest(HttpServletRequest request, HttpServletResponse response) {
		this.cache.removeRequest(request, response);
	}

}
