package dev.mishap.client;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

import org.jspecify.annotations.Nullable;

import org.springframework.core.retry.RetryPolicy;
import org.springframework.util.Assert;
import org.springframework.util.backoff.BackOff;
import org.springframework.util.backoff.BackOffExecution;

/**
 * When a call to another service is repeated, and after which time: never before
 * {@code Retry-After} says so, and only a request that does no harm when it arrives
 * twice. Immutable. {@link #policy()} is for Spring's {@code RetryTemplate},
 * {@link Resilience4jRetries} and {@link ReactorRetries} are for the others.
 * {@snippet class = "dev.mishap.docs.client.ClientDocumentTests" region = "retry"}
 *
 * @since 0.1.0
 */
public final class UpstreamRetry {

	private static final int MAX_DOUBLINGS = 20;

	private static final int JITTER_PERCENT = 10;

	/** A longer time is as good as this one, and cannot be doubled and counted. */
	private static final Duration FOR_EVER = Duration.ofDays(36_500);

	private final int maxRetries;

	private final Duration delay;

	private final Duration maxDelay;

	private final boolean anyMethod;

	private UpstreamRetry(int maxRetries, Duration delay, Duration maxDelay, boolean anyMethod) {
		Assert.isTrue(maxRetries >= 0, "'maxRetries' must not be negative");
		Assert.isTrue(!delay.isNegative() && !maxDelay.isNegative(), "a delay must not be negative");
		this.maxRetries = maxRetries;
		this.delay = shorter(delay, FOR_EVER);
		this.maxDelay = shorter(maxDelay, FOR_EVER);
		this.anyMethod = anyMethod;
	}

	private static Duration shorter(Duration one, Duration other) {
		return (one.compareTo(other) < 0) ? one : other;
	}

	/**
	 * Returns three repetitions, after half a second, one and two where the answer does
	 * not say it, and after 30 seconds at the most.
	 */
	public static UpstreamRetry withDefaults() {
		return new UpstreamRetry(3, Duration.ofMillis(500), Duration.ofSeconds(30), false);
	}

	/**
	 * Returns this with another number of repetitions.
	 * @param maxRetries the number, the first call not included
	 */
	public UpstreamRetry maxRetries(int maxRetries) {
		return new UpstreamRetry(maxRetries, this.delay, this.maxDelay, this.anyMethod);
	}

	/**
	 * Returns this with another time before the first repetition, which doubles each
	 * time, for answers without {@code Retry-After}.
	 * @param delay the time
	 */
	public UpstreamRetry delay(Duration delay) {
		return new UpstreamRetry(this.maxRetries, delay, this.maxDelay, this.anyMethod);
	}

	/**
	 * Returns this with another longest time. Where {@code Retry-After} is later than
	 * that, the call is not repeated: to come back earlier would be of no use.
	 * @param maxDelay the time
	 */
	public UpstreamRetry maxDelay(Duration maxDelay) {
		return new UpstreamRetry(this.maxRetries, this.delay, maxDelay, this.anyMethod);
	}

	/**
	 * Returns this for calls whose method is not idempotent and that have no
	 * {@code Idempotency-Key} too: the other service is known to do no harm.
	 */
	public UpstreamRetry anyMethod() {
		return new UpstreamRetry(this.maxRetries, this.delay, this.maxDelay, true);
	}

	int maxRetries() {
		return this.maxRetries;
	}

	/**
	 * Returns whether a call that has failed is worth another try.
	 * @param exception what it has failed with
	 */
	public boolean shouldRetry(Throwable exception) {
		UpstreamAnswer answer = UpstreamAnswer.of(exception).orElse(null);
		if (answer == null || !answer.isTransient() || (!this.anyMethod && !answer.isRepeatable())) {
			return false;
		}
		return answer.retryAfter().map((time) -> time.compareTo(this.maxDelay) <= 0).orElse(true);
	}

	/**
	 * Returns the time to wait: what the answer says, else one that doubles.
	 * @param retry the number of the repetition, from 1
	 * @param exception what the call has failed with, or {@code null}
	 */
	public Duration delayBefore(int retry, @Nullable Throwable exception) {
		Duration said = UpstreamAnswer.of(exception).flatMap(UpstreamAnswer::retryAfter).orElse(null);
		Duration wanted = (said != null) ? said
				: this.delay.multipliedBy(1L << Math.min(MAX_DOUBLINGS, Math.max(0, retry - 1)));
		long millis = shorter(wanted, this.maxDelay).toMillis();
		// clients that were turned away together do not come back together
		return Duration.ofMillis(millis + ThreadLocalRandom.current().nextLong(millis * JITTER_PERCENT / 100 + 1));
	}

	/**
	 * Returns the policy for a {@code RetryTemplate}. It may be used by many threads; the
	 * template has to wait on the thread that has asked it, as Spring's does.
	 */
	public RetryPolicy policy() {
		return new HonouringPolicy(this);
	}

	/**
	 * Spring asks the policy about the exception, and then the back-off, which is not
	 * told of it, for the time.
	 */
	private static final class HonouringPolicy implements RetryPolicy, BackOff {

		private final UpstreamRetry retry;

		private final ThreadLocal<Throwable> last = new ThreadLocal<>();

		HonouringPolicy(UpstreamRetry retry) {
			this.retry = retry;
		}

		@Override
		public boolean shouldRetry(Throwable throwable) {
			boolean should = this.retry.shouldRetry(throwable);
			if (should) {
				this.last.set(throwable);
			}
			return should;
		}

		@Override
		public BackOff getBackOff() {
			return this;
		}

		@Override
		public BackOffExecution start() {
			return new BackOffExecution() {

				private int retries;

				@Override
				public long nextBackOff() {
					Throwable exception = HonouringPolicy.this.last.get();
					HonouringPolicy.this.last.remove();
					if (++this.retries > HonouringPolicy.this.retry.maxRetries()) {
						return STOP;
					}
					return HonouringPolicy.this.retry.delayBefore(this.retries, exception).toMillis();
				}

			};
		}

	}

}
