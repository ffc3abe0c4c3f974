package dev.mishap.applications.pages.errorpage;

import java.io.IOException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Fails and refuses before any controller is reached. */
@Component
class ClosingFilter extends OncePerRequestFilter {

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		switch (request.getRequestURI()) {
			case "/filter/fails" -> throw new IllegalStateException("filter");
			case "/filter/refuses" -> response.sendError(403, "closed");
			case "/filter/says-nothing" -> response.setStatus(404);
			default -> chain.doFilter(request, response);
		}
	}

}
