package dev.mishap.internal.servlet.security;

import java.util.Collections;

import dev.mishap.internal.AcceptPreference;
import dev.mishap.internal.security.LoginRedirect;
import dev.mishap.internal.servlet.ServletState;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.security.web.savedrequest.RequestCache;
import org.springframework.security.web.savedrequest.SavedRequest;

/**
 * Tells requests that Spring Security may send to a log-in page from those that get a
 * status. A client that does not say what it wants is left to Spring Security.
 */
public final class LoginRedirects {

	private final LoginRedirect who;

	public LoginRedirects(LoginRedirect who) {
		this.who = who;
	}

	/** Returns whether a redirect to a log-in page is to stand. */
	boolean mayStand(HttpServletRequest request) {
		return ServletState.of(request).isLeftAlone()
				|| this.who.mayStand(Collections.list(request.getHeaders("Accept")));
	}

	/** Returns whether the request says that it wants a page. */
	static boolean isOfBrowser(HttpServletRequest request) {
		return AcceptPreference.of(Collections.list(request.getHeaders("Accept"))).isForPage()
				&& !"XMLHttpRequest".equalsIgnoreCase(request.getHeader("X-Requested-With"));
	}

	/**
	 * Saves only requests that a log-in leads back to: a client that gets a 401 would get
	 * a session for nothing. Spring Security asks for it before it is known whether there
	 * will be a redirect, so for all but browsers it waits until there is one.
	 */
	static final class PageRequestCache implements RequestCache {

		private final RequestCache cache;

		private final LoginRedirects redirects;

		PageRequestCache(RequestCache cache, LoginRedirects redirects) {
			this.cache = cache;
			this.redirects = redirects;
		}

		@Override
		public void saveRequest(HttpServletRequest request, HttpServletResponse response) {
			if (ServletState.of(request).isLeftAlone() || LoginRedirects.isOfBrowser(request)) {
				this.cache.saveRequest(request, response);
			}
			else if (this.redirects.mayStand(request)) {
				ServletState.requestState(request).note(Deferred.class, Deferred::new).save = () -> this.cache
					.saveRequest(request, response);
			}
		}

		/** Saves the request that is being redirected, if Spring Security wanted that. */
		static void saveDeferred(HttpServletRequest request) {
			Deferred deferred = ServletState.requestState(request).note(Deferred.class);
			if (deferred != null && deferred.save != null) {
				deferred.save.run();
				deferred.save = null;
			}
		}

		@Override
		public @Nullable SavedRequest getRequest(HttpServletRequest request, HttpServletResponse response) {
			return this.cache.getRequest(request, response);
		}

		@Override
		public @Nullable HttpServletRequest getMatchingRequest(HttpServletRequest request,
				HttpServletResponse response) {
			return this.cache.getMatchingRequest(request, response);
		}

		@Override
		public void removeRequest(HttpServletRequest request, HttpServletResponse response) {
			this.cache.removeRequest(request, response);
		}

		/** What is to be done as soon as the client is sent to the log-in. */
		private static final class Deferred {

			private @Nullable Runnable save;

		}

	}

}
