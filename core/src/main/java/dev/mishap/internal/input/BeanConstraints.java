package dev.mishap.internal.input;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import dev.mishap.Problem;
import dev.mishap.ProblemMappings;
import dev.mishap.ProblemRequest;
import dev.mishap.Violation;
import dev.mishap.Wording;
import dev.mishap.internal.input.InputRows.InvalidArguments;
import dev.mishap.internal.input.Way.Node;
import dev.mishap.internal.input.Way.Step;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.metadata.ConstraintDescriptor;
import org.jspecify.annotations.Nullable;

import org.springframework.context.MessageSourceResolvable;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.util.ConcurrentLruCache;
import org.springframework.util.ReflectionUtils;
import org.springframework.validation.ObjectError;
import org.springframework.validation.method.ParameterValidationResult;
import org.springframework.web.method.HandlerMethod;

/** Reads violations of Bean Validation. */
final class BeanConstraints {

	private static final Set<String> STANDARD = Set.of("jakarta.validation.constraints.",
			"org.hibernate.validator.constraints.");

	/** Attributes that say nothing to a client, whatever the configuration says. */
	private static final Set<String> INTERNAL = Set.of("message", "groups", "payload");

	/** Codes whose text has no bounds in it. */
	private static final Set<String> PLAIN = Set.of("NULL", "NOT_BLANK", "NOT_EMPTY", "ASSERT_TRUE", "ASSERT_FALSE",
			"EMAIL", "PATTERN", "PAST", "PAST_OR_PRESENT", "FUTURE", "FUTURE_OR_PRESENT", "POSITIVE",
			"POSITIVE_OR_ZERO", "NEGATIVE", "NEGATIVE_OR_ZERO", "URL", "UUID", "UNIQUE_ELEMENTS", "CREDIT_CARD_NUMBER");

	private static final int MAX_CONSTRAINTS = 512;

	private final ConcurrentLruCache<Class<?>, Constraint> constraints = new ConcurrentLruCache<>(MAX_CONSTRAINTS,
			Constraint::of);

	private final Set<String> published;

	/**
	 * Creates the reader.
	 * @param published names of attributes that are shown beside numbers and booleans
	 */
	BeanConstraints(Set<String> published) {
		this.published = published;
	}

	/**
	 * Returns what an error is about.
	 * @param error the error of a binding
	 * @return the part, or {@code null} if no constraint is behind the error
	 */
	InvalidParts.@Nullable Part read(ObjectError error) {
		return error.contains(ConstraintViolation.class) ? read(error.unwrap(ConstraintViolation.class)) : null;
	}

	/**
	 * Returns what an error is about.
	 * @param result the result for an argument
	 * @param error one of its errors
	 * @return the part, or {@code null} if no constraint is behind the error
	 */
	InvalidParts.@Nullable Part read(ParameterValidationResult result, MessageSourceResolvable error) {
		try {
			return read(result.unwrap(error, ConstraintViolation.class));
		}
		catch (IllegalArgumentException ignored) {
			return null;
		}
	}

	/**
	 * Returns what a violation is about.
	 * @param violation the violation
	 */
	InvalidParts.Part read(ConstraintViolation<?> violation) {
		ConstraintDescriptor<?> descriptor = violation.getConstraintDescriptor();
		Constraint constraint = this.constraints.get(descriptor.getAnnotation().annotationType());
		return new InvalidParts.Part(root(violation), steps(violation.getPropertyPath()), constraint.code(),
				wording(violation, descriptor, constraint), attributes(descriptor, constraint),
				violation.getInvalidValue());
	}

	private static @Nullable Object root(ConstraintViolation<?> violation) {
		Object[] arguments = violation.getExecutableParameters();
		if (arguments != null) {
			for (Path.Node node : violation.getPropertyPath()) {
				if (node.getKind() == ElementKind.PARAMETER) {
					int index = node.as(Path.ParameterNode.class).getParameterIndex();
					return (index < arguments.length) ? arguments[index] : null;
				}
			}
		}
		return violation.getRootBean();
	}

	private static List<Step> steps(Path path) {
		List<Step> steps = new ArrayList<>();
		for (Path.Node node : path) {
			ElementKind kind = node.getKind();
			Class<?> container = container(node);
			if (node.isInIterable()) {
				Object key = (node.getIndex() != null) ? node.getIndex() : node.getKey();
				steps.add(new Step.Element(key, container, argument(node)));
			}
			else if (container != null) {
				steps.add(new Step.Content(container, argument(node)));
			}
			if (kind == ElementKind.PROPERTY && node.getName() != null) {
				steps.add(new Step.Property(node.getName()));
			}
		}
		return steps;
	}

