package dev.mishap.internal.servlet.payload;

import java.io.IOException;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;

import org.springframework.util.unit.DataSize;

/**
 * Refuses a body that is announced as too large even if nobody would read it. Stands
 * behind Spring Security, so that who isn't let in learns that first and the answer has
 * the header fields of CORS.
 */
public final class DeclaredLengthFilter implements Filter {

	@Override
	public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		DataSize limit = PayloadFilter.brokenLimit(request);
		if (limit != null) {
			throw new PayloadTooLargeException(limit);
		}
		chain.doFilter(request, response);
	}

}
