package dev.mishap.internal.reactive.security;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;

import dev.mishap.internal.PrivateField;
import dev.mishap.internal.reactive.ProblemCorsProcessor;
import dev.mishap.internal.reactive.ReactiveState;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.server.MatcherSecurityWebFilterChain;
import org.springframework.security.web.server.ServerAuthenticationEntryPoint;
import org.springframework.security.web.server.WebFilterExchange;
import org.springframework.security.web.server.authentication.AuthenticationWebFilter;
import org.springframework.security.web.server.authentication.ServerAuthenticationFailureHandler;
import org.springframework.security.web.server.authorization.ExceptionTranslationWebFilter;
import org.springframework.security.web.server.authorization.ServerAccessDeniedHandler;
import org.springframework.security.web.server.csrf.CsrfWebFilter;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher.MatchResult;
import org.springframework.web.cors.reactive.CorsWebFilter;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;

/**
 * Puts a witness around whatever refuses requests in a filter chain, so that the body can
 * say more than the status does. Entry points and handlers of the application are called
 * as before. A redirect to a log-in page becomes a status for clients that don't ask for
 * pages.
 */
public final class WitnessedChains implements BeanPostProcessor {

	private final Predicate<List<String>> redirected;

	/**
	 * Creates the processor.
	 * @param redirected whether a request may be sent to a log-in page, by its values of
	 * {@code Accept}, one for each line
	 */
	public WitnessedChains(Predicate<List<String>> redirected) {
		this.redirected = redirected;
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		if (bean instanceof MatcherSecurityWebFilterChain chain) {
			List<WebFilter> filters = new ArrayList<>();
			chain.getWebFilters().subscribe(filters::add);
			filters.forEach(this::witness);
			return withCors(chain, filters);
		}
		return bean;
	}

	/** A filter for CORS cannot be told of another processor once it is there. */
	private static MatcherSecurityWebFilterChain withCors(MatcherSecurityWebFilterChain chain,
			List<WebFilter> filters) {
		List<WebFilter> replaced = new ArrayList<>();
		for (WebFilter filter : filters) {
			replaced.add((filter instanceof CorsWebFilter cors) ? ProblemCorsProcessor.installIn(cors) : filter);
		}
		return replaced
			.equals(filters)
					? chain
					: new MatcherSecurityWebFilterChain(
							(exchange) -> chain.matches(exchange)
								.flatMap((matches) -> matches ? MatchResult.match() : MatchResult.notMatch()),
							replaced);
	}

	private void witness(WebFilter filter) {
		if (filter instanceof ExceptionTranslationWebFilter translation) {
			PrivateField.WEBFLUX_UNKNOWN.with(filter, ServerAuthenticationEntryPoint.class,
					(entryPoint) -> translation.setAuthenticationEntryPoint(new WitnessedEntryPoint(entryPoint)));
			PrivateField.WEBFLUX_DENIED.with(filter, ServerAccessDeniedHandler.class,
					(handler) -> translation.setAccessDeniedHandler(witnessed(handler)));
		}
		else if (filter instanceof CsrfWebFilter csrf) {
			PrivateField.WEBFLUX_CSRF_DENIED.with(filter, ServerAccessDeniedHandler.class,
					(handler) -> csrf.setAccessDeniedHandler(witnessed(handler)));
		}
		else if (filter instanceof AuthenticationWebFilter login) {
			PrivateField.WEBFLUX_LOGIN_FAILED.with(filter, ServerAuthenticationFailureHandler.class,
					(handler) -> login.setAuthenticationFailureHandler(new WitnessedFailureHandler(handler)));
		}
	}

	private static ServerAccessDeniedHandler witnessed(ServerAccessDeniedHandler handler) {
		return (exchange, exception) -> {
			remember(exchange, exception);
			return handler.handle(exchange, exception);
		};
	}

	private Mono<Void> witnessed(ServerWebExchange exchange, Throwable exception, Supplier<Mono<Void>> refusal) {
		remember(exchange, exception);
		return refusal.get().then(Mono.fromRunnable(() -> refuseInstead(exchange)));
	}

	static void remember(ServerWebExchange exchange, @Nullable Throwable exception) {
		ReactiveState.requestState(exchange).witness(exception);
	}

	private void refuseInstead(ServerWebExchange exchange) {
		ServerHttpResponse response = exchange.getResponse();
		HttpStatusCode status = response.getStatusCode();
		if (status != null && status.is3xxRedirection() && !response.isCommitted() && !mayStand(exchange)) {
			response.getHeaders().remove(HttpHeaders.LOCATION);
			response.setStatusCode(HttpStatus.UNAUTHORIZED);
		}
	}

	private boolean mayStand(ServerWebExchange exchange) {
		return ReactiveState.of(ReactiveState.requestState(exchange)).isLeftAlone()
				|| this.redirected.test(exchange.getRequest().getHeaders().getOrEmpty(HttpHeaders.ACCEPT));
	}

	/** Returns what a witness is around. */
	static @Nullable Object original(@Nullable Object part) {
		if (part instanceof WitnessedEntryPoint witnessed) {
			return witnessed.entryPoint;
		}
		return (part instanceof WitnessedFailureHandler witnessed) ? witnessed.handler : part;
	}

	private final class WitnessedEntryPoint implements ServerAuthenticationEntryPoint {

		private final ServerAuthenticationEntryPoint entryPoint;

		WitnessedEntryPoint(ServerAuthenticationEntryPoint entryPoint) {
			this.entryPoint = entryPoint;
		}

		@Override
		public Mono<Void> commence(ServerWebExchange exchange, AuthenticationException exception) {
			return witnessed(exchange, exception, () -> this.entryPoint.commence(exchange, exception));
		}

	}

	private final class WitnessedFailureHandler implements ServerAuthenticationFailureHandler {

		private final ServerAuthenticationFailureHandler handler;

		WitnessedFailureHandler(ServerAuthenticationFailureHandler handler) {
			this.handler = handler;
		}

		@Override
		public Mono<Void> onAuthenticationFailure(WebFilterExchange exchange, AuthenticationException exception) {
			return witnessed(exchange.getExchange(), exception,
					() -> this.handler.onAuthenticationFailure(exchange, exception));
		}

	}

}
