package dev.mishap.differential;

import java.io.IOException;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.web.util.ContentCachingResponseWrapper;

/** A filter that holds bodies back, to log them for instance. */
final class BufferingFilter implements Filter {

	@Override
	public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		ContentCachingResponseWrapper held = new ContentCachingResponseWrapper((HttpServletResponse) response);
		try {
			chain.doFilter(request, held);
		}
		finally {
			if (!request.isAsyncStarted()) {
				held.copyBodyToResponse();
			}
		}
	}

}
