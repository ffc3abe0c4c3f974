package dev.mishap.internal.reactive;

import java.util.List;

import dev.mishap.internal.RequestIds;
import dev.mishap.internal.RequestState;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.webflux.autoconfigure.WebHttpHandlerBuilderCustomizer;
import org.springframework.context.ApplicationContext;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import org.springframework.web.server.WebHandler;
import org.springframework.web.server.adapter.WebHttpHandlerBuilder;
import org.springframework.web.server.handler.DefaultWebFilterChain;
import org.springframework.web.server.handler.ExceptionHandlingWebHandler;

/**
 * First of the filters: makes the exchange known to the doors that are further out, and
 * the request ID to the application.
 * <p>
 * WebFlux names each filter for each request and notes at each one that an error has come
 * by, which costs more than the filters of the library do. So this one calls those that
 * come last itself, right before the handler. Where there is no other filter at all and
 * nobody else would be asked first, it also answers what the handler fails with.
 */
public final class ProblemWebFilter implements WebFilter, SmartInitializingSingleton {

	private final ReactiveAnswers answers;

	private final ApplicationContext context;

	private final boolean localeDecided;

	/** The handler behind the filters, if errors are for the library to answer first. */
	private volatile @Nullable Object answered;

	private volatile @Nullable Inside inside;

	/**
	 * Creates the filter.
	 * @param answers the answers
	 * @param context the context of the application
	 * @param localeDecided whether the application decides on the locale of a request by
	 * anything but the header field {@code Accept-Language}
	 */
	public ProblemWebFilter(ReactiveAnswers answers, ApplicationContext context, boolean localeDecided) {
		this.answers = answers;
		this.context = context;
		this.localeDecided = localeDecided;
	}

	@Override
	public void afterSingletonsInstantiated() {
		boolean first = this.context.getBeanProvider(WebExceptionHandler.class)
			.orderedStream()
			.findFirst()
			.filter(ProblemWebExceptionHandler.class::isInstance)
			.isPresent();
		boolean customized = this.context.getBeanProvider(WebHttpHandlerBuilderCustomizer.class)
			.stream()
			.findAny()
			.isPresent();
		if (first && !customized && this.context.containsBean(WebHttpHandlerBuilder.WEB_HANDLER_BEAN_NAME)) {
			this.answered = this.context.getBean(WebHttpHandlerBuilder.WEB_HANDLER_BEAN_NAME);
		}
	}

	@Override
	public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
		RequestState state = ReactiveState.requestState(exchange);
		ReactiveState.of(state).enter(exchange, this.localeDecided);
		String requestId = state.requestId();
		exchange.getAttributes()
			.put(RequestIds.Accessor.KEY, (requestId != null) ? requestId : this.answers.requestId(exchange));
		return inside(chain).filter(FormExchange.around(exchange));
	}

	/** WebFlux makes one chain and keeps it. */
	private WebFilterChain inside(WebFilterChain chain) {
		Inside known = this.inside;
		if (known == null || known.chain() != chain) {
			known = new Inside(chain, read(chain));
			this.inside = known;
		}
		return known.shorter();
	}

	private WebFilterChain read(WebFilterChain chain) {
		if (chain.getClass() != DefaultWebFilterChain.class) {
			return chain;
		}
		DefaultWebFilterChain whole = (DefaultWebFilterChain) chain;
		WebHandler handler = whole.getHandler();
		List<WebFilter> filters = whole.getFilters();
		int place = filters.indexOf(this);
		int end = filters.size() - 1;
		if (place < 0 || !(filters.get(end) instanceof InnermostFilter)) {
			return chain;
		}
		WebFilterChain last = handler::handle;
		if (filters.get(end - 1) instanceof DeclaredLengthFilter length) {
			end--;
			last = (exchange) -> length.filter(exchange, handler::handle);
		}
		WebFilterChain inside = last;
		if (end > place + 1) {
			return new DefaultWebFilterChain((exchange) -> InnermostFilter.guard(exchange, inside, null),
					filters.subList(place + 1, end));
		}
		return (place == 0 && handler == this.answered)
				? (exchange) -> InnermostFilter.guard(exchange, inside, (exception) -> answer(exception, exchange))
				: (exchange) -> InnermostFilter.guard(exchange, inside, null);
	}

	/** Observations read what was handled from the attribute that WebFlux sets too. */
	private Mono<Void> answer(Throwable exception, ServerWebExchange exchange) {
		ReactiveState state = ReactiveState.of(ReactiveState.requestState(exchange));
		if (state.isLeftAlone()) {
			return Mono.error(exception);
		}
		state.askInside();
		exchange.getAttributes().put(ExceptionHandlingWebHandler.HANDLED_WEB_EXCEPTION, exception);
		return this.answers.answer(exception, exchange);
	}

	/**
	 * WebFlux asks for it at each request, and makes several texts of it: a short one is
	 * cheaper.
	 */
	@Override
	public String toString() {
		return "mishap";
	}

	/**
	 * A chain as WebFlux gives it, and what is called instead.
	 *
	 * @param chain the chain behind this filter
	 * @param shorter the same without filters of the library at its end
	 */
	private record Inside(WebFilterChain chain, WebFilterChain shorter) {

	}

}
