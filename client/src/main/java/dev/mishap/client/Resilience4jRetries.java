package dev.mishap.client;

import io.github.resilience4j.core.IntervalBiFunction;
import io.github.resilience4j.retry.RetryConfig;

/**
 * Lets Resilience4j wait as long as the other service says.
 *
 * @since 0.1.0
 */
public final class Resilience4jRetries {

	private Resilience4jRetries() {
	}

	/**
	 * Returns the interval function for
	 * {@code RetryConfig.custom().intervalBiFunction(…)}.
	 * @param <T> the type of the result
	 * @param retry the times
	 */
	public static <T> IntervalBiFunction<T> interval(UpstreamRetry retry) {
		return (attempt, outcome) -> retry.delayBefore(attempt, outcome.isLeft() ? outcome.getLeft() : null).toMillis();
	}

	/**
	 * Returns a configuration with the number of attempts, the interval and the decision
	 * which failures are worth another try.
	 * @param retry the times
	 */
	public static RetryConfig.Builder<Object> config(UpstreamRetry retry) {
		return RetryConfig.custom()
			.maxAttempts(retry.maxRetries() + 1)
			.intervalBiFunction(interval(retry))
			.retryOnException(retry::shouldRetry);
	}

}
