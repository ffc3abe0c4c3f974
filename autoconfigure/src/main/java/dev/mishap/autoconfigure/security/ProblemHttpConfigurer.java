package dev.mishap.autoconfigure.security;

import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.CsrfConfigurer;
import org.springframework.security.config.annotation.web.configurers.FormLoginConfigurer;
import org.springframework.security.config.annotation.web.configurers.SessionManagementConfigurer;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.access.ExceptionTranslationFilter;
import org.springframework.security.web.authentication.session.SessionAuthenticationException;
import org.springframework.security.web.authentication.session.SessionAuthenticationStrategy;
import org.springframework.security.web.savedrequest.NullRequestCache;
import org.springframework.security.web.savedrequest.RequestCache;
import org.springframework.security.web.session.DisableEncodeUrlFilter;

/**
 * Puts witnesses into a filter chain. It switches no mechanism on, adds no rule and
 * replaces no entry point. Being applied before the application's own configurers, it
 * comes after Security's defaults and before theirs in each phase.
 */
final class ProblemHttpConfigurer extends AbstractHttpConfigurer<ProblemHttpConfigurer, HttpSecurity> {

	private final SecurityTestimony testimony;

	private final Concealment concealment;

	ProblemHttpConfigurer(SecurityTestimony testimony, Concealment concealment) {
		this.testimony = testimony;
		this.concealment = concealment;
	}

	@Override
	public void init(HttpSecurity http) {
		RequestCache cache = http.getSharedObject(RequestCache.class);
		if (cache != null && !(cache instanceof NullRequestCache)) {
			http.setSharedObject(RequestCache.class, new PageRequestCache(cache));
		}
		SessionAuthenticationStrategy sessions = http.getSharedObject(SessionAuthenticationStrategy.class);
		if (sessions != null) {
			http.setSharedObject(SessionAuthenticationStrategy.class, witnessed(sessions));
		}
		witnessFilters(http);
	}

	@SuppressWarnings("unchecked")
	private static void witnessFilters(HttpSecurity http) {
		CsrfConfigurer<HttpSecurity> csrf = http.getConfigurer(CsrfConfigurer.class);
		if (csrf != null) {
			csrf.addObjectPostProcessor(new WitnessedFilters());
		}
		SessionManagementConfigurer<HttpSecurity> sessions = http.getConfigurer(SessionManagementConfigurer.class);
		if (sessions != null) {
			sessions.addObjectPostProcessor(new WitnessedFilters());
		}
		FormLoginConfigurer<HttpSecurity> form = http.getConfigurer(FormLoginConfigurer.class);
		if (form != null) {
			form.addObjectPostProcessor(new WitnessedFilters());
		}
	}

	@Override
	public void configure(HttpSecurity http) {
		AuthenticationManager manager = http.getSharedObject(AuthenticationManager.class);
		if (manager != null) {
			http.setSharedObject(AuthenticationManager.class, witnessed(manager));
		}
		http.addFilterBefore(
				new SecurityReception(this.testimony, this.concealment, getSecurityContextHolderStrategy()),
				DisableEncodeUrlFilter.class);
		http.addFilterAfter(new SecurityWitness(), ExceptionTranslationFilter.class);
	}

	private AuthenticationManager witnessed(AuthenticationManager manager) {
		return (authentication) -> {
			try {
				var result = manager.authenticate(authentication);
				this.testimony.authenticated(null);
				return result;
			}
			catch (AuthenticationException ex) {
				this.testimony.authenticated(ex);
				throw ex;
			}
		};
	}

	private static SessionAuthenticationStrategy witnessed(SessionAuthenticationStrategy strategy) {
		return (authentication, request, response) -> {
			try {
				strategy.onAuthentication(authentication, request, response);
			}
			catch (SessionAuthenticationException ex) {
				SecurityTestimony.remember(request, ex);
				throw ex;
			}
		};
	}

}
