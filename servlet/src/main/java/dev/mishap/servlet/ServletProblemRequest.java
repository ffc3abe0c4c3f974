package dev.mishap.servlet;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;

import dev.mishap.ProblemRequest.Door;
import dev.mishap.ProblemRequest;
import dev.mishap.internal.RequestState;
import dev.mishap.internal.servlet.DecidedLocale;
import dev.mishap.internal.servlet.ServletState;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletMapping;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.MappingMatch;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;
import org.springframework.web.util.ServletRequestPathUtils;

/**
 * Request and response of the Servlet API, as an answer sees them.
 *
 * @since 0.1.0
 */
public final class ServletProblemRequest implements ProblemRequest {

	private final HttpServletRequest dispatched;

	private final HttpServletRequest request;

	private final HttpServletResponse response;

	private final Door door;

	/**
	 * Creates the view.
	 * @param request the request
	 * @param response the response; inside a filter chain the one that the filter was
	 * given, so that outer filters see what is written
	 * @param door the place through which the error came in
	 */
	public ServletProblemRequest(HttpServletRequest request, HttpServletResponse response, Door door) {
		Assert.notNull(request, "'request' must not be null");
		Assert.notNull(response, "'response' must not be null");
		this.dispatched = request;
		this.request = OriginalRequest.of(request);
		this.response = response;
		this.door = door;
	}

	/**
	 * Returns the request as the container has dispatched it: of an error page in an
	 * ERROR dispatch. Only that request can be dispatched further.
	 */
	public HttpServletRequest dispatched() {
		return this.dispatched;
	}

	@Override
	public @Nullable Locale decidedLocale() {
		return DecidedLocale.of(this.request);
	}

	@Override
	public @Nullable String method() {
		return this.request.getMethod();
	}

	@Override
	public @Nullable String path() {
		Object forwarded = (this.request.getDispatcherType() == DispatcherType.FORWARD)
				? this.request.getAttribute(RequestDispatcher.FORWARD_REQUEST_URI) : null;
		return (forwarded != null) ? forwarded.toString() : this.request.getRequestURI();
	}

	/** A forward adds its own query in front of the one that was sent. */
	@Override
	public @Nullable String query() {
		return this.request.getQueryString();
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
	public Door door() {
		return this.door;
	}

	/**
	 * A response that looks committed may only be closed to the application: after
	 * {@code sendError} or {@code sendRedirect}, or when the container itself answers a
	 * body that it could not read. What a filter or servlet fails with after the start of
	 * asynchronous handling is for the container too: it tells the listeners first.
	 */
	@Override
	public Progress progress() {
		boolean dispatchedForError = this.request.getDispatcherType() == DispatcherType.ERROR;
		if (!this.response.isCommitted()) {
			boolean listened = !dispatchedForError && this.door == Door.FILTER && this.request.isAsyncStarted();
			return listened ? Progress.REFUSED : Progress.OPEN;
		}
		if (!dispatchedForError) {
			if (ServletState.of(this.request).isRefused()) {
				return Progress.REFUSED;
			}
			if (isTaken(this.request.getAttribute(RequestDispatcher.ERROR_EXCEPTION))) {
				return Progress.TAKEN;
			}
		}
		return Progress.COMMITTED;
	}

	/**
	 * Spring MVC notes an exception too, and a status, for the view that a handler of
	 * exceptions has chosen. Where that fails half-way, nobody else answers.
	 */
	private boolean isTaken(@Nullable Object noted) {
		return noted instanceof IOException
				|| (noted != null && this.request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) == null);
	}

	/** Tomcat refuses such a request at once, and notes the exception for its page. */
	@Override
	public @Nullable Throwable unread() {
		boolean noted = this.request.getDispatcherType() != DispatcherType.ERROR;
		return (noted && this.request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof IOException unread)
				? unread : state().unread();
	}

