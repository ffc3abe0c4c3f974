package dev.mishap.autoconfigure.input;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import dev.mishap.Wording;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import jakarta.validation.metadata.ConstraintDescriptor;
import org.jspecify.annotations.Nullable;

import org.springframework.context.MessageSourceResolvable;
import org.springframework.util.ReflectionUtils;
import org.springframework.validation.ObjectError;
import org.springframework.validation.method.ParameterValidationResult;

/** Reads violations of Bean Validation. */
final class BeanConstraints implements ConstraintReader {

	private static final Set<String> STANDARD = Set.of("jakarta.validation.constraints.",
			"org.hibernate.validator.constraints.");

	/** Attributes that are no one's business, whatever the configuration says. */
	private static final Set<String> INTERNAL = Set.of("message", "groups", "payload");

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
		Class<? extends Annotation> type = descriptor.getAnnotation().annotationType();
		String code = Codes.of(type.getSimpleName());
		return new InvalidPart(root(violation), steps(violation.getPropertyPath()), code,
				wording(violation, descriptor, type, code), attributes(descriptor, type), violation.getInvalidValue());
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
			Class<? extends Annotation> type, String code) {
		String template = violation.getMessageTemplate();
		boolean ofConstraint = template != null && template.equals(defaultOf(type, "message"));
		boolean standard = STANDARD.stream().anyMatch(type.getName()::startsWith);
		Wording known = ConstraintTexts.of(code, descriptor.getAttributes());
		if (standard && ofConstraint && known != null) {
			return known;
		}
		String message = violation.getMessage();
		boolean echo = message == null || message.isBlank() || (template != null && template.contains("validatedValue"))
				|| Echoes.isIn(message, violation.getInvalidValue());
		if (echo && standard && known != null) {
			return known;
		}
		String key = (ofConstraint && known == null) ? code : code + ".own";
		return new Wording(key, List.of(), echo ? null : message);
	}

	private Map<String, Object> attributes(ConstraintDescriptor<?> descriptor, Class<? extends Annotation> type) {
		Map<String, Object> attributes = new LinkedHashMap<>();
		new TreeMap<>(descriptor.getAttributes()).forEach((name, value) -> {
			if (!INTERNAL.contains(name) && isPublic(type, name, value)) {
				attributes.put(name, value);
			}
		});
		return attributes;
	}

	private boolean isPublic(Class<? extends Annotation> type, String name, Object value) {
		if (value instanceof Class<?> || value instanceof Annotation) {
			return false;
		}
		if (this.published.contains(name)) {
			return true;
		}
		boolean bound = value instanceof Number || value instanceof Boolean
				|| ("value".equals(name) && type.getName().startsWith("jakarta.validation.constraints.Decimal"));
		return bound && !value.equals(defaultOf(type, name));
	}

	private static @Nullable Object defaultOf(Class<? extends Annotation> type, String name) {
		Method attribute = ReflectionUtils.findMethod(type, name);
		return (attribute != null) ? attribute.getDefaultValue() : null;
	}

}
