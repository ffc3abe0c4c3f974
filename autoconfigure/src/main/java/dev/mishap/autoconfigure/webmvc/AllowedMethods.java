package dev.mishap.autoconfigure.webmvc;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

import dev.mishap.HeaderSource;
import dev.mishap.ProblemRequest;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.server.PathContainer;
import org.springframework.http.server.RequestPath;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.condition.PathPatternsRequestCondition;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;
import org.springframework.web.util.pattern.PathPattern;

/**
 * Methods that controllers and functional routes have for a path, for a 405 that doesn't
 * say them.
 */
final class AllowedMethods implements HeaderSource {

	private final Supplier<List<RequestMappingInfoHandlerMapping>> mappings;

	private final FunctionalRoutes functions;

	AllowedMethods(Supplier<List<RequestMappingInfoHandlerMapping>> mappings, FunctionalRoutes functions) {
		this.mappings = mappings;
		this.functions = functions;
	}

	@Override
	public List<String> values(ProblemRequest request) {
		HttpServletRequest servletRequest = request.unwrap(HttpServletRequest.class);
		String path = request.path();
		if (servletRequest == null || path == null) {
			return List.of();
		}
		PathContainer inside = RequestPath.parse(path, servletRequest.getContextPath()).pathWithinApplication();
		Set<String> methods = new TreeSet<>();
		for (RequestMappingInfoHandlerMapping mapping : this.mappings.get()) {
			for (RequestMappingInfo info : mapping.getHandlerMethods().keySet()) {
				if (matches(info, inside)) {
					add(methods, info.getMethodsCondition().getMethods());
				}
			}
		}
		if (!methods.isEmpty()) {
			methods.add("OPTIONS");
		}
		if (methods.contains("GET")) {
			methods.add("HEAD");
		}
		methods.addAll(this.functions.methods(request));
		String refused = request.method();
		if (refused != null) {
			methods.remove(refused);
		}
		if ("GET".equals(refused)) {
			// the same handler answers HEAD
			methods.remove("HEAD");
		}
		return methods.isEmpty() ? List.of() : List.of(String.join(", ", methods));
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

	private static void add(Set<String> methods, Set<RequestMethod> declared) {
		if (declared.isEmpty()) {
			methods.addAll(List.of("DELETE", "GET", "HEAD", "PATCH", "POST", "PUT"));
		}
		for (RequestMethod method : declared) {
			methods.add(method.name());
		}
	}

}
