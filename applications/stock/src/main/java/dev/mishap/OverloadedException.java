package dev.mishap;

import java.time.Duration;

import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/** The shortest way to a 503 that Spring has. */
public class OverloadedException extends ResponseStatusException {

	private static final long serialVersionUID = 1L;

	/**
	 * Creates the exception.
	 * @param message the message
	 * @param code read by nobody
	 * @param wait read by nobody
	 * @param cause the cause
	 */
	public OverloadedException(String message, String code, Duration wait, Throwable cause) {
		super(HttpStatus.SERVICE_UNAVAILABLE, message, cause);
	}

}
