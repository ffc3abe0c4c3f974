package dev.mishap.internal.input;

import java.lang.reflect.Constructor;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

import dev.mishap.Problem;
import dev.mishap.ProblemMappings;
import dev.mishap.ProblemRequest;
import dev.mishap.Violation;
import dev.mishap.Violation.Location;
import dev.mishap.Wording;
import dev.mishap.internal.Codes;
import dev.mishap.internal.ProblemRows;
import dev.mishap.internal.input.ParameterRows.ValueClassRows;
import dev.mishap.internal.input.UnreadableBodies.BodyConverters;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.BeanInstantiationException;
import org.springframework.beans.BeanUtils;
import org.springframework.beans.InvalidPropertyException;
import org.springframework.beans.TypeMismatchException;
import org.springframework.context.MessageSource;
import org.springframework.core.KotlinDetector;
import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.stereotype.Controller;
import org.springframework.util.ClassUtils;
import org.springframework.validation.BindException;
import org.springframework.validation.BindingResult;
import org.springframework.validation.Errors;
import org.springframework.validation.method.MethodValidationException;
import org.springframework.validation.method.MethodValidationResult;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.method.annotation.HandlerMethodValidationException;

/**
 * Rows of input that cannot be read, is missing or does not fit, and what other rows of
 * such input need. What is said of bodies and constraints depends on the libraries that
 * are there: Jackson, of both generations, Gson, Kotlin's own, Bean Validation.
 */
public final class InputRows implements ProblemRows {

	private final WebFramework framework;

	private final UnreadableBodies unreadable;

	private final ParameterRows parameters;

	private final InvalidParts parts;

	private final InvalidArguments arguments;

	private final BeanConstraints.@Nullable Rows violations;

	private final @Nullable ValueClassRows valueClasses;

	/**
	 * Creates the rows.
	 * @param settings what the configuration says
	 * @param framework what handles the requests
	 * @param mappings the table that these rows are in: what code of the application
	 * throws while its input is made ready keeps its answer
	 * @param messages the texts of the application
	 * @param classLoader where the libraries are looked for
	 */
	public InputRows(Settings settings, WebFramework framework, Supplier<ProblemMappings> mappings,
			MessageSource messages, @Nullable ClassLoader classLoader) {
		this.framework = framework;
		BodyConverters bodies = new BodyConverters(languages(classLoader), framework::readers);
		BeanConstraints constraints = ClassUtils.isPresent("jakarta.validation.ConstraintViolation", classLoader)
				? new BeanConstraints(settings.attributes()) : null;
		this.parts = new InvalidParts(settings, framework, bodies, constraints, messages, mappings);
		this.unreadable = new UnreadableBodies(bodies, this.parts, framework);
		this.parameters = new ParameterRows(this.parts);
		this.arguments = new InvalidArguments(this.parts, framework, settings.serviceConstraints());
		this.violations = (constraints != null)
				? new BeanConstraints.Rows(constraints, this.parts, settings.serviceConstraints()) : null;
		// without it, Spring makes no instances of value classes
		this.valueClasses = KotlinDetector.isKotlinReflectPresent() ? new ValueClassRows(framework) : null;
	}

	private static List<BodyLanguage> languages(@Nullable ClassLoader classLoader) {
		List<BodyLanguage> languages = new ArrayList<>();
		if (ClassUtils.isPresent("tools.jackson.databind.ObjectMapper", classLoader)) {
			languages.add(new Jackson3Language());
		}
		if (ClassUtils.isPresent("com.fasterxml.jackson.databind.ObjectMapper", classLoader)) {
			languages.add(new Jackson2Language());
		}
		if (ClassUtils.isPresent("com.google.gson.JsonParseException", classLoader)) {
			languages.add(new BodyConverters.Gson());
		}
		if (ClassUtils.isPresent("kotlinx.serialization.SerializationException", classLoader)) {
			languages.add(new BodyConverters.KotlinSerialization());
		}
		return List.copyOf(languages);
	}

