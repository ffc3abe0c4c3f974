package dev.mishap.internal.servlet.security;

import java.io.IOException;

import dev.mishap.internal.PrivateField;
import dev.mishap.internal.security.Concealment;
import dev.mishap.internal.security.SessionExpiredException;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationEventPublisher;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.CsrfConfigurer;
import org.springframework.security.config.annotation.web.configurers.FormLoginConfigurer;
import org.springframework.security.config.annotation.web.configurers.SessionManagementConfigurer;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.access.ExceptionTranslationFilter;
import org.springframework.security.web.authentication.AbstractAuthenticationProcessingFilter;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.SimpleUrlAuthenticationFailureHandler;
import org.springframework.security.web.authentication.session.SessionAuthenticationException;
import org.springframework.security.web.authentication.session.SessionAuthenticationStrategy;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.savedrequest.NullRequestCache;
import org.springframework.security.web.savedrequest.RequestCache;
import org.springframework.security.web.session.ConcurrentSessionFilter;
import org.springframework.security.web.session.DisableEncodeUrlFilter;
import org.springframework.security.web.session.SessionInformationExpiredStrategy;
import org.springframework.security.web.session.SessionManagementFilter;
import org.springframework.security.web.util.ThrowableAnalyzer;

/**
 * Records in a filter chain with which exception a request was refused, so that the body
 * can say more than the status does. It switches no mechanism on, adds no rule and
 * replaces no entry point. Being applied before the application's own configurers, it
 * comes after Security's defaults and before theirs in each phase.
 */
public final class ProblemHttpConfigurer extends AbstractHttpConfigurer<ProblemHttpConfigurer, HttpSecurity> {

	private final RecordedRefusals refusals;

	private final Concealment concealment;

	private final LoginRedirects redirects;

	public ProblemHttpConfigurer(RecordedRefusals refusals, Concealment concealment, LoginRedirects redirects) {
		this.refusals = refusals;
		this.concealment = concealment;
		this.redirects = redirects;
	}

	@Override
	public void init(HttpSecurity http) {
		RequestCache cache = http.getSharedObject(RequestCache.class);
		if (cache != null && !(cache instanceof NullRequestCache)) {
			http.setSharedObject(RequestCache.class, new LoginRedirects.PageRequestCache(cache, this.redirects));
		}
		SessionAuthenticationStrategy sessions = http.getSharedObject(SessionAuthenticationStrategy.class);
		if (sessions != null) {
			http.setSharedObject(SessionAuthenticationStrategy.class, recorded(sessions));
		}
		recordFilters(http);
	}

	@SuppressWarnings("unchecked")
	private void recordFilters(HttpSecurity http) {
		CsrfConfigurer<HttpSecurity> csrf = http.getConfigurer(CsrfConfigurer.class);
		if (csrf != null) {
			csrf.addObjectPostProcessor(new RecordedFilters(this.redirects));
		}
		SessionManagementConfigurer<HttpSecurity> sessions = http.getConfigurer(SessionManagementConfigurer.class);
		if (sessions != null) {
			sessions.addObjectPostProcessor(new RecordedFilters(this.redirects));
		}
		FormLoginConfigurer<HttpSecurity> form = http.getConfigurer(FormLoginConfigurer.class);
		if (form != null) {
			form.addObjectPostProcessor(new RecordedFilters(this.redirects));
		}
	}

	@Override
	public void configure(HttpSecurity http) {
		AuthenticationManager manager = http.getSharedObject(AuthenticationManager.class);
		if (manager != null) {
			http.setSharedObject(AuthenticationManager.class, recorded(manager));
		}
		http.addFilterBefore(
				new RefusalFilter(this.refusals, this.concealment, this.redirects, getSecurityContextHolderStrategy()),
				DisableEncodeUrlFilter.class);
		http.addFilterAfter(new RecordingFilter(), ExceptionTranslationFilter.class);
	}

	/**
	 * An application's own type is left as it is: its code may ask for it by its class.
	 */
	private AuthenticationManager recorded(AuthenticationManager manager) {
		if (manager instanceof ProviderManager providers) {
			return new RecordedProviders(providers, this.refusals);
		}
		boolean ofSpring = manager.getClass().getName().startsWith("org.springframework.security.");
		return ofSpring ? (authentication) -> this.refusals.authenticate(manager, authentication) : manager;
	}

