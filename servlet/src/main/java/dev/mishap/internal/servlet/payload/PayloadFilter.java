package dev.mishap.internal.servlet.payload;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Enumeration;
import java.util.Locale;
import java.util.Map;

import dev.mishap.internal.PathPatterns.PayloadLimits;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.Part;
import org.jspecify.annotations.Nullable;

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

	/**
	 * Request whose body ends with an exception where it is too large. Form and multipart
	 * data of unknown length are read by the container within its own limits, so that
	 * only what comes out of that can be judged.
	 */
	static final class LimitedRequest extends HttpServletRequestWrapper {

		private final DataSize limit;

		private final boolean announced;

		private @Nullable ServletInputStream stream;

		private @Nullable BufferedReader reader;

		LimitedRequest(HttpServletRequest request, DataSize limit, boolean announced) {
			super(request);
			this.limit = limit;
			this.announced = announced;
		}

		private void refuseAnnounced() {
			if (this.announced) {
				throw new PayloadFilter.TooLargeException(this.limit);
			}
		}

		private void refuseAnnouncedForm() {
			String type = getContentType();
			if (type != null) {
				String lower = type.toLowerCase(Locale.ROOT);
				if (lower.startsWith("application/x-www-form-urlencoded") || lower.startsWith("multipart/")) {
					refuseAnnounced();
				}
			}
		}

		@Override
		public ServletInputStream getInputStream() throws IOException {
			refuseAnnounced();
			ServletInputStream counting = this.stream;
			if (counting == null) {
				counting = new CountingStream(super.getInputStream(), this.limit);
				this.stream = counting;
			}
			return counting;
		}

		@Override
		public BufferedReader getReader() throws IOException {
			refuseAnnounced();
			BufferedReader counting = this.reader;
			if (counting == null) {
				String charset = getCharacterEncoding();
				counting = new BufferedReader(new InputStreamReader(getInputStream(),
						(charset != null) ? charset : StandardCharsets.ISO_8859_1.name()));
				this.reader = counting;
			}
			return counting;
		}

		@Override
		public Collection<Part> getParts() throws IOException, ServletException {
			refuseAnnounced();
			Collection<Part> parts = super.getParts();
			long size = 0;
			for (Part part : parts) {
				size += part.getSize();
			}
			if (size > this.limit.toBytes()) {
				throw new PayloadFilter.TooLargeException(this.limit);
			}
			return parts;
		}

		@Override
		public Part getPart(String name) throws IOException, ServletException {
			getParts();
			return super.getPart(name);
		}

		@Override
		public String getParameter(String name) {
			refuseAnnouncedForm();
			return super.getParameter(name);
		}

		@Override
		public Map<String, String[]> getParameterMap() {
			refuseAnnouncedForm();
			return super.getParameterMap();
		}

		@Override
		public Enumeration<String> getParameterNames() {
			refuseAnnouncedForm();
			return super.getParameterNames();
		}

		@Override
		public String[] getParameterValues(String name) {
			refuseAnnouncedForm();
			return super.getParameterValues(name);
		}

		/** Counts what is read. */
		private static final class CountingStream extends ServletInputStream {

			private final ServletInputStream delegate;

			private final DataSize limit;

			private long read;

			CountingStream(ServletInputStream delegate, DataSize limit) {
				this.delegate = delegate;
				this.limit = limit;
			}

			@Override
			public int read() throws IOException {
				int b = this.delegate.read();
				count((b >= 0) ? 1 : 0);
				return b;
			}

			@Override
			public int read(byte[] bytes, int offset, int length) throws IOException {
				int count = this.delegate.read(bytes, offset, length);
				count(count);
				return count;
			}

			private void count(int count) {
				this.read += Math.max(0, count);
				if (this.read > this.limit.toBytes()) {
					throw new PayloadFilter.TooLargeException(this.limit);
				}
			}

			@Override
			public int available() throws IOException {
				return this.delegate.available();
			}

			@Override
			public boolean isFinished() {
				return this.delegate.isFinished();
			}

			@Override
			public boolean isReady() {
				return this.delegate.isReady();
			}

			@Override
			public void setReadListener(ReadListener listener) {
				this.delegate.setReadListener(listener);
			}

			@Override
			public void close() throws IOException {
				this.delegate.close();
			}

		}

	}

}
