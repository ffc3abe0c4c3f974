package dev.mishap.internal.servlet;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

import dev.mishap.ProblemRequest;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletMapping;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.MappingMatch;
import org.jspecify.annotations.Nullable;

/**
 * Stands in for a request where there is none: to an error view for a request that the
 * container refused before it belonged to any application, to handler mappings before
 * there is any request. It is no wrapper, since nobody has made a servlet request, or
 * only half of one.
 */
public final class StandInRequest implements InvocationHandler {

	private static final List<String> OF_BROWSER = List.of("text/html,*/*");

	private final ServletContext context;

	private final String uri;

	private final String servletPath;

	private final @Nullable String pathInfo;

	private final boolean http1;

	private final Function<String, List<String>> headers;

	private final Locale locale;

	private final Map<String, Object> attributes = new HashMap<>();

	private @Nullable HttpSession session;

	private StandInRequest(ServletContext context, String uri, String servletPath, @Nullable String pathInfo,
			boolean http1, Function<String, List<String>> headers, Locale locale) {
		this.context = context;
		this.uri = uri;
		this.servletPath = servletPath;
		this.pathInfo = pathInfo;
		this.http1 = http1;
		this.headers = headers;
		this.locale = locale;
	}

	/**
	 * Returns a request with a context, header fields and cookies, and else without
	 * anything.
	 * @param request what is known of the request that was refused
	 * @param context the application that answers
	 * @param locale the language of the answer
	 */
	public static HttpServletRequest refused(ProblemRequest request, ServletContext context, Locale locale) {
		String path = (request.path() != null) ? request.path() : "/";
		return proxy(HttpServletRequest.class,
				new StandInRequest(context, path, "", null, request.isHttp1(), request::headers, locale));
	}

	/**
	 * Returns a browser's GET, to find out who would answer it.
	 * @param servlet the path of the servlet, empty for the default one
	 * @param path the path below that of the servlet
	 * @param context the application
	 */
	public static HttpServletRequest probe(String servlet, String path, ServletContext context) {
		return proxy(HttpServletRequest.class,
				new StandInRequest(context, context.getContextPath() + servlet + path,
						servlet.isEmpty() ? path : servlet, servlet.isEmpty() ? null : path, true,
						(name) -> name.equalsIgnoreCase("Accept") ? OF_BROWSER : List.of(), Locale.ENGLISH));
	}

	private static <T> T proxy(Class<T> type, InvocationHandler handler) {
		return type
			.cast(Proxy.newProxyInstance(StandInRequest.class.getClassLoader(), new Class<?>[] { type }, handler));
	}

	@Override
	public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) {
		String name = (arguments != null && arguments[0] instanceof String text) ? text : "";
		return switch (method.getName()) {
			case "getMethod" -> "GET";
			case "getRequestURI" -> this.uri;
			case "getRequestURL" -> new StringBuffer("http://localhost" + this.uri);
			case "getContextPath" -> this.context.getContextPath();
			case "getServletPath" -> this.servletPath;
			case "getPathInfo" -> this.pathInfo;
			case "getHttpServletMapping" ->
				proxy(HttpServletMapping.class, (mapping, asked, none) -> switch (asked.getName()) {
					case "getMappingMatch" -> (this.pathInfo == null) ? MappingMatch.DEFAULT : MappingMatch.PATH;
					default -> "";
				});
			case "getServletContext" -> this.context;
			case "getRequestDispatcher" -> this.context.getRequestDispatcher(name);
			case "getDispatcherType" -> DispatcherType.REQUEST;
			case "getProtocol" -> this.http1 ? "HTTP/1.1" : "HTTP/2.0";
			case "getScheme" -> "http";
			case "getServerName" -> "localhost";
			case "getServerPort" -> 80;
			case "getHeader" -> header(name);
			case "getHeaders" -> Collections.enumeration(this.headers.apply(name));
			case "getIntHeader", "getDateHeader", "getContentLength", "getContentLengthLong" ->
				none(method.getReturnType(), -1);
			case "getCookies" -> cookies();
			case "getLocale" -> this.locale;
			case "getLocales" -> Collections.enumeration(List.of(this.locale));
			case "getAttribute" -> this.attributes.get(name);
			case "getAttributeNames" -> Collections.enumeration(List.copyOf(this.attributes.keySet()));
			case "setAttribute" -> this.attributes.put(name, (arguments != null) ? arguments[1] : name);
			case "removeAttribute" -> this.attributes.remove(name);
			case "getSession" -> session((arguments != null) ? Boolean.TRUE.equals(arguments[0]) : true);
			case "getParameterMap" -> Map.of();
			case "hashCode" -> System.identityHashCode(proxy);
			case "equals" -> arguments != null && proxy == arguments[0];
			case "toString" -> "stand-in for " + this.uri;
			default -> none(method.getReturnType(), 0);
		};
	}

	private @Nullable String header(String name) {
		List<String> values = this.headers.apply(name);
		return values.isEmpty() ? null : values.get(0);
	}

	private Cookie @Nullable [] cookies() {
		List<Cookie> cookies = new ArrayList<>();
		for (String line : this.headers.apply("Cookie")) {
			for (String pair : line.split(";")) {
				int equals = pair.indexOf('=');
				if (equals > 0) {
					try {
						cookies.add(new Cookie(pair.substring(0, equals).trim(), pair.substring(equals + 1).trim()));
					}
					catch (IllegalArgumentException ignored) {
						// what is no cookie says nothing to a view
					}
				}
			}
		}
		return cookies.isEmpty() ? null : cookies.toArray(Cookie[]::new);
	}

	/** A session for views that insist on one; nobody will find it again. */
	private @Nullable HttpSession session(boolean create) {
		if (this.session == null && create) {
			Map<String, Object> values = new HashMap<>();
			this.session = proxy(HttpSession.class, (proxy, method, arguments) -> switch (method.getName()) {
				case "getId" -> "";
				case "isNew" -> true;
				case "getServletContext" -> this.context;
				case "getAttribute" -> values.get(String.valueOf(arguments[0]));
				case "setAttribute" -> values.put(String.valueOf(arguments[0]), arguments[1]);
				case "removeAttribute" -> values.remove(String.valueOf(arguments[0]));
				case "hashCode" -> System.identityHashCode(proxy);
				case "equals" -> proxy == arguments[0];
				case "toString" -> "session of a stand-in";
				default -> none(method.getReturnType(), 0);
			});
		}
		return this.session;
	}

	private static @Nullable Object none(Class<?> type, int number) {
		if (type == boolean.class) {
			return false;
		}
		if (type == int.class) {
			return number;
		}
		if (type == long.class) {
			return (long) number;
		}
		return (type == Enumeration.class) ? Collections.emptyEnumeration() : null;
	}

}
