package dev.mishap.internal.input;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.mishap.Problem;
import dev.mishap.ProblemMappings;
import dev.mishap.ProblemRequest;
import dev.mishap.Violation;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import org.jspecify.annotations.Nullable;

import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.util.ReflectionUtils;
import org.springframework.web.method.HandlerMethod;

/**
 * Answers to violations that come straight from Bean Validation. Those of a controller
 * are the client's; those of a service about its own arguments, and those of an entity
 * that is about to be stored, are a matter between the server's parts.
 */
final class ConstraintViolations {

	private final BeanConstraints constraints;

	private final InvalidParts parts;

	private final boolean serviceConstraints;

	ConstraintViolations(BeanConstraints constraints, InvalidParts parts, boolean serviceConstraints) {
		this.constraints = constraints;
		this.parts = parts;
		this.serviceConstraints = serviceConstraints;
	}

	/**
	 * Adds the row. Here and not in {@link InputRows}, whose methods Spring looks at in
	 * an application without Bean Validation too: no signature of theirs may name it.
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
		sources.forEach(
				(index, source) -> found.addAll(this.parts.of(source, parts.getOrDefault(index, List.of()), request)));
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
