package dev.mishap.internal.servlet;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.mishap.Problem;
import dev.mishap.ProblemMappings;
import dev.mishap.ProblemRequest;
import dev.mishap.Violation.Location;
import dev.mishap.Wording;
import dev.mishap.internal.ProblemRows;
import dev.mishap.internal.input.InputRows;
import dev.mishap.internal.rows.StandardRows;
import jakarta.servlet.UnavailableException;
import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.HttpSessionRequiredException;
import org.springframework.web.bind.MissingMatrixVariableException;
import org.springframework.web.bind.MissingPathVariableException;
import org.springframework.web.bind.MissingRequestCookieException;
import org.springframework.web.bind.MissingRequestHeaderException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.ServletRequestBindingException;
import org.springframework.web.bind.UnsatisfiedServletRequestParameterException;
import org.springframework.web.multipart.support.MissingServletRequestPartException;

/**
 * Rows of the Servlet exceptions that need no Spring MVC, so that a filter may throw them
 * too: of a servlet that says of itself that it cannot be used, of methods and media
 * types, and of parameters, in the widest sense, that are missing. With them, what the
 * rows of the containers share.
 */
public final class ServletRows implements ProblemRows {

	private final @Nullable InputRows input;

	/**
	 * Creates the rows.
	 * @param input the rows of input, {@code null} if they are switched off
	 */
	public ServletRows(@Nullable InputRows input) {
		this.input = input;
	}

	@Override
	public void addTo(ProblemMappings.Builder mappings) {
		mappings.map(UnavailableException.class, ServletRows::unavailable, Problem.of(503));
		mappings.map(HttpRequestMethodNotSupportedException.class,
				(ex) -> StandardRows.methodNotAllowed(ex.getMethod(), ex.getSupportedHttpMethods()), Problem.of(405),
				Problem.of(501));
		mappings.map(HttpMediaTypeNotSupportedException.class,
				(ex, request) -> StandardRows.notSupported(ex.getContentType(), ex.getSupportedMediaTypes(), request),
				Problem.of(415));
		addParameters(mappings);
	}

	private void addParameters(ProblemMappings.Builder mappings) {
		Problem refused = Problem.of(400, "INVALID_PARAMETER");
		mappings.map(
				MissingServletRequestParameterException.class, (exception) -> missing("MISSING_PARAMETER",
						Location.PARAMETER, exception.getParameterName(), exception.isMissingAfterConversion()),
				Problem.of(400, "MISSING_PARAMETER"), refused);
		mappings.map(
				MissingRequestHeaderException.class, (exception) -> missing("MISSING_HEADER", Location.HEADER,
						exception.getHeaderName(), exception.isMissingAfterConversion()),
				Problem.of(400, "MISSING_HEADER"), refused);
		mappings.map(
				MissingRequestCookieException.class, (exception) -> missing("MISSING_COOKIE", Location.COOKIE,
						exception.getCookieName(), exception.isMissingAfterConversion()),
				Problem.of(400, "MISSING_COOKIE"), refused);
		mappings.map(
				MissingMatrixVariableException.class, (exception) -> missing("MISSING_PARAMETER", Location.PATH,
						exception.getVariableName(), exception.isMissingAfterConversion()),
				Problem.of(400, "MISSING_PARAMETER"), refused);
		mappings.map(MissingServletRequestPartException.class,
				(exception, request) -> missingPart(exception.getRequestPartName(), request),
				Problem.of(400, "MISSING_PART"), refused);
		// a variable that the pattern of the path lacks is a mistake of the handler
		mappings.map(MissingPathVariableException.class,
				(exception) -> Problem.of(exception.isMissingAfterConversion() ? 404 : 500), Problem.of(404),
				Problem.of(500));
		mappings.map(UnsatisfiedServletRequestParameterException.class, (exception) -> describe(exception),
				Problem.of(400, "UNSATISFIED_PARAMETERS"));
		mappings.map(ServletRequestBindingException.class, (exception) -> describe(exception),
				Problem.of(400, "SESSION_REQUIRED"), Problem.of(400), Problem.of(500));
		mappings.map(HttpSessionRequiredException.class, 400, "SESSION_REQUIRED");
	}

	private static Problem unavailable(UnavailableException exception) {
		int seconds = exception.getUnavailableSeconds();
		Problem problem = Problem.of(503);
		return (seconds > 0) ? problem.withRetryAfter(Duration.ofSeconds(seconds)) : problem;
	}

	/** What was there before it was converted is not missing, it leads to nothing. */
	private static Problem missing(String code, Location location, String name, boolean afterConversion) {
		return afterConversion ? InputRows.refused(location, name) : InputRows.missing(code, location, name);
	}

	private Problem missingPart(String name, ProblemRequest request) {
		return (this.input != null) ? this.input.missingPart(name, request)
				: InputRows.missing("MISSING_PART", Location.PART, name);
	}

	private static Problem describe(UnsatisfiedServletRequestParameterException exception) {
		List<String> groups = new ArrayList<>();
		for (String[] group : exception.getParamConditionGroups()) {
			groups.add(String.join("&", group));
		}
		return Problem.of(400, "UNSATISFIED_PARAMETERS")
			.withWording(Wording.of("UNSATISFIED_PARAMETERS", StringUtils.collectionToDelimitedString(groups, ", ")))
			.withExtension("expected", groups);
	}

	/**
	 * Spring has no class of its own for attributes that are missing, words only: those
	 * of a request are the server's to set, those of a session came from the client.
	 */
	private static Problem describe(ServletRequestBindingException exception) {
		String message = String.valueOf(exception.getMessage());
		if (message.startsWith("Missing request attribute")) {
			return Problem.of(500);
		}
		boolean session = message.startsWith("Missing session attribute");
		return session ? Problem.of(400, "SESSION_REQUIRED") : Problem.of(400);
	}

	/**
	 * Returns the answer to a query or form that the container does not parse.
	 * @param status the status that the container has in mind
	 */
	public static Problem unreadable(int status) {
		Problem problem = Problem.of((status >= 400 && status <= 599) ? status : 500);
		return (status == 400) ? problem.withWording(Wording.of("BAD_REQUEST.parameters")) : problem;
	}

}
