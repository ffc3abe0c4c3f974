package dev.mishap.internal.rows;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

import dev.mishap.Problem;
import dev.mishap.ProblemMappings;
import dev.mishap.ProblemRequest;
import dev.mishap.Wording;
import dev.mishap.internal.ProblemRows;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.server.MethodNotAllowedException;
import org.springframework.web.server.NotAcceptableStatusException;
import org.springframework.web.server.UnsupportedMediaTypeStatusException;

/**
 * Rows of requests that come to no handler: methods and media types. A missing route has
 * no row; its exception says 404 of itself.
 */
public final class RoutingRows implements ProblemRows {

	@Override
	public void addTo(ProblemMappings.Builder mappings) {
		mappings.map(MethodNotAllowedException.class,
				(ex) -> methodNotAllowed(ex.getHttpMethod(), ex.getSupportedMethods()), Problem.of(405),
				Problem.of(501));
		mappings.map(NotAcceptableStatusException.class, (ex) -> notAcceptable(ex.getSupportedMediaTypes()),
				Problem.of(406));
		mappings.map(UnsupportedMediaTypeStatusException.class,
				(ex, request) -> notSupported(ex.getContentType(), ex.getSupportedMediaTypes(), request),
				Problem.of(415));
	}

	/**
	 * Returns the answer to a method that an address does not have. A method that the
	 * server knows for no address is not implemented (RFC 9110, section 9.1). Where some
	 * of the methods are known, those that they imply are added.
	 * @param refused the method of the request
	 * @param supported the methods of the address, {@code null} or empty if they are not
	 * known
	 */
	public static Problem methodNotAllowed(String refused, @Nullable Set<HttpMethod> supported) {
		if (RequestMethod.resolve(refused) == null) {
			return Problem.of(501);
		}
		Problem problem = Problem.of(405);
		if (supported == null || supported.isEmpty()) {
			return problem;
		}
		Set<String> allowed = new TreeSet<>();
		supported.forEach((method) -> allowed.add(method.name()));
		// an exception that names a method which no mapping can have, such as that of
		// a WebSocket's handshake, does not come from a mapping and names all methods
		if (allowed.stream().allMatch((method) -> RequestMethod.resolve(method) != null)) {
			if (allowed.contains("GET")) {
				allowed.add("HEAD");
			}
			allowed.add("OPTIONS");
		}
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

	/**
	 * Returns the answer to a body, or a part of one, of a type that nobody reads.
	 * @param refused the type, {@code null} if there is none or it cannot be read
	 * @param accepted the types that are read
	 * @param request the request
	 */
	public static Problem notSupported(@Nullable MediaType refused, List<MediaType> accepted, ProblemRequest request) {
		String sent = request.header("Content-Type");
		Problem problem = Problem.of(415);
		if (refused == null) {
			boolean missing = sent == null || sent.isBlank();
			problem = problem.withWording(
					Wording.of(missing ? "UNSUPPORTED_MEDIA_TYPE.missing" : "UNSUPPORTED_MEDIA_TYPE.unreadable"));
		}
		else if (isMultipart(sent) && !"multipart".equals(refused.getType())) {
			return problem.withWording(Wording.of("UNSUPPORTED_MEDIA_TYPE.part"));
		}
		return accepted.isEmpty() ? problem : withAccept(problem, String.join(", ", names(accepted)), request);
	}

	/**
	 * Returns the problem with the media types that may be sent instead. Beside
	 * {@code Accept}, RFC 5789, section 2.2, has a field for PATCH, LDP, section 7.1, one
	 * for POST, and RFC 10008 one for QUERY, whose list of types has the same form.
	 * @param problem the problem
	 * @param accept the media types
	 * @param request the request
	 */
	public static Problem withAccept(Problem problem, String accept, ProblemRequest request) {
		String method = String.valueOf(request.method());
		String field = switch (method) {
			case "PATCH" -> "Accept-Patch";
			case "QUERY" -> "Accept-Query";
			case "POST" -> "Accept-Post";
			default -> null;
		};
		Problem accepting = problem.withHeader("Accept", accept);
		return (field != null) ? accepting.withHeader(field, accept) : accepting;
	}

	private static boolean isMultipart(@Nullable String contentType) {
		return contentType != null && contentType.toLowerCase(Locale.ROOT).startsWith("multipart/");
	}

	private static Set<String> names(List<MediaType> types) {
		Set<String> names = new LinkedHashSet<>();
		types.forEach((type) -> names.add(type.toString()));
		return names;
	}

}
