package dev.mishap.internal.servlet.payload;

import dev.mishap.internal.PayloadLimits;
import java.io.IOException;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.util.unit.DataSize;

/**
 * Keeps bodies within the limit of their path. Of a body that is announced as too large,
 * nothing can be read from here on; one of unknown length is counted while it is read. A
 * body that is announced as small enough passes as it is.
 */
public final class PayloadFilter implements Filter {

	private static final String TOO_LARGE = PayloadFilter.class.getName() + ".tooLarge";

	private final PayloadLimits limits;

	public PayloadFilter(PayloadLimits limits) {
		this.limits = limits;
	}

	@Override
	public void doFilter(ServletRequest servletRequest, ServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		if (servletRequest instanceof HttpServletRequest request) {
			chain.doFilter(limited(request), response);
		}
		else {
			chain.doFilter(servletRequest, response);
		}
	}

	private HttpServletRequest limited(HttpServletRequest request) {
		long length = request.getContentLengthLong();
		if (length <= 0 && request.getHeader("Transfer-Encoding") == null
				&& request.getProtocol().startsWith("HTTP/1")) {
			return request;
		}
		DataSize limit = this.limits.limitOf(request.getRequestURI(), request.getContextPath());
		if (limit == null || (length >= 0 && length <= limit.toBytes())) {
			return request;
		}
		if (length > limit.toBytes()) {
			request.setAttribute(TOO_LARGE, limit);
		}
		return new LimitedRequest(request, limit, length > limit.toBytes());
	}

	/**
	 * Returns a filter that refuses a body which is announced as too large even if nobody
	 * would read it. Its place is behind Spring Security, so that who isn't let in learns
	 * that first and the answer has the header fields of CORS.
	 */
	public static Filter refusingAnnounced() {
		return (request, response, chain) -> {
			if (request.getAttribute(TOO_LARGE) instanceof DataSize limit) {
				throw new TooLargeException(limit);
			}
			chain.doFilter(request, response);
		};
	}

	/** The body of a request is larger than the limit of its path. */
	static final class TooLargeException extends RuntimeException {

		private static final long serialVersionUID = 1L;

		TooLargeException(DataSize limit) {
			super("The body is larger than " + limit.toBytes() + " bytes", null, false, false);
		}

	}

}
