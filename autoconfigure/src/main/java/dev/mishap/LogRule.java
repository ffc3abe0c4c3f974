package dev.mishap;

import org.jspecify.annotations.Nullable;

/**
 * How problems of one kind are logged. Of several rules that fit, one for an exception
 * counts before one for a code, and that before one for a status; among exceptions the
 * nearest class.
 *
 * @param exception the class of the exception, subclasses included, or {@code null} for
 * any or none
 * @param code the code, or {@code null} for any
 * @param status the status, or {@code null} for any
 * @param level the level, or {@code null} for that of the status
 * @param trace whether the stack trace is logged, or {@code null} for what the status
 * says: with 5xx other than 503
 */
public record LogRule(@Nullable Class<? extends Throwable> exception, @Nullable String code, @Nullable Integer status,
		@Nullable Level level, @Nullable Boolean trace) {

	/**
	 * Level of a line in the log.
	 */
	public enum Level {

		/** Nothing is logged. */
		OFF,

		/** For those who look for it. */
		DEBUG,

		/** Worth knowing. */
		INFO,

		/** Worth a look. */
		WARN,

		/** Somebody has to act. */
		ERROR

	}

}
