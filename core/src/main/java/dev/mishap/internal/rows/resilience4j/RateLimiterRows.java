package dev.mishap.internal.rows.resilience4j;

import java.time.Duration;

import dev.mishap.Problem;
import dev.mishap.ProblemMappings;
import dev.mishap.internal.ProblemRows;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterRegistry;
import io.github.resilience4j.ratelimiter.RequestNotPermitted;
import io.github.resilience4j.ratelimiter.internal.AtomicRateLimiter;

import org.springframework.beans.factory.ObjectProvider;

/** Rows of rate limiters, which know when there is a permission again. */
public final class RateLimiterRows implements ProblemRows {

	private final ObjectProvider<RateLimiterRegistry> registries;

	public RateLimiterRows(ObjectProvider<RateLimiterRegistry> registries) {
		this.registries = registries;
	}

	@Override
	public void addTo(ProblemMappings.Builder mappings) {
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
