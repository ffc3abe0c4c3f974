package dev.mishap.internal.rows.resilience4j;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import dev.mishap.OverloadedException;
import dev.mishap.Problem;
import dev.mishap.ProblemMappings;
import dev.mishap.internal.ProblemRows;
import io.github.resilience4j.bulkhead.BulkheadFullException;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.circuitbreaker.event.CircuitBreakerOnStateTransitionEvent;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterRegistry;
import io.github.resilience4j.ratelimiter.RequestNotPermitted;
import io.github.resilience4j.ratelimiter.internal.AtomicRateLimiter;
import io.github.resilience4j.retry.MaxRetriesExceeded;
import io.github.resilience4j.retry.MaxRetriesExceededException;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationContext;
import org.springframework.util.ClassUtils;

/**
 * Rows of what Resilience4j does not let through, by each of its modules that there is.
 * Those of circuit breakers stand in a bean of their own, as openings have to be watched.
 */
public final class Resilience4jRows implements ProblemRows {

	private final ApplicationContext context;

	private final @Nullable ClassLoader classLoader;

	/**
	 * Creates the rows.
	 * @param context where the registries are looked for
	 * @param classLoader where the modules are
	 */
	public Resilience4jRows(ApplicationContext context, @Nullable ClassLoader classLoader) {
		this.context = context;
		this.classLoader = classLoader;
	}

	@Override
	public void addTo(ProblemMappings.Builder mappings) {
		if (isPresent("io.github.resilience4j.ratelimiter.RequestNotPermitted")
				&& isPresent("io.github.resilience4j.ratelimiter.internal.AtomicRateLimiter")) {
			new RateLimiters(this.context.getBeanProvider(RateLimiterRegistry.class)).addTo(mappings);
		}
		if (isPresent("io.github.resilience4j.bulkhead.BulkheadFullException")) {
			Others.addBulkheads(mappings);
		}
		if (isPresent("io.github.resilience4j.retry.MaxRetriesExceededException")
				&& isPresent("io.github.resilience4j.retry.MaxRetriesExceeded")) {
			Others.addRetries(mappings);
		}
	}

	private boolean isPresent(String className) {
		return ClassUtils.isPresent(className, this.classLoader);
	}

	/** Refusals that say nothing of when to come back. */
	private static final class Others {

		/** Bulkheads don't know when there is room again. */
		static void addBulkheads(ProblemMappings.Builder mappings) {
			mappings.map(BulkheadFullException.class, 503, OverloadedException.DEFAULT_CODE);
		}

		/**
		 * Calls that were tried again until there was no point in it. Where an exception
		 * was the reason, that one is thrown; these have none, as it was the result that
		 * did not do.
		 */
		static void addRetries(ProblemMappings.Builder mappings) {
			mappings.map(MaxRetriesExceededException.class, Problem.of(503));
			mappings.map(MaxRetriesExceeded.class, Problem.of(503));
		}

	}

	/** Rate limiters, which know when there is a permission again. */
	private static final class RateLimiters {

		private final ObjectProvider<RateLimiterRegistry> registries;

		RateLimiters(ObjectProvider<RateLimiterRegistry> registries) {
			this.registries = registries;
		}

		void addTo(ProblemMappings.Builder mappings) {
			mappings.map(RequestNotPermitted.class, this::notPermitted, Problem.of(429));
		}

		private Problem notPermitted(RequestNotPermitted exception) {
			Problem problem = Problem.of(429);
			String name = exception.getCausingRateLimiterName();
			for (RateLimiterRegistry registry : this.registries) {
				RateLimiter limiter = registry.find(name).orElse(null);
				if (limiter != null) {
					return problem.withRetryAfter(delay(limiter));
				}
			}
			return problem;
		}

		/** Without the exact time, that until the next refresh at the latest. */
		private static Duration delay(RateLimiter limiter) {
			Duration refresh = limiter.getRateLimiterConfig().getLimitRefreshPeriod();
			if (limiter instanceof AtomicRateLimiter atomic) {
				Duration left = Duration.ofNanos(atomic.getDetailedMetrics().getNanosToWait());
				// zero: a permission has come since the refusal
				return left.isZero() ? Duration.ofNanos(1) : left;
			}
			return refresh;
		}

	}

	/**
	 * Circuit breakers. A breaker does not tell how long it stays open, so its openings
	 * are watched.
	 */
	public static final class CircuitBreakers implements ProblemRows {

		private final Clock clock;

		private final Map<String, Opening> openings = new ConcurrentHashMap<>();

		public CircuitBreakers(Clock clock) {
			this.clock = clock;
		}

		/** Watches all breakers that a registry has, and gets. */
		public void watch(CircuitBreakerRegistry registry) {
			registry.getEventPublisher()
				.onEntryAdded((event) -> watch(event.getAddedEntry()))
				.onEntryReplaced((event) -> {
					this.openings.remove(event.getOldEntry().getName());
					watch(event.getNewEntry());
				})
				.onEntryRemoved((event) -> this.openings.remove(event.getRemovedEntry().getName()));
			registry.getAllCircuitBreakers().forEach(this::watch);
		}

		private void watch(CircuitBreaker breaker) {
			breaker.getEventPublisher().onStateTransition((event) -> changed(breaker, event));
		}

		private void changed(CircuitBreaker breaker, CircuitBreakerOnStateTransitionEvent event) {
			State to = event.getStateTransition().getToState();
			if (to == State.OPEN) {
				boolean again = event.getStateTransition().getFromState() == State.HALF_OPEN;
				this.openings.compute(breaker.getName(), (name, before) -> {
					int attempts = (again && before != null) ? before.attempts() + 1 : 1;
					long millis = breaker.getCircuitBreakerConfig()
						.getWaitIntervalFunctionInOpenState()
						.apply(attempts);
					return new Opening(attempts, Instant.now(this.clock).plusMillis(millis));
				});
			}
			else if (to != State.HALF_OPEN) {
				this.openings.remove(breaker.getName());
			}
		}

		@Override
		public void addTo(ProblemMappings.Builder mappings) {
			mappings.map(CallNotPermittedException.class, this::notPermitted, Problem.of(503));
		}

		private Problem notPermitted(CallNotPermittedException exception) {
			Problem problem = Problem.of(503);
			Duration left = left(this.openings.get(exception.getCausingCircuitBreakerName()));
			return (left != null) ? problem.withRetryAfter(left) : problem;
		}

		/** Returns the time until calls are tried again, {@code null} if nobody knows. */
		private @Nullable Duration left(@Nullable Opening opening) {
			if (opening == null) {
				return null;
			}
			Duration left = Duration.between(Instant.now(this.clock), opening.until());
			return (left.isNegative() || left.isZero()) ? null : left;
		}

		private record Opening(int attempts, Instant until) {

		}

	}

}
