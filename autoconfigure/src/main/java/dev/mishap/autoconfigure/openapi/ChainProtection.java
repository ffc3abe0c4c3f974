package dev.mishap.autoconfigure.openapi;

import java.util.Set;
import java.util.TreeSet;

import dev.mishap.internal.openapi.Protection;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.web.FilterChainProxy;
import org.springframework.security.web.access.WebInvocationPrivilegeEvaluator;

/** Asks Spring Security itself. */
final class ChainProtection implements Protection {

	private static final AnonymousAuthenticationToken ANONYMOUS = new AnonymousAuthenticationToken("openapi",
			"anonymousUser", AuthorityUtils.createAuthorityList("ROLE_ANONYMOUS"));

	private final ObjectProvider<FilterChainProxy> chains;

	private final ObjectProvider<WebInvocationPrivilegeEvaluator> evaluator;

	ChainProtection(ObjectProvider<FilterChainProxy> chains,
			ObjectProvider<WebInvocationPrivilegeEvaluator> evaluator) {
		this.chains = chains;
		this.evaluator = evaluator;
	}

	@Override
	public boolean refusesAnonymous(String method, String path) {
		WebInvocationPrivilegeEvaluator known = this.evaluator.getIfUnique();
		if (known == null) {
			return false;
		}
		try {
			return !known.isAllowed("", path.isEmpty() ? "/" : path, method, ANONYMOUS);
		}
		catch (RuntimeException ex) {
			// a rule that needs a real request says nothing before there is one
			return false;
		}
	}

	@Override
	public Set<String> codes() {
		Set<String> codes = new TreeSet<>(Set.of("UNAUTHENTICATED", "FORBIDDEN"));
		this.chains.stream()
			.flatMap((proxy) -> proxy.getFilterChains().stream())
			.flatMap((chain) -> chain.getFilters().stream())
			.forEach((filter) -> {
				switch (filter.getClass().getSimpleName()) {
					case "BearerTokenAuthenticationFilter" ->
						codes.addAll(Set.of("INVALID_TOKEN", "TOKEN_EXPIRED", "INSUFFICIENT_SCOPE"));
					case "BasicAuthenticationFilter" -> codes.add("INVALID_CREDENTIALS");
					default -> {
						// brings no refusals of its own
					}
				}
			});
		return codes;
	}

}
