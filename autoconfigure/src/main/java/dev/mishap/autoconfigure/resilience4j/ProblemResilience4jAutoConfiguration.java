package dev.mishap.autoconfigure.resilience4j;

import java.time.Clock;

import dev.mishap.autoconfigure.ProblemAutoConfiguration;
import dev.mishap.internal.ProblemRows;
import dev.mishap.internal.rows.resilience4j.BulkheadRows;
import dev.mishap.internal.rows.resilience4j.CircuitBreakerRows;
import dev.mishap.internal.rows.resilience4j.RateLimiterRows;
import dev.mishap.internal.rows.resilience4j.RetryRows;
import io.github.resilience4j.bulkhead.BulkheadFullException;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.ratelimiter.RateLimiterRegistry;
import io.github.resilience4j.ratelimiter.RequestNotPermitted;
import io.github.resilience4j.ratelimiter.internal.AtomicRateLimiter;
import io.github.resilience4j.retry.MaxRetriesExceeded;
import io.github.resilience4j.retry.MaxRetriesExceededException;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigureOrder;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.Ordered;

/**
 * Auto-configuration of the answers to what Resilience4j doesn't let through. Each of its
 * modules may be absent.
 */
@AutoConfigureOrder(Ordered.LOWEST_PRECEDENCE)
@AutoConfiguration(before = ProblemAutoConfiguration.class)
@ConditionalOnWebApplication
public final class ProblemResilience4jAutoConfiguration {

	/** With rate limiters. */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ RequestNotPermitted.class, AtomicRateLimiter.class })
	static class RateLimiterConfiguration {

		@Bean
		@Lazy
		ProblemRows mishapRateLimiterProblemRows(ObjectProvider<RateLimiterRegistry> registries) {
			return new RateLimiterRows(registries);
		}

	}

	/** With circuit breakers. */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(CallNotPermittedException.class)
	static class CircuitBreakerConfiguration {

		@Bean
		@Lazy
		CircuitBreakerRows mishapCircuitBreakerProblemRows() {
			return new CircuitBreakerRows(Clock.systemUTC());
		}

		@Bean
		SmartInitializingSingleton mishapCircuitBreakerWatch(CircuitBreakerRows rows,
				ObjectProvider<CircuitBreakerRegistry> registries) {
			return () -> registries.forEach(rows::watch);
		}

	}

	/** With bulkheads. */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(BulkheadFullException.class)
	static class BulkheadConfiguration {

		@Bean
		@Lazy
		ProblemRows mishapBulkheadProblemRows() {
			return new BulkheadRows();
		}

	}

	/** With retries. */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ MaxRetriesExceededException.class, MaxRetriesExceeded.class })
	static class RetryConfiguration {

		@Bean
		@Lazy
		ProblemRows mishapRetryProblemRows() {
			return new RetryRows();
		}

	}

}