	@Override
	public void addTo(ProblemMappings.Builder mappings) {
		Problem failed = validationFailed();
		mappings.map(HttpMessageNotReadableException.class,
				(exception, request) -> this.unreadable.problemOf(exception, request), this.unreadable.answers());
		this.parameters.addTo(mappings);
		mappings.map(BindException.class, (exception, request) -> this.arguments.describe(exception, request), failed,
				Problem.of(500));
		mappings.map(MethodArgumentNotValidException.class,
				(exception, request) -> this.arguments.describe(exception, request), failed, Problem.of(500));
		mappings.map(HandlerMethodValidationException.class,
				(exception, request) -> this.arguments.describe(exception, request), failed, Problem.of(500));
		mappings.map(MethodValidationException.class,
				(exception, request) -> this.arguments.describe(exception, request), failed, Problem.of(500));
		mappings.map(BeanInstantiationException.class,
				(exception, request) -> this.arguments.describe(exception, request), failed, Problem.of(500));
		mappings.map(InvalidPropertyException.class,
				(exception, request) -> this.arguments.describe(exception, request), failed, Problem.of(500));
		if (this.violations != null) {
			this.violations.addTo(mappings);
		}
		if (this.valueClasses != null) {
			this.valueClasses.addTo(mappings);
		}
	}

	/** Returns the problem of input that does not fit, without what is wrong with it. */
	public Problem validationFailed() {
		return this.parts.failed();
	}

	/**
	 * Returns the problem of something that a request lacks.
	 * @param code the code, {@code MISSING_PARAMETER}
	 * @param location the kind of place
	 * @param name the name of what is missing
	 */
	public static Problem missing(String code, Location location, String name) {
		return ParameterRows.missing(code, location, name);
	}

	/**
	 * Returns the problem of a part that is missing, or is there and no file.
	 * @param name the name of the part
	 * @param request the request
	 */
	public Problem missingPart(String name, ProblemRequest request) {
		return (this.framework.parameterNames(request).contains(name) && !isRead(name, request))
				? ParameterRows.invalid(Location.PART, name, Expectation.ofFile())
				: missing("MISSING_PART", Location.PART, name);
	}

	/**
	 * Returns whether a part is read as a body is: then it is there, and only its content
	 * can be missing.
	 */
	private boolean isRead(String name, ProblemRequest request) {
		return this.framework.arguments(request).stream().anyMatch((argument) -> {
			InputSource source = InputSource.of(argument);
			return source != null && source.isRead() && name.equals(source.name());
		});
	}

	/**
	 * Returns the problem of a parameter whose value is there and is not accepted.
	 * @param location the kind of place
	 * @param name the name of the parameter
	 */
	public static Problem refused(Location location, String name) {
		return ParameterRows.invalid(location, name, Expectation.as(InvalidParts.INVALID, InvalidParts.INVALID));
	}

	/**
	 * Returns the problem of a parameter whose value could not be converted.
	 * @param location the kind of place
	 * @param name the name of the parameter
	 * @param type what it was to become
	 */
	public static Problem unconverted(Location location, String name, Class<?> type) {
		return ParameterRows.invalid(location, name, Expectation.ofText(type, null));
	}

	/**
	 * Returns the arguments of the handler of a request, none if they are not known.
	 * @param request the request
	 */
	public List<MethodParameter> arguments(ProblemRequest request) {
		return this.framework.arguments(request);
	}

	/**
	 * Returns the problem of a body, or a part of one, that a codec could not read.
	 * @param parameter the argument that was to be read, or {@code null} if it is not
	 * known
	 * @param cause what the codec failed with, or {@code null} if there was no body
	 * @param request the request
	 */
	public Problem unreadable(@Nullable MethodParameter parameter, @Nullable Throwable cause, ProblemRequest request) {
		return this.unreadable.describe(parameter, cause, request);
	}

	/**
	 * Returns the problems that {@link #unreadable} returns.
	 */
	public Problem[] unreadable() {
		return this.unreadable.answers();
	}

	/**
	 * Returns the problem of a parameter that cannot be converted.
	 * @param parameter the argument that was to be made of it
	 * @param exception why it cannot
	 * @param request the request
	 */
	public Problem mismatch(MethodParameter parameter, TypeMismatchException exception, ProblemRequest request) {
		return this.parameters.describe(parameter, null, exception, request);
	}

	/**
	 * Returns the problem of an argument that was found to be invalid.
	 * @param parameter the argument, or {@code null} for what is bound from parameters
	 * @param errors what is wrong with it
	 * @param request the request
	 */
	public Problem invalid(@Nullable MethodParameter parameter, BindingResult errors, ProblemRequest request) {
		return this.arguments.describe(
				(parameter != null) ? InputSource.of(parameter) : InputSource.form(errors.getTarget()), errors,
				request);
	}

