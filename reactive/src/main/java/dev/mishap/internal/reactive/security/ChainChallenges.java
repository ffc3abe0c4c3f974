package dev.mishap.internal.reactive.security;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

import dev.mishap.ProblemRequest;
import dev.mishap.internal.HeaderFields.OwedHeader;
import dev.mishap.internal.PrivateField;
import dev.mishap.internal.ProblemPipeline.Loader;
import dev.mishap.internal.reactive.DetachedResponse;
import dev.mishap.internal.rows.security.SecurityRows.Challenges;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.InsufficientAuthenticationException;
import org.springframework.security.web.server.DelegatingServerAuthenticationEntryPoint;
import org.springframework.security.web.server.DelegatingServerAuthenticationEntryPoint.DelegateEntry;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.ServerAuthenticationEntryPoint;
import org.springframework.security.web.server.authentication.AuthenticationWebFilter;
import org.springframework.security.web.server.authentication.ServerAuthenticationEntryPointFailureHandler;
import org.springframework.security.web.server.authentication.ServerAuthenticationFailureHandler;
import org.springframework.security.web.server.authorization.ExceptionTranslationWebFilter;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;

/**
 * Challenge of a 401 that has none: the schemes that the filter chain of the request
 * takes, told by the types of its entry points. No entry point of an application is run:
 * it may write, redirect or count. Where the chain takes no scheme, the configured
 * challenge stands in.
 */
public final class ChainChallenges implements OwedHeader {

	/** Exactly these: a subclass may do anything. */
	private static final Set<String> OF_SPRING = Set.of(
			"org.springframework.security.oauth2.server.resource.web.server.BearerTokenServerAuthenticationEntryPoint",
			"org.springframework.security.web.server.authentication.HttpBasicServerAuthenticationEntryPoint");

	private final Supplier<List<Chain>> chains;

	private final String fallback;

	/**
	 * Creates the source.
	 * @param chains the filter chains in their order
	 * @param fallback the configured challenge
	 */
	public ChainChallenges(Supplier<List<SecurityWebFilterChain>> chains, String fallback) {
		this.chains = Loader.once(() -> chains.get().stream().map(Chain::of).toList());
		this.fallback = fallback;
	}

	@Override
	public String field() {
		return "WWW-Authenticate";
	}

	@Override
	public List<String> values(ProblemRequest request) {
		ServerWebExchange exchange = request.unwrap(ServerWebExchange.class);
		Challenges challenges = new Challenges();
		if (exchange != null) {
			for (ServerAuthenticationEntryPoint entryPoint : entryPoints(exchange)) {
				challenges.add(ask(entryPoint, exchange));
			}
		}
		return challenges.values(request, this.fallback);
	}

	private List<ServerAuthenticationEntryPoint> entryPoints(ServerWebExchange exchange) {
		for (Chain chain : this.chains.get()) {
			if (chain.matches(exchange)) {
				return chain.entryPoints();
			}
		}
		return List.of();
	}

	/** Asks an entry point of Spring Security's own, which only sets a field. */
	private static @Nullable String ask(ServerAuthenticationEntryPoint entryPoint, ServerWebExchange exchange) {
		DetachedResponse response = new DetachedResponse();
		entryPoint.commence(response.in(exchange), new InsufficientAuthenticationException("no credentials"))
			.subscribe(null, (ignored) -> {
			});
		return response.getHeaders().getFirst(HttpHeaders.WWW_AUTHENTICATE);
	}

	/** A chain, and its entry points that can be asked. */
	record Chain(SecurityWebFilterChain chain, List<ServerAuthenticationEntryPoint> entryPoints) {

		static Chain of(SecurityWebFilterChain chain) {
			List<ServerAuthenticationEntryPoint> found = new ArrayList<>();
			chain.getWebFilters().subscribe((filter) -> collect(filter, found));
			return new Chain(chain, List.copyOf(found));
		}

		/** Who asks for long says nothing here: this must not wait. */
		boolean matches(ServerWebExchange exchange) {
			AtomicReference<Boolean> matches = new AtomicReference<>(false);
			this.chain.matches(exchange).subscribe(matches::set, (ignored) -> {
			});
			return matches.get();
		}

		private static void collect(WebFilter filter, List<ServerAuthenticationEntryPoint> found) {
			if (filter instanceof AuthenticationWebFilter) {
				collect(WitnessedChains.original(
						PrivateField.WEBFLUX_LOGIN_FAILED.of(filter, ServerAuthenticationFailureHandler.class)), found);
			}
			else if (filter instanceof ExceptionTranslationWebFilter) {
				collect(WitnessedChains
					.original(PrivateField.WEBFLUX_UNKNOWN.of(filter, ServerAuthenticationEntryPoint.class)), found);
			}
		}

		private static void collect(@Nullable Object part, List<ServerAuthenticationEntryPoint> found) {
			if (part instanceof ServerAuthenticationEntryPointFailureHandler handler) {
				collect(PrivateField.WEBFLUX_FAILED_ENTRY_POINT.of(handler, ServerAuthenticationEntryPoint.class),
						found);
			}
			else if (part instanceof DelegatingServerAuthenticationEntryPoint delegating) {
				collect(PrivateField.WEBFLUX_DEFAULT_ENTRY_POINT.of(delegating, ServerAuthenticationEntryPoint.class),
						found);
				List<?> entries = PrivateField.WEBFLUX_ENTRY_POINTS.of(delegating, List.class);
				if (entries != null) {
					entries.forEach((entry) -> {
						if (entry instanceof DelegateEntry delegate) {
							collect(delegate.getEntryPoint(), found);
						}
					});
				}
			}
			else if (part instanceof ServerAuthenticationEntryPoint entryPoint
					&& OF_SPRING.contains(entryPoint.getClass().getName())) {
				found.add(entryPoint);
			}
		}

	}

}
