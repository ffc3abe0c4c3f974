package dev.mishap.internal.servlet.webmvc;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import dev.mishap.Problem;
import dev.mishap.ProblemMappings;
import dev.mishap.ProblemRequest;
import dev.mishap.Violation.Location;
import dev.mishap.Wording;
import dev.mishap.internal.ProblemRows;
import dev.mishap.internal.input.InputRows;
import dev.mishap.internal.rows.StandardRows;
import dev.mishap.internal.servlet.webmvc.BodyAdvice.UnsatisfiableRangeException;
import org.jspecify.annotations.Nullable;

import org.springframework.http.MediaType;
import org.springframework.util.StringUtils;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
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
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.multipart.support.MissingServletRequestPartException;
import org.springframework.web.servlet.NoHandlerFoundException;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/**
 * Rows of what Spring MVC says about addresses, methods and media types, and of
 * parameters, in the widest sense, that are missing.
 */
public final class WebMvcRows implements ProblemRows {

	private final RoutesOfMvc routes;

	private final @Nullable InputRows input;

	/**
	 * Creates the rows.
	 * @param routes the routes of the application
	 * @param input the rows of input, {@code null} if they are switched off
	 */
	public WebMvcRows(RoutesOfMvc routes, @Nullable InputRows input) {
		this.routes = routes;
		this.input = input;
	}

	@Override
	public void addTo(ProblemMappings.Builder mappings) {
		Problem[] ofAddress = { Problem.of(404), Problem.of(405), Problem.of(501), Problem.of(500) };
		mappings.map(UnsatisfiableRangeException.class, UnsatisfiableRangeException::problem, Problem.of(416));
		mappings.map(NoResourceFoundException.class, this::nothingFound, ofAddress);
		mappings.map(NoHandlerFoundException.class, this::nothingFound, ofAddress);
		mappings.map(HttpMediaTypeNotAcceptableException.class, this::notAcceptable, Problem.of(406));
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

	/**
	 * What a handler forwards to and that is missing is our error: the address that was
	 * asked for has a handler. A functional route that wants another method is not found
	 * by MVC.
	 */
	private @Nullable Problem nothingFound(Exception exception, ProblemRequest request) {
		if (exception == request.state().witnessed()) {
			return Problem.of(500);
		}
		Set<String> methods = this.routes.methodsOfFunctions(request);
		if (methods.isEmpty()) {
			return null;
		}
		String refused = request.method();
		boolean known = refused != null && RequestMethod.resolve(refused) != null;
		return known ? Problem.of(405).withHeader("Allow", String.join(", ", methods)) : Problem.of(501);
	}

	/**
	 * The list goes into the body: a header field {@code Accept} would be about what may
	 * be sent (RFC 9110, section 12.5.1). An {@code Accept} that cannot be parsed fails
	 * before MVC knows what there is.
	 */
	private Problem notAcceptable(HttpMediaTypeNotAcceptableException exception, ProblemRequest request) {
		List<String> available = exception.getSupportedMediaTypes()
			.stream()
			.map(MediaType::toString)
			.distinct()
			.toList();
		if (available.isEmpty()) {
			available = this.routes.mediaTypes(request);
		}
		Problem problem = Problem.of(406);
		return available.isEmpty() ? problem : problem.withExtension("acceptable", available);
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

}
