package dev.mishap.internal.rows;

/** How the time to wait is written in {@code Retry-After} (RFC 9110, section 10.2.3). */
public enum RetryAfterForm {

	/** Whole seconds from now. */
	SECONDS,

	/** Point in time, as an IMF-fixdate. */
	HTTP_DATE

}
