package dev.mishap.internal.servlet.security;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import dev.mishap.ProblemRequest;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.security.authorization.RequiredFactorError;
import org.springframework.security.web.WebAttributes;

/** Steps of a log-in that Spring Security has found missing, as it notes them. */
public final class RequiredFactors {

	private RequiredFactors() {
	}

	/**
	 * Returns the authorities of the steps, none if the denial has another reason.
	 * @param request the request
	 */
	public static Collection<String> of(ProblemRequest request) {
		HttpServletRequest servletRequest = request.unwrap(HttpServletRequest.class);
		if (servletRequest == null
				|| !(servletRequest.getAttribute(WebAttributes.REQUIRED_FACTOR_ERRORS) instanceof List<?> errors)) {
			return List.of();
		}
		List<String> authorities = new ArrayList<>();
		for (Object error : errors) {
			if (error instanceof RequiredFactorError missing) {
				authorities.add(String.valueOf(missing.getRequiredFactor().getAuthority()));
			}
		}
		return authorities;
	}

}
