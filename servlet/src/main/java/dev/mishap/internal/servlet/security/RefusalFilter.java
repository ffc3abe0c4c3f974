package dev.mishap.internal.servlet.security;

import java.io.IOException;
import java.io.PrintWriter;

import dev.mishap.internal.security.Concealment;
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

import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.AuthenticationTrustResolver;
import org.springframework.security.authentication.AuthenticationTrustResolverImpl;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolderStrategy;
import org.springframework.web.util.WebUtils;

/**
 * First filter of every chain. It corrects refusals that mislead the client: a redirect
 * to a log-in page for a client that cannot use one, a 401 where credentials could not be
 * checked at all.
 */
final class RefusalFilter implements Filter {

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
	 * Response to a request that Spring Security may refuse. While it refuses, a redirect
	 * becomes a status for clients that don't ask for pages, and a 401 becomes 503 if the
	 * credentials could not be checked.
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
		 * Looks at a status that was set without a word; one with a body is somebody's
		 * own.
		 */
		void finish() throws IOException {
			if (!this.bodyUsed && !isCommitted() && getStatus() == SC_UNAUTHORIZED
					&& statusFor(SC_UNAUTHORIZED) != SC_UNAUTHORIZED) {
				super.sendError(SC_SERVICE_UNAVAILABLE);
			}
		}

		private boolean refuseInstead() throws IOException {
			if (RecordedRefusals.refusal(this.request) == null || this.redirects.mayStand(this.request)) {
				LoginRedirects.PageRequestCache.saveDeferred(this.request);
				return false;
			}
			sendError(isKnown() ? SC_FORBIDDEN : SC_UNAUTHORIZED);
			return true;
		}

		/**
		 * A known user who is sent to log in lacks a factor; a 401 would ask the others.
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
