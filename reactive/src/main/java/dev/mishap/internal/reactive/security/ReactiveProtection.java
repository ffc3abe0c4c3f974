package dev.mishap.internal.reactive.security;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

import dev.mishap.internal.ProblemPipeline.Loader;
import dev.mishap.internal.reactive.DetachedRequest;
import dev.mishap.internal.reactive.security.ChainChallenges.Chain;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpMethod;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.authorization.AuthorizationWebFilter;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;

/**
 * Asks the rules of Spring Security's filter chains themselves, of a request that nobody
 * has sent. No other filter runs.
 */
public final class ReactiveProtection {

	private final Supplier<List<Chain>> chains;

	/**
	 * Creates the protection.
	 * @param chains the filter chains in their order
	 */
	public ReactiveProtection(Supplier<List<SecurityWebFilterChain>> chains) {
		this.chains = Loader.once(() -> chains.get().stream().map(Chain::of).toList());
	}

	/**
	 * Returns whether an anonymous caller is refused.
	 * @param method the HTTP method
	 * @param path the path below the base path
	 */
	public boolean refusesAnonymous(String method, String path) {
		try {
			ServerWebExchange exchange = DetachedRequest.exchange(HttpMethod.valueOf(method), "",
					path.isEmpty() ? "/" : path);
			for (Chain chain : this.chains.get()) {
				if (chain.matches(exchange)) {
					return refuses(chain.chain(), exchange);
				}
			}
			return false;
		}
		catch (RuntimeException ex) {
			// a rule that needs a real request says nothing before there is one
			return false;
		}
	}

	private static boolean refuses(SecurityWebFilterChain chain, ServerWebExchange exchange) {
		List<WebFilter> rules = new ArrayList<>();
		chain.getWebFilters().subscribe((filter) -> {
			if (filter instanceof AuthorizationWebFilter) {
				rules.add(filter);
			}
		});
		AtomicBoolean refused = new AtomicBoolean();
		for (WebFilter rule : rules) {
			// one that asks for long says nothing here: this must not wait
			rule.filter(exchange, (next) -> Mono.empty()).subscribe(null, (exception) -> {
				if (exception instanceof AccessDeniedException || exception instanceof AuthenticationException) {
					refused.set(true);
				}
			});
		}
		return refused.get();
	}

	/**
	 * Returns the codes of the refusals that there can be, with status 401 and 403.
	 */
	public Set<String> codes() {
		Set<String> codes = new TreeSet<>(Set.of("UNAUTHENTICATED", "FORBIDDEN"));
		this.chains.get()
			.stream()
			.flatMap((chain) -> chain.entryPoints().stream())
			.map((entryPoint) -> entryPoint.getClass().getSimpleName())
			.forEach((name) -> codes.addAll(name.startsWith("Bearer")
					? Set.of("INVALID_TOKEN", "TOKEN_EXPIRED", "INSUFFICIENT_SCOPE") : Set.of("INVALID_CREDENTIALS")));
		return codes;
	}

}
