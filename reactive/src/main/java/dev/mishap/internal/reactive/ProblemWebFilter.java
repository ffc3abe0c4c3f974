package dev.mishap.internal.reactive;

import dev.mishap.internal.RequestIds;
import dev.mishap.internal.RequestState;
import reactor.core.publisher.Mono;

import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

/**
 * First of the filters: makes the exchange known to the doors that are further out, and
 * the request ID to the application.
 */
public final class ProblemWebFilter implements WebFilter {

	private final ReactiveAnswers answers;

	private final boolean localeDecided;

	/**
	 * Creates the filter.
	 * @param answers the answers
	 * @param localeDecided whether the application decides on the locale of a request by
	 * anything but the header field {@code Accept-Language}
	 */
	public ProblemWebFilter(ReactiveAnswers answers, boolean localeDecided) {
		this.answers = answers;
		this.localeDecided = localeDecided;
	}

	@Override
	public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
		RequestState state = ReactiveState.requestState(exchange);
		ReactiveState.of(state).enter(exchange, this.localeDecided);
		exchange.getAttributes().put(RequestIds.Accessor.KEY, this.answers.requestId(exchange));
		return chain.filter(FormExchange.around(exchange));
	}

}
