package dev.mishap.internal.reactive;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.core.Ordered;
import org.springframework.util.unit.DataSize;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

/**
 * Refuses a body that is announced as too large even if nobody would read it. Stands
 * behind Spring Security, so that who isn't let in learns that first and the answer has
 * the header fields of CORS.
 */
public final class DeclaredLengthFilter implements WebFilter, Ordered {

	/** After Spring Security, which is at -100. */
	private static final int AFTER_SECURITY = -99;

	/**
	 * Creates the filter.
	 */
	public DeclaredLengthFilter() {
	}

	@Override
	public int getOrder() {
		return AFTER_SECURITY;
	}

	@Override
	public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
		@Nullable DataSize broken = ReactiveState.of(ReactiveState.requestState(exchange)).brokenLimit();
		return (broken != null) ? Mono.error(new PayloadTooLargeException(broken)) : chain.filter(exchange);
	}

}
