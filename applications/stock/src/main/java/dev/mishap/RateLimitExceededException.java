package dev.mishap;

import java.time.Duration;

import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/** The shortest way to a 429 that Spring has. */
public class RateLimitExceededException extends ResponseStatusException {

	private static final long serialVersionUID = 1L;

	/**
	 * Creates the exception.
	 * @param message the message
	 * @param quota read by nobody
	 */
	public RateLimitExceededException(String message, Quota quota) {
		super(HttpStatus.TOO_MANY_REQUESTS, message);
	}

	/**
	 * What the sample writes into its answers itself.
	 *
	 * @param name the name of the policy
	 * @param limit how many requests there are
	 * @param window the time for which there are so many
	 * @param remaining how many are left
	 * @param reset when there are all again
	 */
	public record Quota(String name, long limit, Duration window, long remaining, Duration reset) {

		/**
		 * Returns a quota of which nothing is left.
		 * @param name the name of the policy
		 * @param limit how many requests there are
		 * @param window the time for which there are so many
		 * @param reset when there are all again
		 */
		public static Quota usedUp(String name, long limit, Duration window, Duration reset) {
			return new Quota(name, limit, window, 0, reset);
		}

		/** Returns the item in {@code RateLimit-Policy}. */
		public String policyItem() {
			return "\"" + this.name + "\";q=" + this.limit + ";w=" + this.window.toSeconds();
		}

		/** Returns the item in {@code RateLimit}. */
		public String limitItem() {
			return "\"" + this.name + "\";r=" + this.remaining + ";t=" + (this.reset.toMillis() + 999) / 1000;
		}

	}

}
