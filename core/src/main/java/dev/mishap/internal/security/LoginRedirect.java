package dev.mishap.internal.security;

import java.util.List;

import dev.mishap.internal.AcceptPreference;

/** Who is sent to a log-in page rather than refused with a status. */
public enum LoginRedirect {

	/**
	 * Everybody whom Spring Security sends there, but for clients that ask for JSON or
	 * XML and not for HTML.
	 */
	UNLESS_API,

	/** Everybody whom Spring Security sends there. */
	ALWAYS,

	/** Nobody. */
	NEVER;

	/**
	 * Returns whether a redirect to a log-in page is to stand.
	 * @param accept the values of {@code Accept}, one for each line
	 */
	public boolean mayStand(List<String> accept) {
		return switch (this) {
			case ALWAYS -> true;
			case NEVER -> false;
			case UNLESS_API -> !AcceptPreference.of(accept).isForData();
		};
	}

}
