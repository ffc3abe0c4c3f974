package dev.mishap.autoconfigure.input;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.mishap.Problem;
import dev.mishap.ProblemMappings;
import dev.mishap.ProblemRows;
import dev.mishap.Violation;
import dev.mishap.Violation.Location;
import dev.mishap.autoconfigure.MishapValidationProperties;
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
 * Row of violations that come straight from Bean Validation. Those of a controller are
 * the client's; those of a service about its own arguments, and those of an entity that
 * is about to be stored, are a matter between the server's parts.
 */
final class ConstraintViolationRows implements ProblemRows {

	private final BeanConstraints constraints;

	private final Violations violations;

	private final boolean serviceConstraints;

	ConstraintViolationRows(BeanConstraints constraints, Violations violations, MishapValidationProperties properties) {
		this.constraints = constraints;
		this.violations = violations;
		this.serviceConstraints = properties.serviceConstraints();
	}

	@Override
	public void addTo(ProblemMappings.Builder mappings) {
		mappings.map(ConstraintViolationException.class, (ex) -> describe(ex));
	}

	private Problem describe(ConstraintViolationException exception) {
		Map<Integer, List<InvalidPart>> parts = new TreeMap<>();
		Map<Integer, Place> places = new TreeMap<>();
		for (ConstraintViolation<?> violation : exception.getConstraintViolations()) {
			Place place = place(violation);
			if (place == null) {
				return Problem.of(500);
			}
			int index = parameterIndex(violation);
			places.put(index, place);
			parts.computeIfAbsent(index, (key) -> new ArrayList<>()).add(this.constraints.read(violation));
		}
		List<Violation> found = new ArrayList<>();
		places.forEach((index, place) -> found.addAll(this.violations.of(place, parts.getOrDefault(index, List.of()))));
		return found.isEmpty() ? Problem.of(500) : this.violations.problem(found);
	}

	private @Nullable Place place(ConstraintViolation<?> violation) {
		Object root = violation.getRootBean();
		boolean ofController = root != null && ValidationRows.isOfController(root);
		if (!(ofController || this.serviceConstraints) || isOfReturnValue(violation)) {
			return null;
		}
		int index = parameterIndex(violation);
		Method method = method(violation);
		if (index < 0 || method == null || root == null) {
			return (ofController && index < 0 && method == null) ? null
					: new Place(Location.BODY, "", ResolvableType.NONE);
		}
		MethodParameter parameter = new HandlerMethod(root, method).getMethodParameters()[index];
		parameter.initParameterNameDiscovery(new DefaultParameterNameDiscoverer());
		Place place = Place.of(parameter);
		boolean object = !ofController && place != null && place.isForm();
		return object ? new Place(Location.BODY, "", ResolvableType.forMethodParameter(parameter)) : place;
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
