package dev.mishap.autoconfigure.security;

import dev.mishap.Problem;
import dev.mishap.ProblemMappings;
import dev.mishap.ProblemRows;

import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.firewall.RequestRejectedException;

/**
 * Rows of Spring Security. Security decides these itself wherever it can; the rows speak
 * where its filters are not around the failure.
 */
final class SecurityRows implements ProblemRows {

	@Override
	public void addTo(ProblemMappings.Builder mappings) {
		mappings.mapDecidedElsewhere(AuthenticationException.class, (ex) -> Problem.of(401));
		mappings.mapDecidedElsewhere(AccessDeniedException.class, (ex) -> Problem.of(403));
		mappings.mapDecidedElsewhere(RequestRejectedException.class, (ex) -> Problem.of(400, "REQUEST_REJECTED"));
		mappings.map(AuthenticationServiceException.class, 503, "AUTHENTICATION_UNAVAILABLE");
	}

}
