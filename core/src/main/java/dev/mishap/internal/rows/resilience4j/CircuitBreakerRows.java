package dev.mishap.internal.rows.resilience4j;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import dev.mishap.Problem;
import dev.mishap.ProblemMappings;
import dev.mishap.internal.ProblemRows;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.circuitbreaker.event.CircuitBreakerOnStateTransitionEvent;
import org.jspecify.annotations.Nullable;

/**
 * Rows of circuit breakers. A breaker does not tell how long it stays open, so its
 * openings are watched.
 */
public final class CircuitBreakerRows implements ProblemRows {

	private final Clock clock;

	private final Map<String, Opening> openings = new ConcurrentHashMap<>();

	public CircuitBreakerRows(Clock clock) {
		this.clock = clock;
	}

	/** Watches all breakers that a registry has, and gets. */
	public void watch(CircuitBreakerRegistry registry) {
		registry.getEventPublisher()
			.onEntryAdded((event) -> watch(event.getAddedEntry()))
			.onEntryReplaced((event) -> watch(event.getNewEntry()));
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
				long millis = breaker.getCircuitBreakerConfig().getWaitIntervalFunctionInOpenState().apply(attempts);
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
