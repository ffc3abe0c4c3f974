package dev.mishap.internal.servlet.catalogue;

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

import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletMapping;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.MappingMatch;
import org.jspecify.annotations.Nullable;

import org.springframework.core.annotation.AnnotationAwareOrderComparator;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerExecutionChain;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;

/**
 * Finds out whether an application answers requests for a path already, by asking its
 * mappings, of whatever kind they are. No handler runs.
 */
public final class TakenPaths {

	private TakenPaths() {
	}

	/**
	 * Returns who answers GET requests for a path before a mapping is asked.
	 * @param path the path, below that of the servlet
	 * @param prefix the path of the servlet, empty for the default one
	 * @param own the mapping
	 * @param mappings all mappings
	 * @param context the application
	 * @return words for who it is, or {@code null} if nobody does
	 */
	public static @Nullable String holderOf(String path, String prefix, HandlerMapping own,
			Iterable<HandlerMapping> mappings, ServletContext context) {
		List<HandlerMapping> all = new ArrayList<>();
		mappings.forEach(all::add);
		AnnotationAwareOrderComparator.sort(all);
		for (HandlerMapping mapping : all) {
			if (mapping == own) {
				return null;
			}
			String holder = holder(mapping, Probe.of(prefix, path, context));
			if (holder != null) {
				return holder;
			}
		}
		return null;
	}

	private static @Nullable String holder(HandlerMapping mapping, HttpServletRequest request) {
		try {
			ServletRequestPathUtils.parseAndCache(request);
			HandlerExecutionChain chain = mapping.getHandler(request);
			return (chain != null) ? name(chain.getHandler()) : null;
		}
		catch (ServletException ex) {
			// it knows the path, but not with this method or form: then nobody is asked
			// after it
			return "a handler for other methods or formats";
		}
		catch (Exception | LinkageError ignored) {
			// a mapping that needs a real request tells nothing before there is one
			return null;
		}
	}

	private static String name(Object handler) {
		if (handler instanceof HandlerMethod method) {
			return method.getBeanType().getName() + "#" + method.getMethod().getName();
		}
		return handler.getClass().getName().replaceAll("\\$\\$.*", "");
	}

	/** Request that there is not. */
	private static final class Probe implements InvocationHandler {

		private final String prefix;

		private final String path;

		private final ServletContext context;

		private final Map<String, Object> attributes = new HashMap<>();

		private Probe(String prefix, String path, ServletContext context) {
			this.prefix = prefix;
			this.path = path;
			this.context = context;
		}

		static HttpServletRequest of(String prefix, String path, ServletContext context) {
			return proxy(HttpServletRequest.class, new Probe(prefix, path, context));
		}

		private static <T> T proxy(Class<T> type, InvocationHandler handler) {
			return type
				.cast(Proxy.newProxyInstance(TakenPaths.class.getClassLoader(), new Class<?>[] { type }, handler));
		}

		@Override
		public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) {
			String name = (arguments != null && arguments[0] instanceof String text) ? text : "";
			boolean accept = name.equalsIgnoreCase("Accept");
			return switch (method.getName()) {
				case "getMethod" -> "GET";
				case "getRequestURI" -> this.context.getContextPath() + this.prefix + this.path;
				case "getRequestURL" -> new StringBuffer("http://localhost")
					.append(this.context.getContextPath() + this.prefix + this.path);
				case "getContextPath" -> this.context.getContextPath();
				case "getServletPath" -> this.prefix.isEmpty() ? this.path : this.prefix;
				case "getPathInfo" -> this.prefix.isEmpty() ? null : this.path;
				case "getHttpServletMapping" ->
					proxy(HttpServletMapping.class, (mapping, asked, none) -> switch (asked.getName()) {
						case "getMappingMatch" -> this.prefix.isEmpty() ? MappingMatch.DEFAULT : MappingMatch.PATH;
						default -> "";
					});
				case "getServletContext" -> this.context;
				case "getDispatcherType" -> DispatcherType.REQUEST;
				case "getProtocol" -> "HTTP/1.1";
				case "getScheme" -> "http";
				case "getServerName", "getRemoteHost", "getLocalName" -> "localhost";
				case "getRemoteAddr", "getLocalAddr" -> "127.0.0.1";
				case "getServerPort" -> 80;
				case "getHeader" -> accept ? "text/html,*/*" : null;
				case "getHeaders" ->
					Collections.enumeration(accept ? List.of("text/html,*/*") : Collections.<String>emptyList());
				case "getIntHeader", "getDateHeader", "getContentLength", "getContentLengthLong" ->
					none(method.getReturnType(), -1);
				case "getLocale" -> Locale.ENGLISH;
				case "getLocales" -> Collections.enumeration(List.of(Locale.ENGLISH));
				case "getAttribute" -> this.attributes.get(name);
				case "getAttributeNames" -> Collections.enumeration(List.copyOf(this.attributes.keySet()));
				case "setAttribute" -> this.attributes.put(name, (arguments != null) ? arguments[1] : name);
				case "removeAttribute" -> this.attributes.remove(name);
				case "getParameterMap" -> Map.of();
				case "hashCode" -> System.identityHashCode(proxy);
				case "equals" -> arguments != null && proxy == arguments[0];
				case "toString" -> "probe of " + this.path;
				default -> none(method.getReturnType(), 0);
			};
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

}
