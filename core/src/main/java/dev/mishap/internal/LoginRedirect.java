package dev.mishap.internal;

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
	NEVER

}
