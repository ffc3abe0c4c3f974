package dev.mishap.internal.servlet.security;

import java.io.Serial;

import org.springframework.security.core.AuthenticationException;

/** The session that a request refers to was ended, mostly by another log-in. */
final class SessionExpiredException extends AuthenticationException {

	@Serial
	private static final long serialVersionUID = 1L;

	SessionExpiredException() {
		super("the session has been expired");
	}

}
