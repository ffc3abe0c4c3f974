package dev.mishap.sample.llm;

import java.time.Duration;

/** A client has used up its requests. */
public class QuotaExceededException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	/** When there will be more. */
	private final Duration retryAfter;

	QuotaExceededException(Duration retryAfter) {
		super("no requests left for " + retryAfter);
		this.retryAfter = retryAfter;
	}

	/**
	 * Returns when there will be more.
	 */
	public Duration retryAfter() {
		return this.retryAfter;
	}

}