	/**
	 * Returns the problem of a body that was found to be invalid.
	 * @param errors what is wrong with it
	 * @param request the request
	 */
	public Problem invalidBody(Errors errors, ProblemRequest request) {
		Object target = (errors instanceof BindingResult binding) ? binding.getTarget() : null;
		ResolvableType type = (target != null) ? ResolvableType.forClass(target.getClass()) : ResolvableType.NONE;
		return this.arguments.describe(InputSource.body(type), errors, request);
	}

	/**
	 * How input that does not fit is answered.
	 *
	 * @param status the status of input that can be read but breaks a constraint
	 * @param maxErrors the number of entries in {@code errors[]} at the most
	 * @param attributes the names of attributes of constraints that are shown beside
	 * bounds
	 * @param rejectedValues the fields whose rejected value is shown, named as clients do
	 * @param serviceConstraints whether constraints on the arguments of services are the
	 * caller's concern
	 * @param words the application's own words for constraints
	 */
	public record Settings(int status, int maxErrors, Set<String> attributes, Set<String> rejectedValues,
			boolean serviceConstraints, ConstraintWords words) {

		/**
		 * Creates the settings.
		 */
		public Settings {
			attributes = Set.copyOf(attributes);
			rejectedValues = Set.copyOf(rejectedValues);
		}

	}

	/**
	 * Codes and texts of the application for constraints, everywhere or in single fields.
	 */
	public static final class ConstraintWords {

		/** The words of an application that has none. */
		public static final ConstraintWords NONE = new ConstraintWords(List.of());

		private final List<Entry> entries;

		/**
		 * Creates the words.
		 * @param entries the entries; one that names a field counts before one that does
		 * not
		 */
		public ConstraintWords(List<Entry> entries) {
			List<Entry> sorted = new ArrayList<>();
			entries.stream().filter((entry) -> entry.field() != null).forEach(sorted::add);
			entries.stream().filter((entry) -> entry.field() == null).forEach(sorted::add);
			this.entries = List.copyOf(sorted);
		}

		/**
		 * Returns what is said of a part that breaks a rule.
		 * @param field the field, as in the configuration
		 * @param code the reason
		 * @param wording the text for the caller
		 */
		Words words(String field, String code, Wording wording) {
			String ownCode = null;
			String detail = null;
			for (Entry entry : this.entries) {
				if (entry.fits(field, code)) {
					ownCode = (ownCode != null) ? ownCode : entry.code();
					detail = (detail != null) ? detail : entry.detail();
				}
			}
			return new Words((ownCode != null) ? ownCode : code, detail,
					(ownCode != null) ? Wording.of(ownCode, wording.arguments().toArray()).or(wording) : wording);
		}

		/**
		 * Returns the codes that the name of a constraint stands for, empty if it is
		 * none.
		 * @param name the name of the annotation, with or without its package, or a code
		 */
		public static Set<String> codes(String name) {
			String simple = name.substring(Math.max(name.lastIndexOf('.'), name.lastIndexOf('$')) + 1);
			String code = Codes.of(simple);
			if (code == null) {
				return Set.of();
			}
			// whether null was sent or nothing is not always known
			return "NOT_NULL".equals(code) ? Set.of(code, InvalidParts.REQUIRED) : Set.of(code);
		}

		/**
		 * What is said of a constraint.
		 *
		 * @param constraints the codes that the constraint has by itself
		 * @param field the field, as clients name it, or {@code null} for all
		 * @param code the code to answer, or {@code null} for that of the constraint
		 * @param detail the text to answer, or {@code null} for that of the code
		 */
		public record Entry(Set<String> constraints, @Nullable String field, @Nullable String code,
				@Nullable String detail) {

			boolean fits(String field, String code) {
				return (this.field == null || this.field.equals(field)) && this.constraints.contains(code);
			}

		}

		/**
		 * What is said of a part.
		 *
		 * @param code the reason
		 * @param detail the text, or {@code null} for that of {@code wording}
		 * @param wording where the text is found
		 */
		record Words(String code, @Nullable String detail, Wording wording) {

