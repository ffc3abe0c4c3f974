package dev.mishap.autoconfigure.input;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import dev.mishap.Wording;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.metadata.ConstraintDescriptor;
import org.jspecify.annotations.Nullable;

import org.springframework.context.MessageSourceResolvable;
import org.springframework.validation.ObjectError;
import org.springframework.validation.method.ParameterValidationResult;

/** Reads violations of Bean Validation. */
final class BeanConstraints implements ConstraintReader {

	private static final Set<String> STANDARD = Set.of("jakarta.validation.constraints.",
			"org.hibernate.validator.constraints.");

	/** Attributes that are no one's business, whatever the configuration says. */
	private static final Set<String> INTERNAL = Set.of("message", "groups", "payload");

	private final PerClass<Constraint> constraints = new PerClass<>(Constraint::of);

	private final Set<String> published;

	/**
	 * Creates the reader.
	 * @param published names of attributes that are shown beside numbers and booleans
	 */
	BeanConstraints(Set<String> published) {
		this.published = published;
	}

	@Override
	public @Nullable InvalidPart read(ObjectError error) {
		return error.contains(ConstraintViolation.class) ? read(error.unwrap(ConstraintViolation.class)) : null;
	}

	@Override
	public @Nullable InvalidPart read(ParameterValidationResult result, MessageSourceResolvable error) {
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
	InvalidPart read(ConstraintViolation<?> violation) {
		ConstraintDescriptor<?> descriptor = violation.getConstraintDescriptor();
		Constraint constraint = this.constraints.get(descriptor.getAnnotation().annotationType());
		return new InvalidPart(root(violation), steps(violation.getPropertyPath()), constraint.code(),
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
			if (node.isInIterable()) {
				steps.add(new Step.Element((node.getIndex() != null) ? node.getIndex() : node.getKey()));
			}
			if (kind == ElementKind.PROPERTY && node.getName() != null) {
				steps.add(new Step.Property(node.getName()));
			}
		}
		return steps;
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
		Wording known = ConstraintTexts.of(constraint.code(), descriptor.getAttributes());
		if (constraint.standard() && ofConstraint && known != null) {
			return known;
		}
		String message = violation.getMessage();
		boolean echo = message == null || message.isBlank() || (template != null && template.contains("validatedValue"))
				|| Echoes.isIn(message, violation.getInvalidValue());
		if (echo && constraint.standard() && known != null) {
			return known;
		}
		String key = (ofConstraint && known == null) ? constraint.code() : constraint.code() + ".own";
		return new Wording(key, List.of(), echo ? null : message);
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
			return new Constraint(Codes.of(type.getSimpleName()),
					STANDARD.stream().anyMatch(type.getName()::startsWith), BOUNDS.get(type), defaults);
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

}
