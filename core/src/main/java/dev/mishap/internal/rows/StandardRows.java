package dev.mishap.internal.rows;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;

import dev.mishap.OverloadedException;
import dev.mishap.Problem;
import dev.mishap.ProblemException;
import dev.mishap.ProblemMappings;
import dev.mishap.ProblemRequest;
import dev.mishap.RateLimitExceededException;
import dev.mishap.RateLimitExceededException.Quota;
import dev.mishap.Wording;
import dev.mishap.internal.HeaderFields;
import dev.mishap.internal.ProblemRows;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConversionException;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.server.MethodNotAllowedException;
import org.springframework.web.server.NotAcceptableStatusException;
import org.springframework.web.server.UnsupportedMediaTypeStatusException;

/**
 * Rows that every application has: of the library's own exceptions, of what the JDK and
 * Spring throw where a server has too much to do (work for its executors, and time that
 * ran out), and of requests that come to no handler because of their method or media
 * type. Rejections by Spring's {@code @ConcurrencyLimit} and its executors are
 * {@link RejectedExecutionException}s. A missing route has no row; its exception says 404
 * of itself.
 */
public final class StandardRows implements ProblemRows {

	private static final Problem OVERLOADED = Problem.of(503, OverloadedException.DEFAULT_CODE);

	private static final Problem UNAVAILABLE = Problem.of(503);

	@Override
	public void addTo(ProblemMappings.Builder mappings) {
		mappings.map(ProblemException.class, ProblemException::problem);
		mappings.map(HttpMessageConversionException.class, Problem.of(500));
		mappings.map(RateLimitExceededException.class, StandardRows::rateLimited, Problem.of(429));
		mappings.map(OverloadedException.class, StandardRows::overloaded, OVERLOADED);
		mappings.map(RejectedExecutionException.class, OVERLOADED);
		mappings.map(TimeoutException.class, UNAVAILABLE);
		addRouting(mappings);
	}

	private static void addRouting(ProblemMappings.Builder mappings) {
		mappings.map(MethodNotAllowedException.class,
				(ex) -> methodNotAllowed(ex.getHttpMethod(), ex.getSupportedMethods()), Problem.of(405),
				Problem.of(501));
		mappings.map(NotAcceptableStatusException.class, (ex) -> notAcceptable(ex.getSupportedMediaTypes()),
				Problem.of(406));
		mappings.map(UnsupportedMediaTypeStatusException.class,
				(ex, request) -> notSupported(ex.getContentType(), ex.getSupportedMediaTypes(), request),
				Problem.of(415));
	}

	private static Problem rateLimited(RateLimitExceededException exception) {
		Problem problem = Problem.of(429).withRetryAfter(longest(exception));
		List<Quota> quotas = exception.getQuotas();
		if (quotas.isEmpty()) {
			return problem;
		}
		return problem.withHeader("RateLimit-Policy", join(quotas.stream().map(Quota::policyItem).toList()))
			.withHeader("RateLimit", join(quotas.stream().map(Quota::limitItem).toList()));
	}

	/** The draft, section 6: who is to wait must not be sent back too early. */
	private static Duration longest(RateLimitExceededException exception) {
		Duration longest = exception.getRetryAfter();
		for (Quota quota : exception.getQuotas()) {
			if (quota.remaining() == 0 && quota.reset().compareTo(longest) > 0) {
				longest = quota.reset();
			}
		}
		return longest;
	}

	private static String join(List<String> items) {
		return String.join(", ", items);
	}

	private static Problem overloaded(OverloadedException exception) {
		Problem problem = Problem.of(503, exception.getCode());
		Duration retryAfter = exception.getRetryAfter();
		return (retryAfter != null) ? problem.withRetryAfter(retryAfter) : problem;
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
	 * Returns the answer to an address that functional routes have, but not with the
	 * method of the request.
	 * @param methods the methods of these routes
	 * @param request the request
	 * @return the answer, or {@code null} if there is no such route
	 */
	public static @Nullable Problem otherMethods(Set<String> methods, ProblemRequest request) {
		if (methods.isEmpty()) {
			return null;
		}
		String refused = request.method();
		boolean known = refused != null && RequestMethod.resolve(refused) != null;
		return known ? Problem.of(405).withHeader("Allow", String.join(", ", methods)) : Problem.of(501);
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
		else if (HeaderFields.isMediaType(sent, "multipart/") && !"multipart".equals(refused.getType())) {
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

	private static Set<String> names(List<MediaType> types) {
		Set<String> names = new LinkedHashSet<>();
		types.forEach((type) -> names.add(type.toString()));
		return names;
	}

}
