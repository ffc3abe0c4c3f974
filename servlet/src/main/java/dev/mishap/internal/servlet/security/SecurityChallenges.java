package dev.mishap.internal.servlet.security;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.mishap.ProblemRequest;
import dev.mishap.internal.HeaderFields.OwedHeader;
import dev.mishap.internal.PrivateField;
import dev.mishap.internal.rows.security.SecurityRows.Challenges;
import dev.mishap.internal.servlet.DetachedResponse;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.authentication.InsufficientAuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.FilterChainProxy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.ExceptionTranslationFilter;
import org.springframework.security.web.authentication.DelegatingAuthenticationEntryPoint;
import org.springframework.security.web.authentication.www.BasicAuthenticationEntryPoint;
import org.springframework.security.web.authentication.www.BasicAuthenticationFilter;
import org.springframework.util.function.SingletonSupplier;

/**
 * Challenge of a 401 that has none: the schemes that the filter chain of the request
 * takes, told by the types of its filters. No entry point of an application is run: it
 * may write, redirect or count. Where the chain takes no scheme, the configured challenge
 * stands in.
 */
public final class SecurityChallenges implements OwedHeader {

	private static final String BEARER_FILTER = "org.springframework.security.oauth2.server.resource.web.authentication"
			+ ".BearerTokenAuthenticationFilter";

	/** Of an authorization server: its clients log in with Basic, among other ways. */
	private static final String CLIENT_FILTER = "org.springframework.security.oauth2.server.authorization.web"
			+ ".OAuth2ClientAuthenticationFilter";

	private static final String DEFAULT_REALM = "Realm";

	/** Exactly these: a subclass may do anything. */
	private static final Set<String> OF_SPRING = Set.of(
			"org.springframework.security.oauth2.server.resource.web.BearerTokenAuthenticationEntryPoint",
			"org.springframework.security.web.authentication.www.BasicAuthenticationEntryPoint",
			"org.springframework.security.web.authentication.www.DigestAuthenticationEntryPoint");

	private final SingletonSupplier<Optional<FilterChainProxy>> chains;

	private final String fallback;

	public SecurityChallenges(ObjectProvider<FilterChainProxy> chains, String fallback) {
		this.chains = SingletonSupplier.of(() -> Optional.ofNullable(chains.getIfAvailable()));
		this.fallback = fallback;
	}

	@Override
	public String field() {
		return "WWW-Authenticate";
	}

	@Override
	public List<String> values(ProblemRequest request) {
		HttpServletRequest servletRequest = request.unwrap(HttpServletRequest.class);
		Challenges challenges = new Challenges();
		if (servletRequest != null) {
			for (Filter filter : filters(servletRequest)) {
				challenges.add(challenge(filter, servletRequest));
			}
		}
		return challenges.values(request, this.fallback);
	}

	private List<Filter> filters(HttpServletRequest request) {
		FilterChainProxy proxy = this.chains.obtain().orElse(null);
		if (proxy != null) {
			for (SecurityFilterChain chain : proxy.getFilterChains()) {
				if (chain.matches(request)) {
					return chain.getFilters();
				}
			}
		}
		return List.of();
	}

	private static @Nullable String challenge(Filter filter, HttpServletRequest request) {
		if (filter instanceof BasicAuthenticationFilter basic) {
			return ask(entryPoint(basic), request);
		}
		if (filter instanceof ExceptionTranslationFilter translation) {
			AuthenticationEntryPoint entryPoint = translation.getAuthenticationEntryPoint();
			return OF_SPRING.contains(entryPoint.getClass().getName()) ? ask(entryPoint, request) : null;
		}
		return switch (filter.getClass().getName()) {
			case BEARER_FILTER -> "Bearer";
			case CLIENT_FILTER -> "Basic realm=\"" + DEFAULT_REALM + "\"";
			default -> null;
		};
	}

	/**
	 * Returns the entry point for Basic, one of Spring Security's own if it isn't told.
	 */
	private static BasicAuthenticationEntryPoint entryPoint(BasicAuthenticationFilter filter) {
		BasicAuthenticationEntryPoint[] found = new BasicAuthenticationEntryPoint[1];
		PrivateField.BASIC_REFUSED.with(filter, BasicAuthenticationEntryPoint.class,
				(entryPoint) -> found[0] = entryPoint);
		PrivateField.BASIC_REFUSED.with(filter, DelegatingAuthenticationEntryPoint.class,
				(delegating) -> PrivateField.DEFAULT_ENTRY_POINT.with(delegating, BasicAuthenticationEntryPoint.class,
						(entryPoint) -> found[0] = entryPoint));
		if (found[0] == null) {
			found[0] = new BasicAuthenticationEntryPoint();
			found[0].setRealmName(DEFAULT_REALM);
		}
		return found[0];
	}

	/** Asks an entry point of Spring Security's own, which only sets a field. */
	private static @Nullable String ask(AuthenticationEntryPoint entryPoint, HttpServletRequest request) {
		DetachedResponse response = new DetachedResponse();
		try {
			entryPoint.commence(request, response, new InsufficientAuthenticationException("no credentials"));
		}
		catch (IOException | ServletException ex) {
			return null;
		}
		return response.getHeader("WWW-Authenticate");
	}

}
