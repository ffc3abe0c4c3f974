package dev.mishap.autoconfigure.input;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.mishap.Problem;
import dev.mishap.ProblemMappings;
import dev.mishap.ProblemRequest;
import dev.mishap.ProblemRows;
import dev.mishap.Violation;
import dev.mishap.Violation.Location;
import dev.mishap.Wording;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.ConversionNotSupportedException;
import org.springframework.beans.TypeMismatchException;
import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.core.convert.ConversionFailedException;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.util.StringUtils;
import org.springframework.web.HttpSessionRequiredException;
import org.springframework.web.accept.InvalidApiVersionException;
import org.springframework.web.accept.MissingApiVersionException;
import org.springframework.web.accept.NotAcceptableApiVersionException;
import org.springframework.web.bind.MissingMatrixVariableException;
import org.springframework.web.bind.MissingPathVariableException;
import org.springframework.web.bind.MissingRequestCookieException;
import org.springframework.web.bind.MissingRequestHeaderException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.ServletRequestBindingException;
import org.springframework.web.bind.UnsatisfiedServletRequestParameterException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.support.MissingServletRequestPartException;

/** Rows of parameters, in the widest sense, that are missing or cannot be converted. */
final class ParameterRows implements ProblemRows {

	private static final String INVALID_PARAMETER = "INVALID_PARAMETER";

	private final Violations violations;

	private final KnownCauses causes;

	ParameterRows(Violations violations, KnownCauses causes) {
		this.violations = violations;
		this.causes = causes;
	}

	@Override
	public void addTo(ProblemMappings.Builder mappings) {
		missing(mappings);
		mappings.map(MethodArgumentTypeMismatchException.class, (ex, request) -> describe(ex, request));
		mappings.map(TypeMismatchException.class, (ex, request) -> describe(ex, request));
		mappings.map(ConversionNotSupportedException.class, Problem.of(500));
		mappings.map(UnsatisfiedServletRequestParameterException.class, (ex) -> describe(ex));
		mappings.map(ServletRequestBindingException.class, (ex) -> describe(ex));
		mappings.map(HttpSessionRequiredException.class, 400, "SESSION_REQUIRED");
		mappings.map(MissingApiVersionException.class, 400, "API_VERSION_REQUIRED");
		mappings.map(InvalidApiVersionException.class, 400, "INVALID_API_VERSION");
		mappings.map(NotAcceptableApiVersionException.class, 400, "UNSUPPORTED_API_VERSION");
	}

	private static void missing(ProblemMappings.Builder mappings) {
		mappings.map(MissingServletRequestParameterException.class,
				(ex) -> missing("MISSING_PARAMETER", Location.PARAMETER, ex.getParameterName()));
		mappings.map(MissingRequestHeaderException.class,
				(ex) -> missing("MISSING_HEADER", Location.HEADER, ex.getHeaderName()));
		mappings.map(MissingRequestCookieException.class,
				(ex) -> missing("MISSING_COOKIE", Location.COOKIE, ex.getCookieName()));
		mappings.map(MissingMatrixVariableException.class,
				(ex) -> missing("MISSING_PARAMETER", Location.PATH, ex.getVariableName()));
		mappings.map(MissingServletRequestPartException.class,
				(ex) -> missing("MISSING_PART", Location.PART, ex.getRequestPartName()));
		// a variable that the pattern of the path lacks is a mistake of the handler
		mappings.map(MissingPathVariableException.class, (ex) -> ex.isMissingAfterConversion()
				? missing("MISSING_PARAMETER", Location.PATH, ex.getVariableName()) : Problem.of(500));
	}

	private static Problem missing(String code, Location location, String name) {
		return Problem.of(400, code)
			.withWording(Wording.of(code, name))
			.withViolations(List.of(Violation.of(location, name, "REQUIRED", Wording.of("REQUIRED"))));
	}

	private Problem describe(MethodArgumentTypeMismatchException exception, ProblemRequest request) {
		Place place = Place.of(exception.getParameter());
		if (place == null) {
			return Problem.of(500);
		}
		Problem known = ofCause(exception, request);
		if (known != null) {
			return known;
		}
		Class<?> required = required(exception);
		Map<String, Object> attributes = new LinkedHashMap<>();
		String code = "WRONG_TYPE";
		Wording wording;
		if (required != null && required.isEnum()) {
			List<Object> allowed = SpringErrors.allowed(required);
			code = "UNKNOWN_VALUE";
			wording = SpringErrors.unknownValue(allowed);
			if (!allowed.isEmpty()) {
				attributes.put("allowed", allowed);
			}
		}
		else {
			DateTimeFormat format = exception.getParameter().getParameterAnnotation(DateTimeFormat.class);
			wording = Expectation.of(required, (format != null) ? format.pattern() : null).wording();
		}
		this.violations.addRejected(attributes, exception.getName(), exception.getValue());
		return Problem.of(400, INVALID_PARAMETER)
			.withWording(Wording.of(INVALID_PARAMETER + ".named", exception.getName()))
			.withViolations(
					List.of(new Violation(place.location(), exception.getName(), code, null, wording, attributes)));
	}

	/** Returns the class of what the client writes: that of the elements of a list. */
	private static @Nullable Class<?> required(MethodArgumentTypeMismatchException exception) {
		MethodParameter parameter = exception.getParameter().nestedIfOptional();
		ResolvableType type = ResolvableType.forMethodParameter(parameter);
		if (parameter.getNestedParameterType() != parameter.getParameterType()) {
			return parameter.getNestedParameterType();
		}
		if (type.isArray()) {
			return type.getComponentType().resolve();
		}
		boolean collection = Collection.class.isAssignableFrom(type.resolve(Object.class));
		return collection ? type.as(Collection.class).getGeneric(0).resolve() : exception.getRequiredType();
	}

	private Problem describe(TypeMismatchException exception, ProblemRequest request) {
		Problem known = ofCause(exception, request);
		return (known != null) ? known : Problem.of(400, INVALID_PARAMETER);
	}

	private @Nullable Problem ofCause(TypeMismatchException exception, ProblemRequest request) {
		Throwable cause = exception.getCause();
		if (cause instanceof ConversionFailedException failed) {
			cause = failed.getCause();
		}
		return this.causes.problemFor(cause, request);
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
