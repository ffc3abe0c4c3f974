package dev.mishap.client;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * Lets Reactor wait as long as the other service says.
 *
 * @since 0.1.0
 */
public final class ReactorRetries {

	private ReactorRetries() {
	}

	/**
	 * Returns what {@code retryWhen} takes. A call that is not repeated, or not any more,
	 * fails with its own exception, and not with one that says that it was repeated.
	 * @param retry the times
	 */
	public static Retry spec(UpstreamRetry retry) {
		return Retry.from((signals) -> signals.concatMap((signal) -> next(retry, signal)));
	}

	private static Flux<Long> next(UpstreamRetry retry, Retry.RetrySignal signal) {
		Throwable failure = signal.failure();
		long retries = signal.totalRetriesInARow();
		if (retries >= retry.maxRetries() || !retry.shouldRetry(failure)) {
			return Flux.error(failure);
		}
		return Mono.delay(retry.delayBefore((int) retries + 1, failure)).flux();
	}

}