	private static @Nullable Class<?> container(Path.Node node) {
		return switch (node.getKind()) {
			case PROPERTY -> node.as(Path.PropertyNode.class).getContainerClass();
			case BEAN -> node.as(Path.BeanNode.class).getContainerClass();
			case CONTAINER_ELEMENT -> node.as(Path.ContainerElementNode.class).getContainerClass();
			default -> null;
		};
	}

	private static int argument(Path.Node node) {
		Integer argument = switch (node.getKind()) {
			case PROPERTY -> node.as(Path.PropertyNode.class).getTypeArgumentIndex();
			case BEAN -> node.as(Path.BeanNode.class).getTypeArgumentIndex();
			case CONTAINER_ELEMENT -> node.as(Path.ContainerElementNode.class).getTypeArgumentIndex();
			default -> null;
		};
		return (argument != null) ? argument : -1;
	}

	/**
	 * Texts of our own for the constraints that everybody uses: they are in the language
	 * of the whole answer. What the application has written stays its own, unless it
	 * repeats the value.
	 */
	private static Wording wording(ConstraintViolation<?> violation, ConstraintDescriptor<?> descriptor,
			Constraint constraint) {
		String template = violation.getMessageTemplate();
		boolean ofConstraint = template != null && template.equals(constraint.defaults().get("message"));
		Wording known = text(constraint.code(), descriptor.getAttributes());
		if (constraint.standard() && ofConstraint && known != null) {
			return known;
		}
		String message = violation.getMessage();
		boolean echo = message == null || message.isBlank() || (template != null && template.contains("validatedValue"))
				|| InvalidParts.repeats(message, violation.getInvalidValue());
		if (echo && constraint.standard() && known != null) {
			return known;
		}
		String key = (ofConstraint && known == null) ? constraint.code() : constraint.code() + ".own";
		return new Wording(key, List.of(), echo ? null : message);
	}

	/** Returns the text of a constraint, {@code null} if there is none for it. */
	private static @Nullable Wording text(String code, Map<String, Object> attributes) {
		if (PLAIN.contains(code)) {
			return Wording.of(code);
		}
		return switch (code) {
			// null may have been sent, or nothing
			case InvalidParts.REQUIRED -> Wording.of("REQUIRED.value");
			case "MIN", "MAX" -> Wording.of(code, attribute(attributes, "value"));
			case "DECIMAL_MIN", "DECIMAL_MAX" ->
				Wording.of(Boolean.FALSE.equals(attributes.get("inclusive")) ? code + ".exclusive" : code,
						attribute(attributes, "value"));
			case "DIGITS" -> Wording.of(code, attribute(attributes, "integer"), attribute(attributes, "fraction"));
			case "SIZE", "LENGTH", "RANGE" -> between(code, attributes);
			default -> null;
		};
	}

	private static Wording between(String code, Map<String, Object> attributes) {
		String min = attribute(attributes, "min");
		String max = attribute(attributes, "max");
		if (min.equals(max)) {
			return Wording.of(code + ".exact", min);
		}
		if (max.equals(Integer.toString(Integer.MAX_VALUE)) || max.equals(Long.toString(Long.MAX_VALUE))) {
			return Wording.of(code + ".min", min);
		}
		return "0".equals(min) ? Wording.of(code + ".max", max) : Wording.of(code, min, max);
	}

	private static String attribute(Map<String, Object> attributes, String name) {
		return String.valueOf(attributes.get(name));
	}

	private Map<String, Object> attributes(ConstraintDescriptor<?> descriptor, Constraint constraint) {
		Map<String, Object> attributes = new TreeMap<>();
		descriptor.getAttributes().forEach((name, value) -> {
			if (!INTERNAL.contains(name) && isPublic(constraint, name, value)) {
				attributes.put(constraint.shownName(name), constraint.shownValue(name, value));
			}
		});
		return attributes;
	}

	private boolean isPublic(Constraint constraint, String name, Object value) {
		if (value instanceof Class<?> || value instanceof Annotation) {
			return false;
		}
		if (this.published.contains(name)) {
			return true;
		}
		boolean bound = value instanceof Number || value instanceof Boolean || constraint.isBound(name);
		return bound && !value.equals(constraint.defaults().get(name));
	}

	/**
	 * What is true of all violations of a constraint.
	 *
	 * @param code the code of the constraint
	 * @param standard whether the constraint comes with Bean Validation
	 * @param bound what its value bounds, {@code min} or {@code max}, if it is a bound
	 * @param defaults the defaults of its attributes
	 */
	private record Constraint(String code, boolean standard, @Nullable String bound, Map<String, Object> defaults) {

		private static final Map<Class<?>, String> BOUNDS = Map.of(Min.class, "min", DecimalMin.class, "min", Max.class,
				"max", DecimalMax.class, "max");

