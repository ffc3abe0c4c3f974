package dev.mishap.internal.servlet.webmvc;

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

import dev.mishap.ProblemRequest;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import org.jspecify.annotations.Nullable;

/**
 * Request that the container refused before it belonged to any application, as an error
 * view needs it: with a context, header fields and cookies, and else without anything. It
 * is no wrapper, since a container has not made a servlet request of it, or only half of
 * one.
 */
final class RefusedRequest implements InvocationHandler {

	private final ProblemRequest request;

	private final ServletContext context;

	private final Locale locale;

	private final Map<String, Object> attributes = new HashMap<>();

	private @Nullable HttpSession session;

	private RefusedRequest(ProblemRequest request, ServletContext context, Locale locale) {
		this.request = request;
		this.context = context;
		this.locale = locale;
	}

	/**
	 * Returns the request.
	 * @param request what is known of it
	 * @param context the application that answers
	 * @param locale the language of the answer
	 */
	static HttpServletRequest of(ProblemRequest request, ServletContext context, Locale locale) {
		return proxy(HttpServletRequest.class, new RefusedRequest(request, context, locale));
	}

	private static <T> T proxy(Class<T> type, InvocationHandler handler) {
		return type
			.cast(Proxy.newProxyInstance(RefusedRequest.class.getClassLoader(), new Class<?>[] { type }, handler));
	}

	@Override
	public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) {
		String name = (arguments != null && arguments[0] instanceof String text) ? text : "";
		return switch (method.getName()) {
			case "getMethod" -> "GET";
			case "getRequestURI" -> (this.request.path() != null) ? this.request.path() : "/";
			case "getRequestURL" -> new StringBuffer("http://localhost/");
			case "getContextPath" -> this.context.getContextPath();
			case "getServletPath" -> "";
			case "getServletContext" -> this.context;
			case "getRequestDispatcher" -> this.context.getRequestDispatcher(name);
			case "getDispatcherType" -> DispatcherType.REQUEST;
			case "getProtocol" -> this.request.isHttp1() ? "HTTP/1.1" : "HTTP/2.0";
			case "getScheme" -> "http";
			case "getServerName" -> "localhost";
			case "getServerPort" -> 80;
			case "getHeader" -> this.request.header(name);
			case "getHeaders" -> Collections.enumeration(this.request.headers(name));
			case "getIntHeader", "getDateHeader" -> none(method.getReturnType(), -1);
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
			case "toString" -> "refused request";
			default -> none(method.getReturnType(), 0);
		};
	}

	private Cookie @Nullable [] cookies() {
		List<Cookie> cookies = new ArrayList<>();
		for (String line : this.request.headers("Cookie")) {
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
				case "toString" -> "session of a refused request";
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
