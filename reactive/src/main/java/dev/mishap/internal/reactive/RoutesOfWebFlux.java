package dev.mishap.internal.reactive;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

import dev.mishap.ProblemRequest;
import dev.mishap.internal.DeclaredRoutes;
import dev.mishap.internal.HeaderFields.OwedHeader;
import org.jspecify.annotations.Nullable;

import org.springframework.http.server.PathContainer;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.reactive.result.method.RequestMappingInfo;
import org.springframework.web.reactive.result.method.RequestMappingInfoHandlerMapping;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.util.pattern.PathPattern;

/**
 * Methods that controllers and functional routes have for the address of a request, for a
 * 405 that doesn't say them. They are looked at and never called: a condition of the
 * application may be costly, or have effects.
 */
public final class RoutesOfWebFlux implements OwedHeader {

	private final Supplier<List<RequestMappingInfoHandlerMapping>> controllers;

	private final FunctionalRoutes functions;

	/**
	 * Creates the routes.
	 * @param controllers returns the mappings of controllers
	 * @param functions the functional routes
	 */
	public RoutesOfWebFlux(Supplier<List<RequestMappingInfoHandlerMapping>> controllers, FunctionalRoutes functions) {
		this.controllers = controllers;
		this.functions = functions;
	}

	@Override
	public String field() {
		return "Allow";
	}

	/** Returns the value of {@code Allow}. */
	@Override
	public List<String> values(ProblemRequest request) {
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
		return DeclaredRoutes.allow(declared, this.functions.methods(path), request.method());
	}

	/** Returns the methods of functional routes, without the refused one. */
	Set<String> methodsOfFunctions(ProblemRequest request) {
		PathContainer path = path(request);
		Set<String> methods = (path != null) ? this.functions.methods(path) : new TreeSet<>();
		String refused = request.method();
		if (refused != null) {
			methods.remove(refused);
		}
		return methods;
	}

	/** The path as handler mappings see it: below the base path. */
	private static @Nullable PathContainer path(ProblemRequest request) {
		ServerWebExchange exchange = request.unwrap(ServerWebExchange.class);
		if (exchange != null) {
			return exchange.getRequest().getPath().pathWithinApplication();
		}
		ServerHttpRequest reactive = request.unwrap(ServerHttpRequest.class);
		return (reactive != null) ? reactive.getPath().pathWithinApplication() : null;
	}

	private static boolean matches(RequestMappingInfo info, PathContainer path) {
		for (PathPattern pattern : info.getPatternsCondition().getPatterns()) {
			if (pattern.matches(path)) {
				return true;
			}
		}
		return false;
	}

}
