package dev.mishap.autoconfigure;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import dev.mishap.Problem;
import dev.mishap.ProblemMappings;
import dev.mishap.ProblemRows;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.server.MethodNotAllowedException;
import org.springframework.web.server.NotAcceptableStatusException;
import org.springframework.web.server.UnsupportedMediaTypeStatusException;

/**
 * Rows of requests that come to no handler: methods and media types. A missing route has
 * no row; its exception says 404 of itself.
 */
final class RoutingRows implements ProblemRows {

	@Override
	public void addTo(ProblemMappings.Builder mappings) {
		mappings.map(HttpRequestMethodNotSupportedException.class,
				(ex) -> methodNotAllowed(ex.getMethod(), ex.getSupportedHttpMethods()));
		mappings.map(MethodNotAllowedException.class,
				(ex) -> methodNotAllowed(ex.getHttpMethod(), ex.getSupportedMethods()));
		mappings.map(NotAcceptableStatusException.class, (ex) -> notAcceptable(ex.getSupportedMediaTypes()));
		mappings.map(HttpMediaTypeNotSupportedException.class, (ex) -> notSupported(ex.getSupportedMediaTypes()));
		mappings.map(UnsupportedMediaTypeStatusException.class, (ex) -> notSupported(ex.getSupportedMediaTypes()));
	}

	/**
	 * A method that the server knows for no address is not implemented (RFC 9110, section
	 * 9.1). Whoever knows some of the methods knows what they imply as well.
	 */
	private static Problem methodNotAllowed(String refused, @Nullable Set<HttpMethod> supported) {
		if (RequestMethod.resolve(refused) == null) {
			return Problem.of(501);
		}
		Problem problem = Problem.of(405);
		if (supported == null || supported.isEmpty()) {
			return problem;
		}
		Set<String> allowed = new TreeSet<>();
		supported.forEach((method) -> allowed.add(method.name()));
		if (allowed.contains("GET")) {
			allowed.add("HEAD");
		}
		allowed.add("OPTIONS");
		allowed.remove(refused);
		return problem.withHeader("Allow", String.join(", ", allowed));
	}

	/**
	 * The list goes into the body: a header field {@code Accept} would be about what may
	 * be sent (RFC 9110, section 12.5.1).
	 */
	private static Problem notAcceptable(List<MediaType> available) {
		Problem problem = Problem.of(406);
		return available.isEmpty() ? problem : problem.withExtension("acceptable", List.copyOf(names(available)));
	}

	private static Problem notSupported(List<MediaType> accepted) {
		Problem problem = Problem.of(415);
		return accepted.isEmpty() ? problem : problem.withHeader("Accept", String.join(", ", names(accepted)));
	}

	private static Set<String> names(List<MediaType> types) {
		Set<String> names = new LinkedHashSet<>();
		types.forEach((type) -> names.add(type.toString()));
		return names;
	}

}
