package dev.mishap.internal.input;

import java.lang.reflect.Constructor;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import dev.mishap.Problem;
import dev.mishap.ProblemRequest;
import dev.mishap.Violation;
import dev.mishap.Violation.Location;
import dev.mishap.Wording;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.BeanInstantiationException;
import org.springframework.beans.BeanUtils;
import org.springframework.beans.InvalidPropertyException;
import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.stereotype.Controller;
import org.springframework.util.ClassUtils;
import org.springframework.validation.BindException;
import org.springframework.validation.Errors;
import org.springframework.validation.method.MethodValidationException;
import org.springframework.validation.method.MethodValidationResult;
import org.springframework.web.bind.MethodArgumentNotValidException;

/** Answers to arguments that Spring has found to be invalid, or could not bind. */
final class InvalidArguments {

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
		if (!isBound(exception.getBeanClass(), request) || !(exception.getCause() instanceof RuntimeException cause)) {
			return Problem.of(500);
		}
		Problem known = this.parts.known(cause, request);
		return (known != null) ? known : this.parts.problem();
	}

	/** A name in the query or form that leads nowhere in the object, {@code lines[x]}. */
	Problem describe(InvalidPropertyException exception, ProblemRequest request) {
		String name = isBound(exception.getBeanClass(), request) ? sent(exception.getPropertyName(), request) : null;
		return (name != null) ? this.parts.problem(List.of(Violation.of(Location.PARAMETER, ClientPath.shortened(name),
				InvalidParts.INVALID, Wording.of(InvalidParts.INVALID)))) : Problem.of(500);
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
	 * Returns whether objects of a class are bound from parameters for the handler of a
	 * request: only those are the client's.
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
