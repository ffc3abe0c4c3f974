package dev.mishap.internal.rows.security;

import java.io.Serial;

import org.springframework.security.core.AuthenticationException;

/** The session that a request refers to was ended, mostly by another log-in. */
public final class SessionExpiredException extends AuthenticationException {

	@Serial
	private static final long serialVersionUID = 1L;

	/**
	 * Creates the exception.
	 */
	public SessionExpiredException() {
		super("the session has been expired");
	}

}
