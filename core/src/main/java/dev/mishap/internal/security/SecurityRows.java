package dev.mishap.internal.security;

import java.util.Collection;
import java.util.List;

import dev.mishap.Problem;
import dev.mishap.ProblemMappings;
import dev.mishap.internal.ProblemRows;

import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AccountStatusException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.password.CompromisedPasswordException;
import org.springframework.security.authorization.AuthorityAuthorizationDecision;
import org.springframework.security.authorization.AuthorizationDeniedException;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.authorization.FactorAuthorizationDecision;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.web.authentication.session.SessionAuthenticationException;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.security.web.server.firewall.ServerExchangeRejectedException;

/**
 * Rows of Spring Security. Security decides the status and the challenge of these itself
 * wherever it can; the rows say what happened, and speak alone where its filters are not
 * around the failure. All ways in which a log-in can fail look the same.
 */
public final class SecurityRows implements ProblemRows {

	@Override
	public void addTo(ProblemMappings.Builder mappings) {
		Problem failedLogin = Problem.of(401, "INVALID_CREDENTIALS");
		Problem tooMany = Problem.of(401, "TOO_MANY_SESSIONS");
		Problem expired = Problem.of(401, "SESSION_EXPIRED");
		Problem csrf = Problem.of(403, "CSRF_REJECTED");
		Problem rejected = Problem.of(400, "REQUEST_REJECTED");
		mappings.mapDecidedElsewhere(AuthenticationException.class, (ex) -> Problem.of(401), Problem.of(401));
		mappings.mapDecidedElsewhere(BadCredentialsException.class, (ex) -> failedLogin, failedLogin);
		mappings.mapDecidedElsewhere(UsernameNotFoundException.class, (ex) -> failedLogin, failedLogin);
		mappings.mapDecidedElsewhere(AccountStatusException.class, (ex) -> failedLogin, failedLogin);
		mappings.mapDecidedElsewhere(CompromisedPasswordException.class, (ex) -> failedLogin, failedLogin);
		mappings.mapDecidedElsewhere(SessionAuthenticationException.class, (ex) -> tooMany, tooMany);
		mappings.mapDecidedElsewhere(SessionExpiredException.class, (ex) -> expired, expired);
		mappings.map(AuthenticationServiceException.class, 503, "AUTHENTICATION_UNAVAILABLE");
		mappings.mapDecidedElsewhere(AccessDeniedException.class,
				(ex) -> MissingFactors.describe(Problem.of(403), MissingFactors.of(ex)), Problem.of(403),
				Problem.of(403, MissingFactors.CODE));
		mappings.mapDecidedElsewhere(CsrfException.class, (ex) -> csrf, csrf);
		mappings.mapDecidedElsewhere(org.springframework.security.web.server.csrf.CsrfException.class, (ex) -> csrf,
				csrf);
		mappings.mapDecidedElsewhere(RequestRejectedException.class, (ex) -> rejected, rejected);
		mappings.mapDecidedElsewhere(ServerExchangeRejectedException.class, (ex) -> rejected, rejected);
	}

	/** Steps of a log-in that a known user still has to take. */
	static final class MissingFactors {

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
			return authorities.isEmpty() ? List.of()
					: authorities.stream()
						.filter((authority) -> authority.startsWith(PREFIX))
						.map((authority) -> authority.substring(PREFIX.length()))
						.distinct()
						.sorted()
						.toList();
		}

		/**
		 * Returns the problem of a missing factor, or the given one if none is missing.
		 */
		static Problem describe(Problem problem, List<String> factors) {
			return factors.isEmpty() ? problem
					: Problem.of(problem.status(), CODE).withExtension("missing_factors", factors);
		}

	}

}
