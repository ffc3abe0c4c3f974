package dev.mishap.internal.servlet.security;

import java.io.IOException;

import dev.mishap.internal.security.Concealment;
import dev.mishap.internal.servlet.ServletState;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.context.SecurityContextHolderStrategy;
import org.springframework.web.util.WebUtils;

/**
 * First filter of every chain. It keeps refusals honest: no redirect to a login page for
 * a client that cannot use one, no 401 where credentials could not be checked at all.
 */
final class SecurityReception implements Filter {

	private final SecurityTestimony testimony;

	private final Concealment concealment;

	private final LoginRedirects redirects;

	private final SecurityContextHolderStrategy contexts;

	SecurityReception(SecurityTestimony testimony, Concealment concealment, LoginRedirects redirects,
			SecurityContextHolderStrategy contexts) {
		this.testimony = testimony;
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
		@Nullable ServletRequest previous = this.testimony.enter(request);
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
			this.testimony.leave(previous);
		}
	}

}
