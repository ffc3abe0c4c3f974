package dev.mishap.internal.reactive;

import java.util.List;

import dev.mishap.Problem;
import dev.mishap.ProblemMappings;
import dev.mishap.ProblemRequest;
import dev.mishap.Violation.Location;
import dev.mishap.Wording;
import dev.mishap.internal.ProblemRows;
import dev.mishap.internal.input.InputRows;

import org.springframework.beans.TypeMismatchException;
import org.springframework.core.MethodParameter;
import org.springframework.core.codec.DecodingException;
import org.springframework.web.bind.support.WebExchangeBindException;
import org.springframework.web.server.MissingRequestValueException;
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
				Problem.of(400, "SESSION_REQUIRED"), Problem.of(400, "INVALID_PARAMETER"), Problem.of(500));
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
		String type = request.header("Content-Type");
		return type != null && type.regionMatches(true, 0, "multipart/", 0, "multipart/".length());
	}

	private Problem missing(MissingRequestValueException exception, ProblemRequest request) {
		String name = exception.getName();
		return switch (exception.getLabel()) {
			case "header" -> InputRows.missing("MISSING_HEADER", Location.HEADER, name);
			case "cookie" -> InputRows.missing("MISSING_COOKIE", Location.COOKIE, name);
			case "path parameter" -> InputRows.missing("MISSING_PARAMETER", Location.PATH, name);
			case "request part" -> this.input.missingPart(name, request);
			// those of a request are the server's to set, those of a session came from
			// the client
			case "request attribute" -> Problem.of(500);
			case "session attribute" -> Problem.of(400, "SESSION_REQUIRED");
			default -> InputRows.missing("MISSING_PARAMETER", Location.PARAMETER, name);
		};
	}

	private static Problem unsatisfied(UnsatisfiedRequestParameterException exception) {
		List<String> conditions = exception.getConditions();
		return Problem.of(400, "UNSATISFIED_PARAMETERS")
			.withWording(Wording.of("UNSATISFIED_PARAMETERS", String.join(", ", conditions)))
			.withExtension("expected", conditions);
	}

}
