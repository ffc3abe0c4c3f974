package dev.mishap.internal.servlet.security;

import dev.mishap.internal.security.Concealment;

import org.springframework.security.authentication.AuthenticationEventPublisher;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.CsrfConfigurer;
import org.springframework.security.config.annotation.web.configurers.FormLoginConfigurer;
import org.springframework.security.config.annotation.web.configurers.SessionManagementConfigurer;
import org.springframework.security.core.Authentication;
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
public final class ProblemHttpConfigurer extends AbstractHttpConfigurer<ProblemHttpConfigurer, HttpSecurity> {

	private final SecurityTestimony testimony;

	private final Concealment concealment;

	private final LoginRedirects redirects;

	public ProblemHttpConfigurer(SecurityTestimony testimony, Concealment concealment, LoginRedirects redirects) {
		this.testimony = testimony;
		this.concealment = concealment;
		this.redirects = redirects;
	}

	@Override
	public void init(HttpSecurity http) {
		RequestCache cache = http.getSharedObject(RequestCache.class);
		if (cache != null && !(cache instanceof NullRequestCache)) {
			http.setSharedObject(RequestCache.class, new PageRequestCache(cache, this.redirects));
		}
		SessionAuthenticationStrategy sessions = http.getSharedObject(SessionAuthenticationStrategy.class);
		if (sessions != null) {
			http.setSharedObject(SessionAuthenticationStrategy.class, witnessed(sessions));
		}
		witnessFilters(http);
	}

	@SuppressWarnings("unchecked")
	private void witnessFilters(HttpSecurity http) {
		CsrfConfigurer<HttpSecurity> csrf = http.getConfigurer(CsrfConfigurer.class);
		if (csrf != null) {
			csrf.addObjectPostProcessor(new WitnessedFilters(this.redirects));
		}
		SessionManagementConfigurer<HttpSecurity> sessions = http.getConfigurer(SessionManagementConfigurer.class);
		if (sessions != null) {
			sessions.addObjectPostProcessor(new WitnessedFilters(this.redirects));
		}
		FormLoginConfigurer<HttpSecurity> form = http.getConfigurer(FormLoginConfigurer.class);
		if (form != null) {
			form.addObjectPostProcessor(new WitnessedFilters(this.redirects));
		}
	}

	@Override
	public void configure(HttpSecurity http) {
		AuthenticationManager manager = http.getSharedObject(AuthenticationManager.class);
		if (manager != null) {
			http.setSharedObject(AuthenticationManager.class, witnessed(manager));
		}
		http.addFilterBefore(new SecurityReception(this.testimony, this.concealment, this.redirects,
				getSecurityContextHolderStrategy()), DisableEncodeUrlFilter.class);
		http.addFilterAfter(new SecurityWitness(), ExceptionTranslationFilter.class);
	}

	/**
	 * An application's own type is left as it is: its code may ask for it by its class.
	 */
	private AuthenticationManager witnessed(AuthenticationManager manager) {
		if (manager instanceof ProviderManager providers) {
			return new WitnessedProviders(providers, this.testimony);
		}
		boolean ofSpring = manager.getClass().getName().startsWith("org.springframework.security.");
		return ofSpring ? (authentication) -> this.testimony.witness(manager, authentication) : manager;
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

	/** Is still the type that configurers of an application look for. */
	private static final class WitnessedProviders extends ProviderManager {

		private final ProviderManager providers;

		private final SecurityTestimony testimony;

		WitnessedProviders(ProviderManager providers, SecurityTestimony testimony) {
			super(providers.getProviders());
			this.providers = providers;
			this.testimony = testimony;
		}

		@Override
		public Authentication authenticate(Authentication authentication) {
			return this.testimony.witness(this.providers, authentication);
		}

		@Override
		public void setEraseCredentialsAfterAuthentication(boolean erase) {
			this.providers.setEraseCredentialsAfterAuthentication(erase);
		}

		@Override
		public boolean isEraseCredentialsAfterAuthentication() {
			return this.providers.isEraseCredentialsAfterAuthentication();
		}

		@Override
		public void setAuthenticationEventPublisher(AuthenticationEventPublisher publisher) {
			this.providers.setAuthenticationEventPublisher(publisher);
		}

	}

}