		static Constraint of(Class<?> type) {
			Map<String, Object> defaults = new HashMap<>();
			for (Method attribute : type.getDeclaredMethods()) {
				if (attribute.getDefaultValue() != null) {
					defaults.put(attribute.getName(), attribute.getDefaultValue());
				}
			}
			// whether null was sent, or nothing, is not to be seen from what was made of
			// it
			String code = (type == NotNull.class) ? InvalidParts.REQUIRED : InvalidParts.code(type.getSimpleName());
			return new Constraint(code, STANDARD.stream().anyMatch(type.getName()::startsWith), BOUNDS.get(type),
					defaults);
		}

		boolean isBound(String name) {
			return this.bound != null && "value".equals(name);
		}

		/** Beside a place, {@code value} would be read as what was sent. */
		String shownName(String name) {
			return (this.bound != null && "value".equals(name)) ? this.bound : name;
		}

		/** A decimal bound is written as text. */
		Object shownValue(String name, Object value) {
			return (isBound(name) && value instanceof String text) ? new BigDecimal(text) : value;
		}

	}

	/**
	 * Answers to violations that come straight from Bean Validation. Those of a
	 * controller are the client's; those of a service about its own arguments, and those
	 * of an entity that is about to be stored, are a matter between the server's parts.
	 */
	static final class Rows {

		private final BeanConstraints constraints;

		private final InvalidParts parts;

		private final boolean serviceConstraints;

		Rows(BeanConstraints constraints, InvalidParts parts, boolean serviceConstraints) {
			this.constraints = constraints;
			this.parts = parts;
			this.serviceConstraints = serviceConstraints;
		}

		/**
		 * Adds the row. Here and not in {@link InputRows}, whose methods Spring looks at
		 * in an application without Bean Validation too: no signature of theirs may name
		 * it.
		 */
		void addTo(ProblemMappings.Builder mappings) {
			mappings.map(ConstraintViolationException.class, this::describe, this.parts.failed(), Problem.of(500));
		}

		Problem describe(ConstraintViolationException exception, ProblemRequest request) {
			Map<Integer, List<InvalidParts.Part>> parts = new TreeMap<>();
			Map<Integer, InputSource> sources = new TreeMap<>();
			for (ConstraintViolation<?> violation : exception.getConstraintViolations()) {
				InputSource source = source(violation);
				if (source == null) {
					return Problem.of(500);
				}
				int index = parameterIndex(violation);
				sources.put(index, source);
				parts.computeIfAbsent(index, (key) -> new ArrayList<>()).add(this.constraints.read(violation));
			}
			List<Violation> found = new ArrayList<>();
			sources.forEach((index, source) -> found
				.addAll(this.parts.of(source, parts.getOrDefault(index, List.of()), request)));
			return found.isEmpty() ? Problem.of(500) : this.parts.problem(found);
		}

		private @Nullable InputSource source(ConstraintViolation<?> violation) {
			Object root = violation.getRootBean();
			boolean ofController = root != null && InvalidArguments.isOfController(root);
			if (!(ofController || this.serviceConstraints) || isOfReturnValue(violation)) {
				return null;
			}
			int index = parameterIndex(violation);
			Method method = method(violation);
			if (index < 0 || method == null || root == null) {
				return (ofController && index < 0 && method == null) ? null : InputSource.body(ResolvableType.NONE);
			}
			MethodParameter parameter = new HandlerMethod(root, method).getMethodParameters()[index];
			parameter.initParameterNameDiscovery(new DefaultParameterNameDiscoverer());
			InputSource source = InputSource.of(parameter);
			boolean object = !ofController && source != null && source.isForm();
			return object ? InputSource.body(ResolvableType.forMethodParameter(parameter)) : source;
		}

		private static boolean isOfReturnValue(ConstraintViolation<?> violation) {
			for (Path.Node node : violation.getPropertyPath()) {
				if (node.getKind() == ElementKind.RETURN_VALUE) {
					return true;
				}
			}
			return false;
		}

		/** Returns the index of the argument, -1 if the violation is of none. */
		private static int parameterIndex(ConstraintViolation<?> violation) {
			for (Path.Node node : violation.getPropertyPath()) {
				if (node.getKind() == ElementKind.PARAMETER) {
					return node.as(Path.ParameterNode.class).getParameterIndex();
				}
			}
			return -1;
		}

		private static @Nullable Method method(ConstraintViolation<?> violation) {
			for (Path.Node node : violation.getPropertyPath()) {
				if (node.getKind() == ElementKind.METHOD) {
					Class<?>[] types = node.as(Path.MethodNode.class).getParameterTypes().toArray(new Class<?>[0]);
					return ReflectionUtils.findMethod(violation.getRootBeanClass(), node.getName(), types);
				}
			}
			return null;
		}

	}

}
