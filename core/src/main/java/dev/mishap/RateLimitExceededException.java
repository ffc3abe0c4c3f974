package dev.mishap;

import java.io.Serializable;
import java.time.Duration;
import java.util.List;

import dev.mishap.internal.HeaderFields;

import org.springframework.util.Assert;

/**
 * Thrown by an application whose caller has used up a quota: 429 with
 * {@code Retry-After}, {@code RateLimit-Policy} and {@code RateLimit}
 * (draft-ietf-httpapi-ratelimit-headers).
 *
 * @since 0.1.0
 */
public class RateLimitExceededException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	/** The quotas that are used up; the list is one of the JDK's. */
	@SuppressWarnings("serial")
	private final List<Quota> quotas;

	/** The time to wait. */
	private final Duration retryAfter;

	/**
	 * Creates an exception that says nothing but when to come back.
	 * @param message the message for the log
	 * @param retryAfter the time to wait, more than zero
	 */
	public RateLimitExceededException(String message, Duration retryAfter) {
		this(message, retryAfter, List.of());
	}

	/**
	 * Creates an exception for a quota that is used up; the caller is to wait until it is
	 * filled again.
	 * @param message the message for the log
	 * @param quota the quota
	 */
	public RateLimitExceededException(String message, Quota quota) {
		this(message, quota.reset(), List.of(quota));
	}

	/**
	 * Creates an exception from all its parts.
	 * @param message the message for the log
	 * @param retryAfter the time to wait, more than zero
	 * @param quotas the quotas to tell the caller of
	 */
	public RateLimitExceededException(String message, Duration retryAfter, List<Quota> quotas) {
		super(message);
		Assert.isTrue(!retryAfter.isNegative() && !retryAfter.isZero(), "'retryAfter' must be positive");
		this.retryAfter = retryAfter;
		this.quotas = List.copyOf(quotas);
	}

	/**
	 * Returns the time to wait.
	 */
	public final Duration getRetryAfter() {
		return this.retryAfter;
	}

	/**
	 * Returns the quotas to tell the caller of.
	 */
	public final List<Quota> getQuotas() {
		return this.quotas;
	}

	/**
	 * Quota of a caller.
	 *
	 * @param name the public name of the policy, printable ASCII
	 * @param limit how much the caller has in a window
	 * @param window the length of the window, more than zero
	 * @param remaining how much is left
	 * @param reset the time until there is more, more than zero
	 */
	public record Quota(String name, long limit, Duration window, long remaining,
			Duration reset) implements Serializable {

		/**
		 * Creates a quota from all its parts.
		 */
		public Quota {
			Assert.isTrue(name.chars().allMatch((c) -> c >= 0x20 && c < 0x7F), "'name' must be printable ASCII");
			Assert.isTrue(limit >= 0, "'limit' must not be negative");
			Assert.isTrue(remaining >= 0, "'remaining' must not be negative");
			Assert.isTrue(!window.isNegative() && !window.isZero(), "'window' must be positive");
			Assert.isTrue(!reset.isNegative() && !reset.isZero(), "'reset' must be positive");
		}

		/**
		 * Returns a quota of which nothing is left.
		 * @param name the public name of the policy, printable ASCII
		 * @param limit how much the caller has in a window
		 * @param window the length of the window, more than zero
		 * @param reset the time until there is more, more than zero
		 */
		public static Quota usedUp(String name, long limit, Duration window, Duration reset) {
			return new Quota(name, limit, window, 0, reset);
		}

		/**
		 * Returns the item of this quota in {@code RateLimit-Policy}:
		 * {@code "llm";q=20;w=60}.
		 */
		public String policyItem() {
			return quoted() + ";q=" + this.limit + ";w=" + HeaderFields.seconds(this.window);
		}

		/**
		 * Returns the item of this quota in {@code RateLimit}: {@code "llm";r=0;t=12}.
		 */
		public String limitItem() {
			return quoted() + ";r=" + this.remaining + ";t=" + HeaderFields.seconds(this.reset);
		}

		private String quoted() {
			return '"' + this.name.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
		}

	}

}
