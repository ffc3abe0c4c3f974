package dev.mishap;

import java.time.Duration;

/**
 * What the sample knows about an error.
 *
 * @param status the status
 * @param code the code
 */
public record Problem(int status, String code) {

	/**
	 * Returns a problem.
	 * @param status the status
	 * @param code the code
	 */
	public static Problem of(int status, String code) {
		return new Problem(status, code);
	}

	/**
	 * Read by nobody.
	 * @param wait a waiting time
	 */
	public Problem withRetryAfter(Duration wait) {
		return this;
	}

	/**
	 * Read by nobody.
	 * @param name a name
	 * @param value a value
	 */
	public Problem withExtension(String name, Object value) {
		return this;
	}

}
