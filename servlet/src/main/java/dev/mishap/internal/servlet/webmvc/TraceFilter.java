package dev.mishap.internal.servlet.webmvc;

import java.io.IOException;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * Refuses TRACE where the container lets it through: its answer is an echo of the
 * request, credentials and cookies included.
 */
public final class TraceFilter implements Filter {

	@Override
	public void doFilter(ServletRequest servletRequest, ServletResponse servletResponse, FilterChain chain)
			throws ServletException, IOException {
		if (servletRequest instanceof HttpServletRequest request && "TRACE".equals(request.getMethod())
				&& servletResponse instanceof HttpServletResponse response) {
			response.sendError(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
			return;
		}
		chain.doFilter(servletRequest, servletResponse);
	}

}