	private static SessionAuthenticationStrategy recorded(SessionAuthenticationStrategy strategy) {
		return (authentication, request, response) -> {
			try {
				strategy.onAuthentication(authentication, request, response);
			}
			catch (SessionAuthenticationException ex) {
				RecordedRefusals.remember(request, ex);
				throw ex;
			}
		};
	}

	/** Is still the type that configurers of an application look for. */
	private static final class RecordedProviders extends ProviderManager {

		private final ProviderManager providers;

		private final RecordedRefusals refusals;

		RecordedProviders(ProviderManager providers, RecordedRefusals refusals) {
			super(providers.getProviders());
			this.providers = providers;
			this.refusals = refusals;
		}

		@Override
		public Authentication authenticate(Authentication authentication) {
			return this.refusals.authenticate(this.providers, authentication);
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

	/**
	 * Filters that refuse requests before the one that translates exceptions: what they
	 * refuse with is remembered, and an expired session is refused rather than greeted.
	 */
	private static final class RecordedFilters implements ObjectPostProcessor<Filter> {

		private final LoginRedirects redirects;

		RecordedFilters(LoginRedirects redirects) {
			this.redirects = redirects;
		}

		@Override
		public <O extends Filter> O postProcess(O filter) {
			if (filter instanceof CsrfFilter csrf) {
				PrivateField.CSRF_DENIED.with(csrf, AccessDeniedHandler.class,
						(handler) -> csrf.setAccessDeniedHandler((request, response, exception) -> {
							RecordedRefusals.remember(request, exception);
							handler.handle(request, response, exception);
						}));
			}
			else if (filter instanceof SessionManagementFilter sessions) {
				PrivateField.SESSION_FAILED.with(sessions, AuthenticationFailureHandler.class,
						(handler) -> sessions.setAuthenticationFailureHandler((request, response, exception) -> {
							RecordedRefusals.remember(request, exception);
							handler.onAuthenticationFailure(request, response, exception);
						}));
			}
			else if (filter instanceof AbstractAuthenticationProcessingFilter login) {
				PrivateField.LOGIN_FAILED.with(login, AuthenticationFailureHandler.class, (handler) -> {
					if (handler.getClass() == SimpleUrlAuthenticationFailureHandler.class) {
						login.setAuthenticationFailureHandler(forPagesOnly(handler));
					}
				});
			}
			else if (filter instanceof ConcurrentSessionFilter expired) {
				SessionInformationExpiredStrategy refuse = (event) -> {
					RecordedRefusals.remember(event.getRequest(), new SessionExpiredException());
					event.getResponse().sendError(HttpServletResponse.SC_UNAUTHORIZED);
				};
				PrivateField.SESSION_EXPIRED.replaceOwn(expired, refuse);
			}
			return filter;
		}

		/**
		 * The handler puts the exception into a session for the page that it leads to.
		 */
		private AuthenticationFailureHandler forPagesOnly(AuthenticationFailureHandler handler) {
			return (request, response, exception) -> {
				RecordedRefusals.remember(request, exception);
				if (this.redirects.mayStand(request)) {
					handler.onAuthenticationFailure(request, response, exception);
				}
				else {
					response.sendError(HttpServletResponse.SC_UNAUTHORIZED);
				}
			};
		}

	}

	/**
	 * Sits right inside the filter that turns exceptions into statuses and challenges,
	 * and remembers what it turned, so that the body can say more than the status. It
	 * decides nothing.
	 */
	private static final class RecordingFilter implements Filter {

		private static final ThrowableAnalyzer ANALYZER = new ServletThrowableAnalyzer();

		@Override
		public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
				throws IOException, ServletException {
			RecordedRefusals.admit(request);
			try {
				chain.doFilter(request, response);
			}
			catch (ServletException | RuntimeException ex) {
				Throwable[] causes = ANALYZER.determineCauseChain(ex);
				Throwable found = ANALYZER.getFirstThrowableOfType(AuthenticationException.class, causes);
				if (found == null) {
					found = ANALYZER.getFirstThrowableOfType(AccessDeniedException.class, causes);
				}
				if (found != null) {
					RecordedRefusals.remember(request, found);
				}
				throw ex;
			}
		}

		/** Looks through the same wrappers as the filter around it. */
		private static final class ServletThrowableAnalyzer extends ThrowableAnalyzer {

			@Override
			protected void initExtractorMap() {
				super.initExtractorMap();
				registerExtractor(ServletException.class, (exception) -> ((ServletException) exception).getRootCause());
			}

		}

	}

}
