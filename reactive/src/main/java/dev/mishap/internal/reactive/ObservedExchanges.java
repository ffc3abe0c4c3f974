package dev.mishap.internal.reactive;

import dev.mishap.ProblemRequest;
import dev.mishap.internal.operations.ObservedProblems;
import io.micrometer.observation.Observation;
import org.jspecify.annotations.Nullable;

import org.springframework.http.server.reactive.observation.ServerRequestObservationContext;
import org.springframework.web.server.ServerWebExchange;

/** Finds the observations of exchanges. */
public final class ObservedExchanges implements ObservedProblems.Requests {

	@Override
	public Observation.@Nullable Context contextOf(ProblemRequest request) {
		ServerWebExchange exchange = request.unwrap(ServerWebExchange.class);
		return (exchange != null) ? ServerRequestObservationContext.findCurrent(exchange.getAttributes()).orElse(null)
				: null;
	}

}
