package dev.mishap.autoconfigure.webmvc;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

import dev.mishap.Problem;
import dev.mishap.ProblemContext;
import dev.mishap.ProblemCustomizer;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.http.server.PathContainer;
import org.springframework.http.server.RequestPath;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.servlet.mvc.condition.PathPatternsRequestCondition;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;
import org.springframework.web.util.pattern.PathPattern;

/**
 * Media types that the controllers declare for an address, for a 406 that doesn't list
 * them: an {@code Accept} that cannot be parsed fails before MVC gets that far.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class ProducibleTypes implements ProblemCustomizer {

	private static final String ACCEPTABLE = "acceptable";

	private final Supplier<List<RequestMappingInfoHandlerMapping>> mappings;

	ProducibleTypes(Supplier<List<RequestMappingInfoHandlerMapping>> mappings) {
		this.mappings = mappings;
	}

	@Override
	public Problem customize(Problem problem, ProblemContext context) {
		boolean unlisted = context.exception() instanceof HttpMediaTypeNotAcceptableException && problem.status() == 406
				&& !problem.extensions().containsKey(ACCEPTABLE);
		if (!unlisted) {
			return problem;
		}
		Set<String> types = types(context.request().unwrap(HttpServletRequest.class), context.request().path());
		return types.isEmpty() ? problem : problem.withExtension(ACCEPTABLE, List.copyOf(types));
	}

	private Set<String> types(@Nullable HttpServletRequest request, @Nullable String path) {
		Set<String> types = new LinkedHashSet<>();
		if (request == null || path == null) {
			return types;
		}
		PathContainer inside = RequestPath.parse(path, request.getContextPath()).pathWithinApplication();
		for (RequestMappingInfoHandlerMapping mapping : this.mappings.get()) {
			for (RequestMappingInfo info : mapping.getHandlerMethods().keySet()) {
				if (matches(info, inside) && info.getMethodsCondition().getMatchingCondition(request) != null) {
					for (MediaType type : info.getProducesCondition().getProducibleMediaTypes()) {
						types.add(type.toString());
					}
				}
			}
		}
		return types;
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
