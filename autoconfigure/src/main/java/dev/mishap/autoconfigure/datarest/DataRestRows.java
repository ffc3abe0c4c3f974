package dev.mishap.autoconfigure.datarest;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import dev.mishap.Problem;
import dev.mishap.ProblemMappings;
import dev.mishap.ProblemRows;
import dev.mishap.Violation;
import dev.mishap.Violation.Location;
import org.jspecify.annotations.Nullable;

import org.springframework.data.rest.core.RepositoryConstraintViolationException;
import org.springframework.data.rest.webmvc.support.ETagDoesntMatchException;
import org.springframework.http.HttpHeaders;
import org.springframework.util.StringUtils;
import org.springframework.validation.FieldError;
import org.springframework.validation.ObjectError;

/** Rows of Spring Data REST. */
final class DataRestRows implements ProblemRows {

	private static final int PRECONDITION_FAILED = 412;

	private final int validationStatus;

	DataRestRows(int validationStatus) {
		this.validationStatus = validationStatus;
	}

	@Override
	public void addTo(ProblemMappings.Builder mappings) {
		mappings.map(RepositoryConstraintViolationException.class, this::invalid);
		mappings.map(ETagDoesntMatchException.class, DataRestRows::changedMeanwhile);
	}

	private Problem invalid(RepositoryConstraintViolationException exception) {
		List<Violation> violations = new ArrayList<>();
		for (ObjectError error : exception.getErrors().getAllErrors()) {
			violations.add(violation(error));
		}
		return Problem.of(this.validationStatus, "VALIDATION_FAILED").withViolations(violations);
	}

	private static Violation violation(ObjectError error) {
		String field = (error instanceof FieldError fieldError) ? fieldError.getField() : "";
		boolean unconverted = error instanceof FieldError fieldError && fieldError.isBindingFailure();
		return Violation.of(Location.BODY, pointer(field), code(error.getCode()),
				unconverted ? null : error.getDefaultMessage());
	}

	/** {@code lines[0].price} → {@code #/lines/0/price}. */
	private static String pointer(String path) {
		StringBuilder pointer = new StringBuilder("#");
		for (String step : StringUtils.tokenizeToStringArray(path, ".[]")) {
			pointer.append('/').append(step.replace("~", "~0").replace("/", "~1"));
		}
		return pointer.toString();
	}

	/** {@code NotBlank} → {@code NOT_BLANK}, {@code name.taken} → {@code NAME_TAKEN}. */
	private static String code(@Nullable String code) {
		String upper = (code != null) ? code.replaceAll("([a-z0-9])([A-Z])", "$1_$2")
			.replaceAll("[^A-Za-z0-9]+", "_")
			.toUpperCase(Locale.ROOT) : "";
		return Problem.isCode(upper) ? upper : "INVALID";
	}

	private static Problem changedMeanwhile(ETagDoesntMatchException exception) {
		HttpHeaders headers = exception.getExpectedETag().addTo(new HttpHeaders());
		String current = headers.getETag();
		Problem problem = Problem.of(PRECONDITION_FAILED);
		return (current != null) ? problem.withHeaders(Map.of(HttpHeaders.ETAG, List.of(current))) : problem;
	}

}
