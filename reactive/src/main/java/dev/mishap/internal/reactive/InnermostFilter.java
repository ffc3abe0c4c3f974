package dev.mishap.internal.reactive;

import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

/**
 * Last of the filters: sees what a handler throws on the thread to which a filter before
 * has moved the request, as Spring Security does. Who comes here has been let in: what
 * failed on the way did not stop the request.
 */
public final class InnermostFilter implements WebFilter {

	@Override
	public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
		return guard(exchange, chain, null);
	}

	/**
	 * Does what the filter does, and answers what is behind it.
	 * @param exchange the exchange
	 * @param chain what is behind the filter
	 * @param answer answers what that fails with, or {@code null} to hand it on
	 */
	static Mono<Void> guard(ServerWebExchange exchange, WebFilterChain chain,
			@Nullable Function<Throwable, Mono<Void>> answer) {
		ReactiveState.requestState(exchange).witness(null);
		return new GuardedMono(() -> chain.filter(exchange), null, answer);
	}

}
