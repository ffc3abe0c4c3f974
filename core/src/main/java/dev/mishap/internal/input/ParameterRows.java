package dev.mishap.internal.input;

import java.lang.reflect.Method;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.mishap.Problem;
import dev.mishap.ProblemMappings;
import dev.mishap.ProblemRequest;
import dev.mishap.Violation;
import dev.mishap.Violation.Location;
import dev.mishap.Wording;
import dev.mishap.internal.Causes;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.ConversionNotSupportedException;
import org.springframework.beans.TypeMismatchException;
import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.core.convert.ConversionFailedException;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.util.ClassUtils;
import org.springframework.web.accept.InvalidApiVersionException;
import org.springframework.web.accept.MissingApiVersionException;
import org.springframework.web.accept.NotAcceptableApiVersionException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/** Rows of parameters, in the widest sense, that are missing or cannot be converted. */
final class ParameterRows {

	private static final String INVALID_PARAMETER = "INVALID_PARAMETER";

	private final InvalidParts parts;

	ParameterRows(InvalidParts parts) {
		this.parts = parts;
	}

	void addTo(ProblemMappings.Builder mappings) {
		mappings.map(MethodArgumentTypeMismatchException.class, (exception, request) -> describe(exception, request),
				Problem.of(400, INVALID_PARAMETER), Problem.of(500));
		mappings.map(TypeMismatchException.class, (exception, request) -> describe(exception, request),
				Problem.of(400, INVALID_PARAMETER));
		mappings.map(ConversionNotSupportedException.class, Problem.of(500));
		mappings.map(MissingApiVersionException.class, 400, "API_VERSION_REQUIRED");
		mappings.map(InvalidApiVersionException.class, 400, "INVALID_API_VERSION");
		mappings.map(NotAcceptableApiVersionException.class, 400, "UNSUPPORTED_API_VERSION");
	}

	static Problem missing(String code, Location location, String name) {
		return Problem.of(400, code)
			.withWording(Wording.of(code, name))
			.withViolations(
					List.of(Violation.of(location, name, InvalidParts.REQUIRED, Wording.of(InvalidParts.REQUIRED))));
	}

	/** Returns the problem of a parameter whose value is not what was expected. */
	static Problem invalid(Location location, String name, Expectation expected) {
		return invalid(name, new Violation(location, name, expected.code(), null, expected.wording(), Map.of()));
	}

	private static Problem invalid(String name, Violation violation) {
		return Problem.of(400, INVALID_PARAMETER)
			.withWording(Wording.of(INVALID_PARAMETER + ".named", name))
			.withViolations(List.of(violation));
	}

	private Problem describe(MethodArgumentTypeMismatchException exception, ProblemRequest request) {
		return describe(exception.getParameter(), exception.getName(), exception, request);
	}

	/**
	 * Returns the answer to a parameter that cannot be converted.
	 * @param parameter the argument that was to be made of it
	 * @param given the name of the parameter, or {@code null} for that of the argument
	 * @param exception why it cannot
	 * @param request the request
	 */
	Problem describe(MethodParameter parameter, @Nullable String given, TypeMismatchException exception,
			ProblemRequest request) {
		InputSource source = InputSource.of(parameter);
		if (source == null) {
			return Problem.of(500);
		}
		Problem known = ofCause(exception, request);
		if (known != null) {
			return known;
		}
		String name = (given != null) ? given : source.name();
		Expectation expected = expected(parameter, exception, source);
		Map<String, Object> attributes = new LinkedHashMap<>();
		if (!expected.allowed().isEmpty()) {
			attributes.put("allowed", expected.allowed());
		}
		this.parts.addRejected(attributes, name, exception.getValue());
		return invalid(name,
				this.parts.words(name, expected.code(), expected.wording()).at(source.location(), name, attributes));
	}

	private static Expectation expected(MethodParameter parameter, Throwable exception, InputSource source) {
		if (InputSource.isFile(source.type())) {
			return Expectation.ofFile();
		}
		DateTimeFormat format = parameter.getParameterAnnotation(DateTimeFormat.class);
		Class<?> required = content(source.type());
		Expectation expected = Expectation.ofText(required, (format != null) ? format.pattern() : null);
		return expected.code().equals(InvalidParts.INVALID) ? Expectation.ofText(converted(exception), null) : expected;
	}

