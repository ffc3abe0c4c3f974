package dev.mishap.internal.servlet.security;

import java.util.Collections;

import dev.mishap.internal.LoginRedirect;
import dev.mishap.internal.security.WantedForm;
import dev.mishap.internal.servlet.ServletState;
import jakarta.servlet.http.HttpServletRequest;

/**
 * Tells requests that Spring Security may send to a log-in page from those that get a
 * status. Whoever does not say what it wants is left to Spring Security.
 */
public final class LoginRedirects {

	private final LoginRedirect who;

	public LoginRedirects(LoginRedirect who) {
		this.who = who;
	}

	/** Returns whether a redirect to a log-in page is to stand. */
	boolean mayStand(HttpServletRequest request) {
		if (ServletState.of(request).isLeftAlone()) {
			return true;
		}
		return switch (this.who) {
			case ALWAYS -> true;
			case NEVER -> false;
			case UNLESS_API -> !WantedForm.isData(Collections.list(request.getHeaders("Accept")));
		};
	}

	/** Returns whether the request says that it wants a page. */
	static boolean isOfBrowser(HttpServletRequest request) {
		return WantedForm.isPage(Collections.list(request.getHeaders("Accept")), request.getHeader("X-Requested-With"));
	}

}