			Violation at(Location location, String name, Map<String, Object> attributes) {
				return new Violation(location, name, this.code, this.detail, this.wording, attributes);
			}

		}

	}

	/** Answers to arguments that Spring has found to be invalid, or could not bind. */
	static final class InvalidArguments {

		private final InvalidParts parts;

		private final WebFramework framework;

		private final boolean serviceConstraints;

		InvalidArguments(InvalidParts parts, WebFramework framework, boolean serviceConstraints) {
			this.parts = parts;
			this.framework = framework;
			this.serviceConstraints = serviceConstraints;
		}

		Problem describe(BindException exception, ProblemRequest request) {
			return describe(InputSource.form(exception.getTarget()), exception.getBindingResult(), request);
		}

		Problem describe(MethodArgumentNotValidException exception, ProblemRequest request) {
			return describe(InputSource.of(exception.getParameter()), exception.getBindingResult(), request);
		}

		/**
		 * Returns the problem of an object of the client's.
		 * @param source where it comes from, or {@code null} if from the server itself
		 * @param errors what is wrong with it
		 * @param request the request
		 */
		Problem describe(@Nullable InputSource source, Errors errors, ProblemRequest request) {
			if (source == null) {
				return Problem.of(500);
			}
			List<Violation> found = this.parts.of(source, errors, request);
			return found.isEmpty() ? this.parts.problem() : this.parts.problem(found);
		}

		Problem describe(MethodValidationException exception, ProblemRequest request) {
			boolean ofClient = this.serviceConstraints || isOfController(exception.getTarget());
			return ofClient ? describe((MethodValidationResult) exception, request) : Problem.of(500);
		}

		Problem describe(MethodValidationResult result, ProblemRequest request) {
			List<Violation> found = result.isForReturnValue() ? List.of() : this.parts.of(result, request);
			return found.isEmpty() ? Problem.of(500) : this.parts.problem(found);
		}

		/** An object of the client's that its own constructor has refused. */
		Problem describe(BeanInstantiationException exception, ProblemRequest request) {
			if (!isBound(exception.getBeanClass(), request)
					|| !(exception.getCause() instanceof RuntimeException cause)) {
				return Problem.of(500);
			}
			Problem known = this.parts.known(cause, request);
			return (known != null) ? known : this.parts.problem();
		}

		/**
		 * A name in the query or form that leads nowhere in the object, {@code lines[x]}.
		 */
		Problem describe(InvalidPropertyException exception, ProblemRequest request) {
			String name = isBound(exception.getBeanClass(), request) ? sent(exception.getPropertyName(), request)
					: null;
			return (name != null) ? this.parts.problem(List.of(Violation.of(Location.PARAMETER,
					ClientPath.shortened(name), InvalidParts.INVALID, Wording.of(InvalidParts.INVALID))))
					: Problem.of(500);
		}

		/** Returns the first parameter that is meant for a property. */
		private @Nullable String sent(String property, ProblemRequest request) {
			for (String name : new TreeSet<>(this.framework.parameterNames(request))) {
				if (name.startsWith(property)) {
					return name;
				}
			}
			return null;
		}

		/**
		 * Returns whether objects of a class are bound from parameters for the handler of
		 * a request: only those are the client's.
		 */
		private boolean isBound(Class<?> type, ProblemRequest request) {
			for (MethodParameter argument : this.framework.arguments(request)) {
				InputSource source = InputSource.of(argument);
				if (source != null && source.isForm()
						&& isPart(type, source.type().resolve(Object.class), new HashSet<>())) {
					return true;
				}
			}
			return false;
		}

		private static boolean isPart(Class<?> type, Class<?> whole, Set<Class<?>> seen) {
			if (whole.isAssignableFrom(type) && whole != Object.class) {
				return true;
			}
			if (BeanUtils.isSimpleValueType(whole) || !seen.add(whole)) {
				return false;
			}
			for (Constructor<?> constructor : whole.getDeclaredConstructors()) {
				for (Class<?> part : constructor.getParameterTypes()) {
					if (isPart(type, part, seen)) {
						return true;
					}
				}
			}
			return false;
		}

		static boolean isOfController(Object target) {
			return AnnotatedElementUtils.hasAnnotation(ClassUtils.getUserClass(target), Controller.class);
		}

	}

}
