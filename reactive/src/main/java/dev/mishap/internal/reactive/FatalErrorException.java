package dev.mishap.internal.reactive;

/**
 * Carries an error that Reactor holds for fatal: it would throw such an error at whoever
 * passes it on, and the request would never get an answer.
 */
final class FatalErrorException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	FatalErrorException(Throwable error) {
		super(null, error, false, false);
	}

}