	@Override
	public List<String> responseHeader(String name) {
		Collection<String> values = this.response.getHeaders(name);
		return values.isEmpty() ? List.of() : List.copyOf(values);
	}

	@Override
	public RequestState state() {
		return ServletState.requestState(this.request);
	}

	@Override
	public <T> @Nullable T unwrap(Class<T> type) {
		if (type.isInstance(this.request)) {
			return type.cast(this.request);
		}
		return type.isInstance(this.response) ? type.cast(this.response) : null;
	}

	/**
	 * The request that the client sent, seen from an ERROR dispatch: that is a GET of the
	 * error page (Servlet 6.1, section 10.9), and whoever looks for mappings, chains or
	 * CORS rules would find those of the page.
	 */
	private static final class OriginalRequest extends HttpServletRequestWrapper implements HttpServletMapping {

		private final String uri;

		private @Nullable Object path;

		private OriginalRequest(HttpServletRequest request, String uri) {
			super(request);
			this.uri = uri;
		}

		/** Returns the request as sent; the same object outside of an ERROR dispatch. */
		static HttpServletRequest of(HttpServletRequest request) {
			if (request.getDispatcherType() != DispatcherType.ERROR) {
				return request;
			}
			return (request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) instanceof String uri)
					? new OriginalRequest(request, uri) : request;
		}

		@Override
		public String getMethod() {
			Object method = getAttribute(RequestDispatcher.ERROR_METHOD);
			return (method != null) ? method.toString() : super.getMethod();
		}

		@Override
		public String getRequestURI() {
			return this.uri;
		}

		@Override
		public StringBuffer getRequestURL() {
			StringBuffer url = super.getRequestURL();
			int start = url.indexOf("/", url.indexOf("//") + 2);
			return ((start < 0) ? url : url.delete(start, url.length())).append(this.uri);
		}

		/**
		 * Only the mapping of the error page is known. A request below the same prefix
		 * was one of the same servlet; any other is taken for one of a servlet that is
		 * mapped to everything.
		 */
		private boolean isOfSameServlet() {
			String prefix = getContextPath() + super.getServletPath();
			return super.getHttpServletMapping().getMappingMatch() == MappingMatch.PATH && this.uri.startsWith(prefix)
					&& (this.uri.length() == prefix.length() || this.uri.charAt(prefix.length()) == '/');
		}

		@Override
		public String getServletPath() {
			return isOfSameServlet() ? super.getServletPath() : inApplication();
		}

		@Override
		public @Nullable String getPathInfo() {
			return isOfSameServlet() ? inApplication().substring(super.getServletPath().length()) : null;
		}

		private String inApplication() {
			String context = getContextPath();
			return this.uri.startsWith(context) ? this.uri.substring(context.length()) : this.uri;
		}

		@Override
		public @Nullable String getQueryString() {
			return (getAttribute("jakarta.servlet.error.query_string") instanceof String query) ? query
					: super.getQueryString();
		}

		/** The path that Spring has parsed for the error page is not this request's. */
		@Override
		public @Nullable Object getAttribute(String name) {
			return ServletRequestPathUtils.PATH_ATTRIBUTE.equals(name) ? this.path : super.getAttribute(name);
		}

		@Override
		public void setAttribute(String name, @Nullable Object value) {
			if (ServletRequestPathUtils.PATH_ATTRIBUTE.equals(name)) {
				this.path = value;
			}
			else {
				super.setAttribute(name, value);
			}
		}

		@Override
		public void removeAttribute(String name) {
			setAttribute(name, null);
		}

		@Override
		public HttpServletMapping getHttpServletMapping() {
			return isOfSameServlet() ? super.getHttpServletMapping() : this;
		}

		@Override
		public String getMatchValue() {
			return "";
		}

		@Override
		public String getPattern() {
			return "/";
		}

		@Override
		public String getServletName() {
			return "";
		}

		@Override
		public MappingMatch getMappingMatch() {
			return MappingMatch.DEFAULT;
		}

	}

}
