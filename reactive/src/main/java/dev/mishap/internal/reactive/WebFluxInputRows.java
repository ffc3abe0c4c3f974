package dev.mishap.internal.reactive;

import java.util.List;
import java.util.Map;

import dev.mishap.Problem;
import dev.mishap.ProblemMappings;
import dev.mishap.ProblemRequest;
import dev.mishap.Violation.Location;
import dev.mishap.Wording;
import dev.mishap.internal.HeaderFields;
import dev.mishap.internal.ProblemRows;
import dev.mishap.internal.input.InputRows;
import dev.mishap.internal.rows.StandardRows;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.TypeMismatchException;
import org.springframework.core.MethodParameter;
import org.springframework.core.codec.DecodingException;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.support.WebExchangeBindException;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.server.MissingRequestValueException;
import org.springframework.web.server.ServerErrorException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.ServerWebInputException;
import org.springframework.web.server.UnsatisfiedRequestParameterException;

/**
 * Rows of input as WebFlux complains of it: the same mistakes as those that Spring MVC
 * has other exceptions for.
 */
public final class WebFluxInputRows implements ProblemRows {

	private static final String NO_BODY = "No request body";

	private final InputRows input;

	/**
	 * Creates the rows.
	 * @param input the rows of input
	 */
	public WebFluxInputRows(InputRows input) {
		this.input = input;
	}

	@Override
	public void addTo(ProblemMappings.Builder mappings) {
		mappings.map(ServerWebInputException.class, this::unfit, this.input.unreadable());
		mappings.map(MissingRequestValueException.class, this::missing, Problem.of(400, "MISSING_PARAMETER"),
				Problem.of(400, "MISSING_HEADER"), Problem.of(400, "MISSING_COOKIE"), Problem.of(400, "MISSING_PART"),
				Problem.of(400, "SESSION_REQUIRED"), Problem.of(400, "INVALID_PARAMETER"), Problem.of(415),
				Problem.of(500));
		mappings.map(ServerErrorException.class, WebFluxInputRows::ledToNothing, Problem.of(404));
		mappings.map(UnsatisfiedRequestParameterException.class, WebFluxInputRows::unsatisfied,
				Problem.of(400, "UNSATISFIED_PARAMETERS"));
		mappings.map(
				WebExchangeBindException.class, (exception, request) -> this.input
					.invalid(exception.getMethodParameter(), exception.getBindingResult(), request),
				this.input.validationFailed(), Problem.of(500));
	}

	/** What a codec or a converter has to say is the cause. */
	private Problem unfit(ServerWebInputException exception, ProblemRequest request) {
		Throwable cause = exception.getCause();
		MethodParameter parameter = exception.getMethodParameter();
		String reason = exception.getReason();
		if (reason != null && reason.startsWith(NO_BODY)) {
			return this.input.unreadable(parameter, null, request);
		}
		if (cause instanceof TypeMismatchException mismatch && parameter != null) {
			return this.input.mismatch(parameter, mismatch, request);
		}
		if (cause instanceof DecodingException && cause.getCause() == null && isMultipart(request)) {
			return Problem.of(400, "MALFORMED_BODY").withWording(Wording.of("MALFORMED_BODY.multipart"));
		}
		if (cause instanceof DecodingException) {
			return this.input.unreadable(parameter, (cause.getCause() != null) ? cause.getCause() : cause, request);
		}
		return Problem.of(400);
	}

	private static boolean isMultipart(ProblemRequest request) {
		return HeaderFields.isMediaType(request.header("Content-Type"), "multipart/");
	}

	/**
	 * WebFlux has one exception for a value that is missing and for one that was
	 * converted to nothing.
	 */
	private Problem missing(MissingRequestValueException exception, ProblemRequest request) {
		String name = exception.getName();
		return switch (exception.getLabel()) {
			case "header" -> missing("MISSING_HEADER", Location.HEADER, name, request.header(name) != null);
			case "cookie" -> missing("MISSING_COOKIE", Location.COOKIE, name, hasCookie(name, request));
			case "path parameter" ->
				missing("MISSING_PARAMETER", Location.PATH, name, hasMatrixVariable(name, request));
			case "request part" -> isMultipart(request) ? this.input.missingPart(name, request) : noParts(request);
			// those of a request are the server's to set, those of a session came from
			// the client
			case "request attribute" -> Problem.of(500);
			case "session attribute" -> Problem.of(400, "SESSION_REQUIRED");
			default -> missing("MISSING_PARAMETER", Location.PARAMETER, name, hasParameter(name, request));
		};
	}

	/** What was there before it was converted is not missing, it leads to nothing. */
	private static Problem missing(String code, Location location, String name, boolean given) {
		return given ? InputRows.refused(location, name) : InputRows.missing(code, location, name);
	}

	private static boolean hasParameter(String name, ProblemRequest request) {
		ServerWebExchange exchange = request.unwrap(ServerWebExchange.class);
		return exchange != null && exchange.getRequest().getQueryParams().containsKey(name);
	}

	private static boolean hasCookie(String name, ProblemRequest request) {
		ServerWebExchange exchange = request.unwrap(ServerWebExchange.class);
		return exchange != null && exchange.getRequest().getCookies().containsKey(name);
	}

	private static boolean hasMatrixVariable(String name, ProblemRequest request) {
		ServerWebExchange exchange = request.unwrap(ServerWebExchange.class);
		return exchange != null
				&& exchange.getAttribute(HandlerMapping.MATRIX_VARIABLES_ATTRIBUTE) instanceof Map<?, ?> ofSegments
				&& ofSegments.values()
					.stream()
					.anyMatch((variables) -> variables instanceof Map<?, ?> named && named.containsKey(name));
	}

	private static Problem noParts(ProblemRequest request) {
		return StandardRows.withAccept(Problem.of(415).withWording(Wording.of("UNSUPPORTED_MEDIA_TYPE.multipart")),
				MediaType.MULTIPART_FORM_DATA_VALUE, request);
	}

	/**
	 * A variable of the path that was converted to nothing; one that the pattern of the
	 * path lacks is a mistake of the handler.
	 */
	private static @Nullable Problem ledToNothing(ServerErrorException exception, ProblemRequest request) {
		MethodParameter parameter = exception.getMethodParameter();
		ServerWebExchange exchange = request.unwrap(ServerWebExchange.class);
		boolean given = parameter != null && parameter.hasParameterAnnotation(PathVariable.class)
				&& exception.getCause() == null && exchange != null
				&& exchange.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE) instanceof Map<?, ?> variables
				&& variables.containsKey(exception.getReason());
		return given ? Problem.of(404) : null;
	}

	/** WebFlux writes each group as a set is written. */
	private static Problem unsatisfied(UnsatisfiedRequestParameterException exception) {
		List<String> groups = exception.getConditions()
			.stream()
			.map((group) -> group.startsWith("[") && group.endsWith("]") ? group.substring(1, group.length() - 1)
					: group)
			.map((group) -> group.replace(", ", "&"))
			.toList();
		return Problem.of(400, "UNSATISFIED_PARAMETERS")
			.withWording(Wording.of("UNSATISFIED_PARAMETERS", String.join(", ", groups)))
			.withExtension("expected", groups);
	}

}
