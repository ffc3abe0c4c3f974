package dev.mishap.servlet;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.mishap.ProblemBody;
import dev.mishap.ProblemExchange;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Exchange over the Servlet API. A filter of an application answers through it:
 * {@code pipeline.answer(new ServletProblemExchange(request, response), Door.APPLICATION,
 * exception)}.
 */
public final class ServletProblemExchange implements ProblemExchange {

	/**
	 * Request attribute that is set while a captured {@code sendError} waits for its
	 * answer.
	 */
	public static final String TAKEN_ATTRIBUTE = ServletProblemExchange.class.getName() + ".taken";

	private final HttpServletRequest request;

	private final HttpServletResponse response;

	/**
	 * Creates the exchange.
	 * @param request the request
	 * @param response the response to write to; inside a filter chain the one that the
	 * filter was given, so that outer filters see what is written
	 */
	public ServletProblemExchange(HttpServletRequest request, HttpServletResponse response) {
		Assert.notNull(request, "'request' must not be null");
		Assert.notNull(response, "'response' must not be null");
		this.request = request;
		this.response = response;
	}

	/**
	 * Returns the method of the original request: an ERROR dispatch is a GET (Servlet
	 * 6.1, section 10.9).
	 */
	@Override
	public @Nullable String method() {
		Object original = this.request.getAttribute(RequestDispatcher.ERROR_METHOD);
		return (original != null) ? original.toString() : this.request.getMethod();
	}

	@Override
	public @Nullable String path() {
		Object original = this.request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
		return (original != null) ? original.toString() : this.request.getRequestURI();
	}

	@Override
	public @Nullable String header(String name) {
		return this.request.getHeader(name);
	}

	@Override
	public List<String> headers(String name) {
		Enumeration<String> values = this.request.getHeaders(name);
		if (!values.hasMoreElements()) {
			return List.of();
		}
		String first = values.nextElement();
		if (!values.hasMoreElements()) {
			return List.of(first);
		}
		List<String> all = new ArrayList<>();
		all.add(first);
		values.asIterator().forEachRemaining(all::add);
		return all;
	}

	@Override
	public boolean isHttp1() {
		String protocol = this.request.getProtocol();
		return protocol == null || protocol.startsWith("HTTP/1.");
	}

	@Override
	public @Nullable Object attribute(String name) {
		return this.request.getAttribute(name);
	}

	@Override
	public void attribute(String name, Object value) {
		this.request.setAttribute(name, value);
	}

	@Override
	public <T> @Nullable T unwrap(Class<T> type) {
		if (type.isInstance(this.request)) {
			return type.cast(this.request);
		}
		return type.isInstance(this.response) ? type.cast(this.response) : null;
	}

	/**
	 * A response that looks committed may only be closed to the application: after
	 * {@code sendError}, or when the container itself answers a body that it could not
	 * read.
	 */
	@Override
	public State state() {
		if (!this.response.isCommitted()) {
			return State.OPEN;
		}
		boolean taken = this.request.getAttribute(TAKEN_ATTRIBUTE) != null
				|| (this.request.getDispatcherType() != DispatcherType.ERROR
						&& this.request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) != null);
		return taken ? State.TAKEN : State.COMMITTED;
	}

	@Override
	public List<String> responseHeader(String name) {
		Collection<String> values = this.response.getHeaders(name);
		return values.isEmpty() ? List.of() : List.copyOf(values);
	}

	@Override
	public void responseHeader(String name, List<String> values) {
		if (values.isEmpty()) {
			if (this.response.containsHeader(name)) {
				this.response.setHeader(name, null);
			}
			return;
		}
		this.response.setHeader(name, values.get(0));
		for (int i = 1; i < values.size(); i++) {
			this.response.addHeader(name, values.get(i));
		}
	}

	@Override
	public void discardBody() throws IOException {
		this.response.resetBuffer();
		outputStream();
		// a charset that is set, or comes with a media type, would stick to the next type
		this.response.setCharacterEncoding((String) null);
		this.response.setContentType(null);
	}

	@Override
	public void send(int status, ProblemBody body) throws IOException {
		OutputStream out = outputStream();
		this.response.setStatus(status);
		this.response.setContentType(body.contentType());
		this.response.setContentLength(body.content().length);
		out.write(body.content());
		this.response.flushBuffer();
	}

	private OutputStream outputStream() throws IOException {
		try {
			return this.response.getOutputStream();
		}
		catch (IllegalStateException ex) {
			// Who called getWriter() has fixed a charset, and with it the media type.
			// reset() alone gives the stream back; it takes the header fields with it.
			Map<String, List<String>> headers = new LinkedHashMap<>();
			for (String name : this.response.getHeaderNames()) {
				headers.put(name, List.copyOf(this.response.getHeaders(name)));
			}
			this.response.reset();
			headers.forEach((name, values) -> {
				if (!"Content-Type".equalsIgnoreCase(name)) {
					responseHeader(name, values);
				}
			});
			return this.response.getOutputStream();
		}
	}

}
