package dev.mishap.internal.security;

import java.util.Collection;
import java.util.List;

import dev.mishap.Problem;

import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authorization.AuthorityAuthorizationDecision;
import org.springframework.security.authorization.AuthorizationDeniedException;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.authorization.FactorAuthorizationDecision;
import org.springframework.security.core.GrantedAuthority;

/** Steps of a log-in that a known user still has to take. */
final class MissingFactors {

	static final String CODE = "AUTHENTICATION_FACTOR_REQUIRED";

	private static final String PREFIX = "FACTOR_";

	private MissingFactors() {
	}

	/** Returns the names of the factors, none if the denial has another reason. */
	static List<String> of(AccessDeniedException exception) {
		if (!(exception instanceof AuthorizationDeniedException denied)) {
			return List.of();
		}
		AuthorizationResult result = denied.getAuthorizationResult();
		if (result instanceof FactorAuthorizationDecision factors) {
			return names(factors.getFactorErrors()
				.stream()
				.map((error) -> String.valueOf(error.getRequiredFactor().getAuthority()))
				.toList());
		}
		if (result instanceof AuthorityAuthorizationDecision authorities) {
			return names(authorities.getAuthorities()
				.stream()
				.map(GrantedAuthority::getAuthority)
				.map(String::valueOf)
				.toList());
		}
		return List.of();
	}

	/** Returns the names of those authorities that stand for factors. */
	static List<String> names(Collection<String> authorities) {
		return authorities.stream()
			.filter((authority) -> authority.startsWith(PREFIX))
			.map((authority) -> authority.substring(PREFIX.length()))
			.distinct()
			.sorted()
			.toList();
	}

	/** Returns the problem of a missing factor, or the given one if none is missing. */
	static Problem describe(Problem problem, List<String> factors) {
		return factors.isEmpty() ? problem
				: Problem.of(problem.status(), CODE).withExtension("missing_factors", factors);
	}

}