	/** Returns the class of what the client writes: that of the elements of a list. */
	private static @Nullable Class<?> content(ResolvableType type) {
		Class<?> resolved = type.resolve();
		if (resolved == null) {
			return null;
		}
		if (resolved.isArray()) {
			return content(type.getComponentType());
		}
		for (Class<?> container : List.of(Collection.class, Optional.class)) {
			if (container.isAssignableFrom(resolved)) {
				return content(type.as(container).getGeneric(0));
			}
		}
		return resolved;
	}

	/** What is looked up by an ID fails where the ID is no ID. */
	private static @Nullable Class<?> converted(Throwable exception) {
		Class<?> converted = null;
		for (Throwable cause : Causes.chain(Causes.of(exception))) {
			if (!(cause instanceof ConversionFailedException failed)) {
				break;
			}
			converted = failed.getTargetType().getType();
		}
		return converted;
	}

	private Problem describe(TypeMismatchException exception, ProblemRequest request) {
		Problem known = ofCause(exception, request);
		return (known != null) ? known : Problem.of(400, INVALID_PARAMETER);
	}

	private @Nullable Problem ofCause(TypeMismatchException exception, ProblemRequest request) {
		return this.parts.known(
				Causes.find(Causes.of(exception), (cause) -> !(cause instanceof ConversionFailedException)), request);
	}

	/**
	 * Values that a value class of Kotlin does not accept. Spring makes the instance when
	 * it calls the handler, after all arguments have been converted: what the class
	 * refuses looks as if the handler itself had thrown it, and only the trace tells that
	 * the handler was not reached.
	 */
	static final class ValueClassRows {

		/** The method of Spring that makes an instance, and the one of the class. */
		private static final String BOX = "box";

		private static final String CONSTRUCTOR = "constructor-impl";

		private final WebFramework framework;

		ValueClassRows(WebFramework framework) {
			this.framework = framework;
		}

		void addTo(ProblemMappings.Builder mappings) {
			mappings.map(IllegalArgumentException.class, this::describe, Problem.of(400, "INVALID_PARAMETER"));
		}

		/** What anything else has thrown is left to the rows below. */
		private @Nullable Problem describe(IllegalArgumentException exception, ProblemRequest request) {
			String refusing = refusing(exception);
			if (refusing == null) {
				return null;
			}
			List<InputSource> sources = this.framework.arguments(request)
				.stream()
				.filter((argument) -> isOf(argument, refusing))
				.map(InputSource::of)
				.toList();
			InputSource source = (sources.size() == 1) ? sources.get(0) : null;
			return (source != null && !source.isRead()) ? InputRows.refused(source.location(), source.name())
					: Problem.of(400, "INVALID_PARAMETER");
		}

		/**
		 * Returns the name of the value class, or {@code null} if it was none. Reactor
		 * cuts the trace of what passes a checkpoint, and keeps the whole of it beside.
		 */
		private static @Nullable String refusing(IllegalArgumentException exception) {
			String refusing = refusing(exception.getStackTrace());
			for (Throwable beside : exception.getSuppressed()) {
				if (refusing == null && beside.getClass().getName().startsWith("reactor.")) {
					refusing = refusing(beside.getStackTrace());
				}
			}
			return refusing;
		}

		private static @Nullable String refusing(StackTraceElement[] trace) {
			String refusing = null;
			for (StackTraceElement frame : trace) {
				if (frame.getMethodName().equals(CONSTRUCTOR)) {
					refusing = frame.getClassName();
				}
				else if (frame.getMethodName().equals(BOX) && frame.getClassName().startsWith("org.springframework.")) {
					return refusing;
				}
			}
			return null;
		}

		/** A handler that is compiled takes what is in the value class in place of it. */
		private static boolean isOf(MethodParameter argument, String valueClass) {
			Class<?> type = argument.getParameterType();
			if (type.getName().equals(valueClass)) {
				return true;
			}
			try {
				Class<?> found = ClassUtils.forName(valueClass, argument.getContainingClass().getClassLoader());
				for (Method method : found.getDeclaredMethods()) {
					if (method.getName().equals(CONSTRUCTOR) && method.getParameterCount() == 1) {
						return method.getParameterTypes()[0] == type;
					}
				}
			}
			catch (ClassNotFoundException | LinkageError ignored) {
				// without its class, nobody knows which argument it was
			}
			return false;
		}

	}

}
