package dev.mishap;

import java.net.URI;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;

import dev.mishap.internal.Codes;
import dev.mishap.internal.HeaderFields;
import dev.mishap.internal.HttpStatuses;
import dev.mishap.internal.body.MemberNames;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ProblemDetail;
import org.springframework.util.StringUtils;
import org.springframework.web.ErrorResponse;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.server.ResponseStatusException;

/** What an exception class says of itself in the words of Spring and ours. */
final class SelfDescription implements BiFunction<Throwable, ProblemRequest, @Nullable Problem> {

	private static final Log logger = LogFactory.getLog(SelfDescription.class);

	private static final URI ABOUT_BLANK = URI.create("about:blank");

	private final Class<?> type;

	private final @Nullable String code;

	private final @Nullable String derived;

	private final @Nullable Integer status;

	private final @Nullable String reason;

	private final BiFunction<Throwable, ProblemRequest, Problem> above;

	/**
	 * Names of members that were logged once. Only standard members are, so there are
	 * few.
	 */
	private final Set<String> logged = ConcurrentHashMap.newKeySet();

	/**
	 * Creates the description.
	 * @param type the class of the exception
	 * @param start the superclass, or the class itself, that says something
	 * @param above what its superclasses are answered with
	 */
	SelfDescription(Class<?> type, Class<?> start, BiFunction<Throwable, ProblemRequest, Problem> above) {
		this.type = type;
		this.above = above;
		this.code = errorCode(start);
		this.derived = isOfSpring(type) ? null : Codes.ofException(type.getSimpleName());
		MergedAnnotation<ResponseStatus> annotation = MergedAnnotations.from(start, SearchStrategy.SUPERCLASS)
			.get(ResponseStatus.class);
		if (annotation.isPresent()) {
			this.status = annotation.getEnum("code", org.springframework.http.HttpStatus.class).value();
			this.reason = annotation.getString("reason");
		}
		else {
			this.status = null;
			this.reason = null;
		}
	}

	/** Returns whether a class, other than by its superclass, says something. */
	static boolean startsAt(Class<?> type) {
		Class<?> parent = type.getSuperclass();
		boolean errorResponse = ErrorResponse.class.isAssignableFrom(type)
				&& (parent == null || !ErrorResponse.class.isAssignableFrom(parent));
		return errorResponse || MergedAnnotations.from(type).isPresent(ResponseStatus.class)
				|| type.isAnnotationPresent(ErrorCode.class);
	}

	private static @Nullable String errorCode(Class<?> start) {
		for (Class<?> c = start; c != null; c = c.getSuperclass()) {
			ErrorCode annotation = c.getAnnotation(ErrorCode.class);
			if (annotation != null) {
				return annotation.value();
			}
		}
		return null;
	}

	@Override
	public Problem apply(Throwable exception, ProblemRequest request) {
		if (exception instanceof ErrorResponse response) {
			return fromErrorResponse(exception, response);
		}
		if (this.status != null) {
			Problem problem = problem(this.status, this.code);
			return (problem != null) ? withReason(problem, this.reason) : unregistered(this.status);
		}
		Problem problem = this.above.apply(exception, request);
		return (this.code != null) ? problem.withCode(this.code) : problem;
	}

	private Problem fromErrorResponse(Throwable exception, ErrorResponse response) {
		int asked = response.getStatusCode().value();
		ProblemDetail body = response.getBody();
		Map<String, Object> extensions = extensions(body);
		String written = (this.code == null && extensions.get(MemberNames.CODE) instanceof String text
				&& Problem.isCode(text)) ? text : null;
		if (written != null) {
			extensions.remove(MemberNames.CODE);
		}
		Problem problem = problem(asked, (written != null) ? written : this.code);
		if (problem == null) {
			return unregistered(asked);
		}
		if (!speaksForItself(this.type)) {
			return problem.withHeaders(headers(response.getHeaders()));
		}
		if (exception instanceof ResponseStatusException statusException) {
			problem = withReason(problem, statusException.getReason());
		}
		else if (body.getDetail() != null) {
			problem = problem.withWording(new Wording(response.getDetailMessageCode(),
					arguments(response.getDetailMessageArguments()), body.getDetail()));
		}
		URI type = body.getType();
		String title = body.getTitle();
		boolean ownTitle = title != null && !title.equals(HttpStatuses.phrase(asked))
				&& !title.equals(reasonPhrase(asked));
		return new Problem(problem.status(), problem.code(), ABOUT_BLANK.equals(type) ? null : type,
				ownTitle ? title : null, problem.detail(), problem.wording(), body.getInstance(),
				headers(response.getHeaders()), List.of(), extensions);
	}

