package dev.mishap;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Thrown by an application that has too much to do at present: 503 with
 * {@code Retry-After}. The message stays in the log; what the caller reads belongs to the
 * code, in the message bundles: {@code mishap.detail.MODEL_OVERLOADED}.
 *
 * @since 0.1.0
 */
public class OverloadedException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	/** Code of an overload that has no name of its own. */
	public static final String DEFAULT_CODE = "OVERLOADED";

	/** The code of the problem. */
	private final String code;

	/** The time to wait, if known. */
	private final @Nullable Duration retryAfter;

	/**
	 * Creates an exception without a hint when to come back; the configured time is
	 * announced.
	 * @param message the message for the log
	 */
	public OverloadedException(String message) {
		this(message, DEFAULT_CODE, null, null);
	}

	/**
	 * Creates an exception with a hint when to come back.
	 * @param message the message for the log
	 * @param retryAfter the time to wait, more than zero
	 */
	public OverloadedException(String message, Duration retryAfter) {
		this(message, DEFAULT_CODE, retryAfter, null);
	}

	/**
	 * Creates an exception from all its parts.
	 * @param message the message for the log
	 * @param code the code of the problem in UPPER_SNAKE, such as
	 * {@code MODEL_OVERLOADED}
	 * @param retryAfter the time to wait, more than zero, or {@code null} for the
	 * configured one
	 * @param cause what led to it, or {@code null}
	 */
	public OverloadedException(String message, String code, @Nullable Duration retryAfter, @Nullable Throwable cause) {
		super(message, cause);
		Assert.isTrue(Problem.isCode(code), "'code' must be UPPER_SNAKE");
		Assert.isTrue(retryAfter == null || (!retryAfter.isNegative() && !retryAfter.isZero()),
				"'retryAfter' must be positive");
		this.code = code;
		this.retryAfter = retryAfter;
	}

	/**
	 * Returns the code of the problem.
	 */
	public final String getCode() {
		return this.code;
	}

	/**
	 * Returns the time to wait.
	 * @return the time, or {@code null} for the configured one
	 */
	public final @Nullable Duration getRetryAfter() {
		return this.retryAfter;
	}

}
