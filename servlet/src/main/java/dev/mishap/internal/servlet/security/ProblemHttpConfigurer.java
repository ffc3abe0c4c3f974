package dev.mishap.internal.servlet.security;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;

import dev.mishap.internal.AcceptPreference;
import dev.mishap.internal.PrivateField;
import dev.mishap.internal.rows.security.Concealment;
import dev.mishap.internal.rows.security.SessionExpiredException;
import dev.mishap.internal.servlet.ServletState;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import org.jspecify.annotations.Nullable;

import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationEventPublisher;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.AuthenticationTrustResolver;
import org.springframework.security.authentication.AuthenticationTrustResolverImpl;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.CsrfConfigurer;
import org.springframework.security.config.annotation.web.configurers.FormLoginConfigurer;
import org.springframework.security.config.annotation.web.configurers.SessionManagementConfigurer;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolderStrategy;
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
import org.springframework.security.web.savedrequest.SavedRequest;
import org.springframework.security.web.session.ConcurrentSessionFilter;
import org.springframework.security.web.session.DisableEncodeUrlFilter;
import org.springframework.security.web.session.SessionInformationExpiredStrategy;
import org.springframework.security.web.session.SessionManagementFilter;
import org.springframework.security.web.util.ThrowableAnalyzer;
import org.springframework.web.util.WebUtils;

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

	/**
	 * Creates the configurer of a filter chain.
	 * @param refusals what the application's filter chains have refused, and why
	 * @param concealment which refusals are hidden behind a 404
	 * @param redirected whether a request may be sent to a log-in page, by its values of
	 * {@code Accept}, one for each line
	 */
	public ProblemHttpConfigurer(RecordedRefusals refusals, Concealment concealment,
			Predicate<List<String>> redirected) {
		this.refusals = refusals;
		this.concealment = concealment;
		this.redirects = new LoginRedirects(redirected);
	}

	@Override
	public void init(HttpSecurity http) {
		RequestCache cache = http.getSharedObject(RequestCache.class);
		if (cache != null && !(cache instanceof NullRequestCache)) {
			http.setSharedObject(RequestCache.class, new PageRequestCache(cache, this.redirects));
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
		if (manager.getClass() == ProviderManager.class) {
			return new RecordedProviders((ProviderManager) manager, this.refusals);
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
			// without a parent, it would not do without providers of its own
			super(providers.getProviders(), providers);
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

	/**
	 * First filter of every chain. It corrects refusals that mislead the client: a
	 * redirect to a log-in page for a client that cannot use one, a 401 where credentials
	 * could not be checked at all.
	 */
	private static final class RefusalFilter implements Filter {

		private final RecordedRefusals refusals;

		private final Concealment concealment;

		private final LoginRedirects redirects;

		private final SecurityContextHolderStrategy contexts;

		RefusalFilter(RecordedRefusals refusals, Concealment concealment, LoginRedirects redirects,
				SecurityContextHolderStrategy contexts) {
			this.refusals = refusals;
			this.concealment = concealment;
			this.redirects = redirects;
			this.contexts = contexts;
		}

		@Override
		public void doFilter(ServletRequest servletRequest, ServletResponse servletResponse, FilterChain chain)
				throws IOException, ServletException {
			if (!(servletRequest instanceof HttpServletRequest request)
					|| !(servletResponse instanceof HttpServletResponse response)
					|| ServletState.of(request).isLeftAlone()) {
				chain.doFilter(servletRequest, servletResponse);
				return;
			}
			if (this.concealment.covers(request.getRequestURI(), request.getContextPath())) {
				ServletState.of(request).leaveToErrorDispatch();
			}
			@Nullable ServletRequest previous = this.refusals.enter(request);
			try {
				// one that was given to startAsync comes back in the dispatch
				@Nullable RefusalResponse present = WebUtils.getNativeResponse(response, RefusalResponse.class);
				RefusalResponse refusal = (present != null) ? present
						: new RefusalResponse(request, response, this.redirects, this.contexts);
				chain.doFilter(request, (present != null) ? response : refusal);
				if (!request.isAsyncStarted()) {
					refusal.finish();
				}
			}
			finally {
				this.refusals.leave(previous);
			}
		}

		/**
		 * Response to a request that Spring Security may refuse. While it refuses, a
		 * redirect becomes a status for clients that don't ask for pages, and a 401
		 * becomes 503 if the credentials could not be checked.
		 */
		private static final class RefusalResponse extends HttpServletResponseWrapper {

			private static final AuthenticationTrustResolver TRUST = new AuthenticationTrustResolverImpl();

			private final HttpServletRequest request;

			private final LoginRedirects redirects;

			private final SecurityContextHolderStrategy contexts;

			private boolean bodyUsed;

			RefusalResponse(HttpServletRequest request, HttpServletResponse response, LoginRedirects redirects,
					SecurityContextHolderStrategy contexts) {
				super(response);
				this.request = request;
				this.redirects = redirects;
				this.contexts = contexts;
			}

			@Override
			public void sendRedirect(String location) throws IOException {
				if (!refuseInstead()) {
					super.sendRedirect(location);
				}
			}

			@Override
			public void sendRedirect(String location, boolean clearBuffer) throws IOException {
				if (!refuseInstead()) {
					super.sendRedirect(location, clearBuffer);
				}
			}

			@Override
			public void sendRedirect(String location, int status) throws IOException {
				if (!refuseInstead()) {
					super.sendRedirect(location, status);
				}
			}

			@Override
			public void sendRedirect(String location, int status, boolean clearBuffer) throws IOException {
				if (!refuseInstead()) {
					super.sendRedirect(location, status, clearBuffer);
				}
			}

			@Override
			public void sendError(int status) throws IOException {
				super.sendError(statusFor(status));
			}

			@Override
			public void sendError(int status, String message) throws IOException {
				super.sendError(statusFor(status), message);
			}

			@Override
			public ServletOutputStream getOutputStream() throws IOException {
				this.bodyUsed = true;
				return super.getOutputStream();
			}

			@Override
			public PrintWriter getWriter() throws IOException {
				this.bodyUsed = true;
				return super.getWriter();
			}

			/**
			 * Looks at a status that was set without a word; one with a body is
			 * somebody's own.
			 */
			void finish() throws IOException {
				if (!this.bodyUsed && !isCommitted() && getStatus() == SC_UNAUTHORIZED
						&& statusFor(SC_UNAUTHORIZED) != SC_UNAUTHORIZED) {
					super.sendError(SC_SERVICE_UNAVAILABLE);
				}
			}

			private boolean refuseInstead() throws IOException {
				if (RecordedRefusals.refusal(this.request) == null || this.redirects.mayStand(this.request)) {
					PageRequestCache.saveDeferred(this.request);
					return false;
				}
				sendError(isKnown() ? SC_FORBIDDEN : SC_UNAUTHORIZED);
				return true;
			}

			/**
			 * A known user who is sent to log in lacks a factor; a 401 would ask the
			 * others.
			 */
			private boolean isKnown() {
				@Nullable Authentication authentication = this.contexts.getContext().getAuthentication();
				return authentication != null && TRUST.isAuthenticated(authentication);
			}

			private int statusFor(int status) {
				if (status == SC_UNAUTHORIZED
						&& RecordedRefusals.refusal(this.request) instanceof AuthenticationServiceException) {
					if (containsHeader("WWW-Authenticate")) {
						setHeader("WWW-Authenticate", null);
					}
					return SC_SERVICE_UNAVAILABLE;
				}
				return status;
			}

		}

	}

	/**
	 * Tells requests that Spring Security may send to a log-in page from those that get a
	 * status. A client that does not say what it wants is left to Spring Security.
	 */
	private static final class LoginRedirects {

		private final Predicate<List<String>> who;

		LoginRedirects(Predicate<List<String>> who) {
			this.who = who;
		}

		/** Returns whether a redirect to a log-in page is to stand. */
		boolean mayStand(HttpServletRequest request) {
			return ServletState.of(request).isLeftAlone()
					|| this.who.test(Collections.list(request.getHeaders("Accept")));
		}

		/** Returns whether the request says that it wants a page. */
		static boolean isOfBrowser(HttpServletRequest request) {
			return AcceptPreference.of(Collections.list(request.getHeaders("Accept"))).isForPage()
					&& !"XMLHttpRequest".equalsIgnoreCase(request.getHeader("X-Requested-With"));
		}

	}

	/**
	 * Saves only requests that a log-in leads back to: a client that gets a 401 would get
	 * a session for nothing. Spring Security asks for it before it is known whether there
	 * will be a redirect, so for all but browsers it waits until there is one.
	 */
	static final class PageRequestCache implements RequestCache {

		private final RequestCache cache;

		private final LoginRedirects redirects;

		PageRequestCache(RequestCache cache, LoginRedirects redirects) {
			this.cache = cache;
			this.redirects = redirects;
		}

		@Override
		public void saveRequest(HttpServletRequest request, HttpServletResponse response) {
			if (ServletState.of(request).isLeftAlone() || LoginRedirects.isOfBrowser(request)) {
				this.cache.saveRequest(request, response);
			}
			else if (this.redirects.mayStand(request)) {
				ServletState.requestState(request).note(Deferred.class, Deferred::new).save = () -> this.cache
					.saveRequest(request, response);
			}
		}

		/** Saves the request that is being redirected, if Spring Security wanted that. */
		static void saveDeferred(HttpServletRequest request) {
			Deferred deferred = ServletState.requestState(request).note(Deferred.class);
			if (deferred != null && deferred.save != null) {
				deferred.save.run();
				deferred.save = null;
			}
		}

		@Override
		public @Nullable SavedRequest getRequest(HttpServletRequest request, HttpServletResponse response) {
			return this.cache.getRequest(request, response);
		}

		@Override
		public @Nullable HttpServletRequest getMatchingRequest(HttpServletRequest request,
				HttpServletResponse response) {
			return this.cache.getMatchingRequest(request, response);
		}

		@Override
		public void removeRequest(HttpServletRequest request, HttpServletResponse response) {
			this.cache.removeRequest(request, response);
		}

		/** What is to be done as soon as the client is sent to the log-in. */
		private static final class Deferred {

			private @Nullable Runnable save;

		}

	}

}
