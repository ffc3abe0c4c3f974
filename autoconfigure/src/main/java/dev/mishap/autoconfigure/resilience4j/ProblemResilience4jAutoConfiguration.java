package dev.mishap.autoconfigure.resilience4j;

import java.time.Clock;

import dev.mishap.autoconfigure.ProblemAutoConfiguration;
import dev.mishap.internal.ProblemRows;
import dev.mishap.internal.rows.resilience4j.Resilience4jRows;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigureOrder;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.Ordered;

/**
 * Auto-configuration of the answers to what Resilience4j doesn't let through. Each of its
 * modules may be absent.
 *
 * @since 0.1.0
 */
@AutoConfigureOrder(Ordered.LOWEST_PRECEDENCE)
@AutoConfiguration(before = ProblemAutoConfiguration.class)
@ConditionalOnWebApplication
public final class ProblemResilience4jAutoConfiguration {

	@Bean
	@Lazy
	ProblemRows mishapResilience4jProblemRows(ApplicationContext context) {
		return new Resilience4jRows(context);
	}

	/** With circuit breakers. */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(CallNotPermittedException.class)
	static class CircuitBreakerConfiguration {

		@Bean
		@Lazy
		Resilience4jRows.CircuitBreakers mishapCircuitBreakerProblemRows() {
			return new Resilience4jRows.CircuitBreakers(Clock.systemUTC());
		}

		@Bean
		SmartInitializingSingleton mishapCircuitBreakerWatch(Resilience4jRows.CircuitBreakers breakers,
				ObjectProvider<CircuitBreakerRegistry> registries) {
			return () -> registries.forEach(breakers::watch);
		}

	}

}