	/** Returns the problem of a status, or {@code null} if that isn't one of an error. */
	private @Nullable Problem problem(int status, @Nullable String code) {
		if (!HttpStatuses.isRegistered(status)) {
			return null;
		}
		if (code != null) {
			return Problem.of(status, code);
		}
		return Problem.of(status, (this.derived != null) ? this.derived : HttpStatuses.code(status));
	}

	/**
	 * A reason is written for the caller, but that of a 500 is often the message of what
	 * was caught: it stays in the log.
	 */
	private static Problem withReason(Problem problem, @Nullable String reason) {
		if (!StringUtils.hasText(reason) || problem.status() == 500) {
			return problem;
		}
		return problem.withWording(new Wording(reason, List.of(), reason));
	}

	private Problem unregistered(int status) {
		logger.warn(this.type.getName() + " asks for status " + status
				+ ", which is not a registered error status (400 to 599): answered as 500");
		return Problem.of(500);
	}

	/**
	 * Spring lets a member have the name of a standard one, and its body then has both.
	 */
	private Map<String, Object> extensions(ProblemDetail body) {
		Map<String, Object> extensions = new LinkedHashMap<>();
		Map<String, Object> properties = body.getProperties();
		if (properties != null) {
			properties.forEach((name, value) -> {
				if (MemberNames.isFixed(name)) {
					tellOnce(name);
				}
				else if (value != null) {
					extensions.put(name, value);
				}
			});
		}
		return extensions;
	}

	private void tellOnce(String name) {
		if (this.logged.add(name)) {
			logger.warn("The member '" + name + "' of " + this.type.getName()
					+ " was left out, because a standard member has that name (logged once)");
		}
	}

	static Map<String, List<String>> headers(HttpHeaders headers) {
		Map<String, List<String>> fields = new LinkedHashMap<>();
		headers.forEach((name, lines) -> {
			// to Spring, and to servers, a null is no line
			List<String> values = lines.stream().filter(Objects::nonNull).toList();
			if (HeaderFields.isField(name, values)) {
				if (!values.isEmpty()) {
					fields.put(name, values);
				}
			}
			else {
				logger.warn("A header field of an ErrorResponse was left out: control characters in name or value");
			}
		});
		return fields;
	}

	private static List<Object> arguments(Object @Nullable [] arguments) {
		return (arguments != null) ? Arrays.asList(arguments) : List.of();
	}

	private static @Nullable String reasonPhrase(int status) {
		org.springframework.http.HttpStatus known = org.springframework.http.HttpStatus.resolve(status);
		return (known != null) ? known.getReasonPhrase() : null;
	}

	/** Texts of Spring's own exceptions are meant for developers. */
	private static boolean speaksForItself(Class<?> type) {
		return !isOfSpring(type) || type == ResponseStatusException.class || type == ErrorResponseException.class;
	}

	private static boolean isOfSpring(Class<?> type) {
		return type.getName().startsWith("org.springframework.");
	}

	/**
	 * Returns what can be said of the answers without an exception: an
	 * {@code ErrorResponse} knows its status only when it is made.
	 * @param above the answers of the superclasses
	 */
	List<Problem> answers(List<Problem> above) {
		if (ErrorResponse.class.isAssignableFrom(this.type)) {
			return List.of();
		}
		if (this.status != null) {
			Problem problem = problem(this.status, this.code);
			return List.of((problem != null) ? withReason(problem, this.reason) : Problem.of(500));
		}
		String code = this.code;
		return (code != null) ? above.stream().map((problem) -> problem.withCode(code)).toList() : above;
	}

	/** Returns whether whoever wrote the class means callers to be answered so. */
	boolean isOnPurpose() {
		return speaksForItself(this.type);
	}

	/** Returns whether the status is known without a look at the superclasses. */
	boolean saysStatus() {
		return this.status != null || ErrorResponse.class.isAssignableFrom(this.type);
	}

	/** {@code OutOfStockException} → {@code OUT_OF_STOCK}. */
	static String codeOf(Class<?> type, int status) {
		String derived = Codes.ofException(type.getSimpleName());
		return (derived != null) ? derived : HttpStatuses.code(status);
	}

}
