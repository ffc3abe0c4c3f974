package dev.mishap.autoconfigure.webmvc;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

import dev.mishap.Problem;
import dev.mishap.ProblemContext;
import dev.mishap.ProblemCustomizer;
import dev.mishap.ProblemRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import org.jspecify.annotations.Nullable;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.server.RequestPath;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.NoHandlerFoundException;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.support.RouterFunctionMapping;
import org.springframework.web.servlet.resource.NoResourceFoundException;
import org.springframework.web.util.ServletRequestPathUtils;

/**
 * Methods of functional routes. To such a route the method is a predicate like any other,
 * so that MVC says 404 to an address that only wants another method. The routes are asked
 * again, once for each method, when nothing else was found.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class FunctionalRoutes implements ProblemCustomizer {

	private static final List<String> METHODS = List.of("DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT");

	private final Supplier<List<RouterFunctionMapping>> mappings;

	FunctionalRoutes(Supplier<List<RouterFunctionMapping>> mappings) {
		this.mappings = mappings;
	}

	@Override
	public Problem customize(Problem problem, ProblemContext context) {
		boolean nothingFound = context.exception() instanceof NoResourceFoundException
				|| context.exception() instanceof NoHandlerFoundException;
		if (!nothingFound) {
			return problem;
		}
		Set<String> methods = methods(context.request());
		if (methods.isEmpty()) {
			return problem;
		}
		String refused = context.request().method();
		boolean known = refused != null && RequestMethod.resolve(refused) != null;
		return known ? Problem.of(405).withHeader("Allow", String.join(", ", methods)) : Problem.of(501);
	}

	/** Returns the methods for which there is a route, without the refused one. */
	Set<String> methods(ProblemRequest request) {
		Set<String> methods = new TreeSet<>();
		HttpServletRequest servletRequest = request.unwrap(HttpServletRequest.class);
		String path = request.path();
		if (servletRequest == null || path == null) {
			return methods;
		}
		for (RouterFunctionMapping mapping : this.mappings.get()) {
			RouterFunction<?> routes = mapping.getRouterFunction();
			if (routes != null) {
				for (String method : METHODS) {
					if (!method.equals(request.method()) && isRouted(routes, new Probe(servletRequest, method, path))) {
						methods.add(method);
					}
				}
			}
		}
		return methods;
	}

	private static boolean isRouted(RouterFunction<?> routes, Probe probe) {
		return routes.route(ServerRequest.create(probe, List.of())).isPresent();
	}

	/** The same request with another method, and attributes of its own. */
	private static final class Probe extends HttpServletRequestWrapper {

		private final String method;

		private final Map<String, @Nullable Object> attributes = new HashMap<>();

		Probe(HttpServletRequest request, String method, String path) {
			super(request);
			this.method = method;
			this.attributes.put(ServletRequestPathUtils.PATH_ATTRIBUTE,
					RequestPath.parse(path, request.getContextPath()));
		}

		@Override
		public String getMethod() {
			return this.method;
		}

		@Override
		public @Nullable Object getAttribute(String name) {
			return this.attributes.containsKey(name) ? this.attributes.get(name) : super.getAttribute(name);
		}

		@Override
		public void setAttribute(String name, @Nullable Object value) {
			this.attributes.put(name, value);
		}

		@Override
		public void removeAttribute(String name) {
			this.attributes.put(name, null);
		}

	}

}
