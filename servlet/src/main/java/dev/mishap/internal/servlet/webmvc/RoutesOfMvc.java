package dev.mishap.internal.servlet.webmvc;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

import dev.mishap.ProblemRequest;
import dev.mishap.internal.DeclaredRoutes;
import dev.mishap.internal.OwedHeader;
import dev.mishap.internal.servlet.ServletState;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.MediaType;
import org.springframework.http.server.PathContainer;
import org.springframework.web.bind.annotation.RequestMethod;
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

	private final FunctionalRoutes functions;

	public RoutesOfMvc(Supplier<List<RequestMappingInfoHandlerMapping>> controllers, FunctionalRoutes functions) {
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

}
