package dev.mishap.internal.servlet.webmvc;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;

import dev.mishap.ProblemRequest;
import dev.mishap.internal.DeclaredRoutes;
import dev.mishap.internal.HeaderFields.OwedHeader;
import dev.mishap.internal.servlet.ServletState;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.core.io.Resource;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.server.PathContainer;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.RequestPredicate;
import org.springframework.web.servlet.function.RequestPredicates;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.support.RouterFunctionMapping;
import org.springframework.web.servlet.mvc.condition.PathPatternsRequestCondition;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;
import org.springframework.web.util.pattern.PathPattern;

/**
 * What controllers and functional routes have for the address of a request: methods, for
 * a 405 that doesn't say them, and media types, for a 406 that doesn't. They are looked
 * at and never called: a condition of the application may be costly, or have effects.
 */
public final class RoutesOfMvc implements OwedHeader {

	private final Supplier<List<RequestMappingInfoHandlerMapping>> controllers;

	private final Supplier<DeclaredRoutes> functions;

	/**
	 * Creates the routes. Mappings are looked for at the first error only.
	 * @param controllers returns the mappings of controllers
	 * @param functions returns the mappings of functional routes
	 */
	public RoutesOfMvc(Supplier<List<RequestMappingInfoHandlerMapping>> controllers,
			Supplier<List<RouterFunctionMapping>> functions) {
		this.controllers = controllers;
		this.functions = SingletonSupplier.of(() -> read(functions.get()));
	}

	/**
	 * Returns a filter that refuses TRACE where the container lets it through: its answer
	 * is an echo of the request, credentials and cookies included.
	 */
	public static Filter refusingTrace() {
		return (servletRequest, servletResponse, chain) -> {
			if (servletRequest instanceof HttpServletRequest request && "TRACE".equals(request.getMethod())
					&& servletResponse instanceof HttpServletResponse response) {
				response.sendError(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
			}
			else {
				chain.doFilter(servletRequest, servletResponse);
			}
		};
	}

	@Override
	public String field() {
		return "Allow";
	}

	/** Returns the value of {@code Allow}. */
	@Override
	public List<String> values(ProblemRequest request) {
		HttpServletRequest servletRequest = request.unwrap(HttpServletRequest.class);
		String said = (servletRequest != null) ? ServletState.of(servletRequest).refusedWith("Allow") : null;
		if (said != null && !said.isEmpty()) {
			return List.of(said);
		}
		if ("TRACE".equals(request.method())) {
			return DeclaredRoutes.ALL_BUT_TRACE;
		}
		PathContainer path = path(request);
		if (path == null) {
			return List.of();
		}
		List<Set<RequestMethod>> declared = new ArrayList<>();
		for (RequestMappingInfoHandlerMapping mapping : this.controllers.get()) {
			for (RequestMappingInfo info : mapping.getHandlerMethods().keySet()) {
				if (matches(info, path)) {
					declared.add(info.getMethodsCondition().getMethods());
				}
			}
		}
		return DeclaredRoutes.allow(declared, this.functions.get().methods(path), request.method());
	}

	/**
	 * Returns the methods of functional routes, without the refused one. To such a route
	 * the method is a condition like any other, so that MVC says 404 to an address that
	 * only wants another method.
	 */
	Set<String> methodsOfFunctions(ProblemRequest request) {
		PathContainer path = path(request);
		Set<String> methods = (path != null) ? this.functions.get().methods(path) : new TreeSet<>();
		String refused = request.method();
		if (refused != null) {
			methods.remove(refused);
		}
		return methods;
	}

	/** Returns the media types that controllers declare for the address and method. */
	List<String> mediaTypes(ProblemRequest request) {
		PathContainer path = path(request);
		HttpServletRequest servletRequest = request.unwrap(HttpServletRequest.class);
		if (path == null || servletRequest == null) {
			return List.of();
		}
		Set<String> types = new LinkedHashSet<>();
		for (RequestMappingInfoHandlerMapping mapping : this.controllers.get()) {
			for (RequestMappingInfo info : mapping.getHandlerMethods().keySet()) {
				if (matches(info, path) && info.getMethodsCondition().getMatchingCondition(servletRequest) != null) {
					for (MediaType type : info.getProducesCondition().getProducibleMediaTypes()) {
						types.add(type.toString());
					}
				}
			}
		}
		return List.copyOf(types);
	}

	/**
	 * The path as handler mappings see it: without context, and without servlet prefix.
	 */
	private static @Nullable PathContainer path(ProblemRequest request) {
		HttpServletRequest servletRequest = request.unwrap(HttpServletRequest.class);
		if (servletRequest == null || request.path() == null) {
			return null;
		}
		if (ServletRequestPathUtils.hasParsedRequestPath(servletRequest)) {
			return ServletRequestPathUtils.getParsedRequestPath(servletRequest).pathWithinApplication();
		}
		try {
			return ServletRequestPathUtils.parseAndCache(servletRequest).pathWithinApplication();
		}
		finally {
			ServletRequestPathUtils.clearParsedRequestPath(servletRequest);
		}
	}

	private static boolean matches(RequestMappingInfo info, PathContainer path) {
		PathPatternsRequestCondition condition = info.getPathPatternsCondition();
		if (condition == null) {
			return false;
		}
		for (PathPattern pattern : condition.getPatterns()) {
			if (pattern.matches(path)) {
				return true;
			}
		}
		return false;
	}

	/** Reads functional routes from how they were declared. */
	private static DeclaredRoutes read(List<RouterFunctionMapping> mappings) {
		Collector collector = new Collector();
		for (RouterFunctionMapping mapping : mappings) {
			RouterFunction<?> function = mapping.getRouterFunction();
			if (function != null) {
				function.accept(collector);
			}
		}
		return collector.routes;
	}

	/** Goes through the routes and joins the conditions that are nested. */
	private static final class Collector implements RouterFunctions.Visitor {

		private final DeclaredRoutes routes = new DeclaredRoutes();

		@Override
		public void startNested(RequestPredicate predicate) {
			this.routes.startNested(Reader.read(predicate));
		}

		@Override
		public void endNested(RequestPredicate predicate) {
			this.routes.endNested();
		}

		@Override
		public void route(RequestPredicate predicate, HandlerFunction<?> handlerFunction) {
			this.routes.route(Reader.read(predicate));
		}

		@Override
		public void resources(Function<ServerRequest, Optional<Resource>> lookupFunction) {
		}

		@Override
		public void attributes(Map<String, Object> attributes) {
		}

		@Override
		public void unknown(RouterFunction<?> routerFunction) {
		}

	}

	/** What is read alike on both stacks is inherited. */
	@SuppressWarnings("removal")
	private static final class Reader extends DeclaredRoutes.Condition implements RequestPredicates.Visitor {

		static DeclaredRoutes.Condition read(RequestPredicate predicate) {
			Reader reader = new Reader();
			return reader.reading(() -> predicate.accept(reader));
		}

		@Override
		public void param(String name, String value) {
			met();
		}

		@Override
		public void unknown(RequestPredicate predicate) {
			unknown();
		}

	}

}
