package dev.mishap.internal.servlet;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletMapping;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.MappingMatch;
import org.jspecify.annotations.Nullable;

import org.springframework.web.util.ServletRequestPathUtils;

/**
 * The request that the client sent, seen from an ERROR dispatch: that is a GET of the
 * error page (Servlet 6.1, section 10.9), and whoever looks for mappings, chains or CORS
 * rules would find those of the page.
 */
public final class OriginalRequest extends HttpServletRequestWrapper implements HttpServletMapping {

	private final String uri;

	private @Nullable Object path;

	private OriginalRequest(HttpServletRequest request, String uri) {
		super(request);
		this.uri = uri;
	}

	/** Returns the request as sent; the same object outside of an ERROR dispatch. */
	public static HttpServletRequest of(HttpServletRequest request) {
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
	 * Only the mapping of the error page is known. A request below the same prefix was
	 * one of the same servlet; any other is taken for one of a servlet that is mapped to
	 * everything.
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
