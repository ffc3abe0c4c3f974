package dev.mishap.autoconfigure.input;

import java.util.List;

import dev.mishap.Problem;
import dev.mishap.ProblemMappings;
import dev.mishap.ProblemRequest;
import dev.mishap.ProblemRows;
import dev.mishap.Violation;
import dev.mishap.autoconfigure.MishapValidationProperties;

import org.springframework.beans.BeanInstantiationException;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.stereotype.Controller;
import org.springframework.util.ClassUtils;
import org.springframework.validation.BindException;
import org.springframework.validation.DataBinder;
import org.springframework.validation.method.MethodValidationException;
import org.springframework.validation.method.MethodValidationResult;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.method.annotation.HandlerMethodValidationException;

/** Rows of arguments that Spring has found to be invalid. */
final class ValidationRows implements ProblemRows {

	private final SpringErrors errors;

	private final Violations violations;

	private final KnownCauses causes;

	private final boolean serviceConstraints;

	ValidationRows(SpringErrors errors, Violations violations, KnownCauses causes,
			MishapValidationProperties properties) {
		this.errors = errors;
		this.violations = violations;
		this.causes = causes;
		this.serviceConstraints = properties.serviceConstraints();
	}

	@Override
	public void addTo(ProblemMappings.Builder mappings) {
		mappings.map(BindException.class, (ex) -> describe(ex));
		mappings.map(MethodArgumentNotValidException.class, (ex) -> describe(ex));
		mappings.map(HandlerMethodValidationException.class, (exception) -> describe(exception, true));
		mappings.map(MethodValidationException.class,
				(exception) -> describe(exception, this.serviceConstraints || isOfController(exception.getTarget())));
		mappings.map(BeanInstantiationException.class, (ex, request) -> describe(ex, request));
	}

	private Problem describe(BindException exception) {
		Place place = Place.form(exception.getTarget());
		if (exception instanceof MethodArgumentNotValidException argument) {
			place = Place.of(argument.getParameter());
		}
		if (place == null) {
			return Problem.of(500);
		}
		List<Violation> found = this.errors.read(place, exception.getBindingResult());
		return found.isEmpty() ? this.violations.problem() : this.violations.problem(found);
	}

	private Problem describe(MethodValidationResult result, boolean ofClient) {
		if (!ofClient || result.isForReturnValue()) {
			return Problem.of(500);
		}
		List<Violation> found = this.errors.read(result);
		return found.isEmpty() ? Problem.of(500) : this.violations.problem(found);
	}

	/** An object of the client's that its own constructor has refused. */
	private Problem describe(BeanInstantiationException exception, ProblemRequest request) {
		Throwable cause = exception.getCause();
		boolean bound = false;
		for (StackTraceElement frame : exception.getStackTrace()) {
			bound = bound || DataBinder.class.getName().equals(frame.getClassName());
		}
		if (!bound || !(cause instanceof RuntimeException)) {
			return Problem.of(500);
		}
		Problem known = this.causes.problemFor(cause, request);
		return (known != null) ? known : this.violations.problem();
	}

	static boolean isOfController(Object target) {
		return AnnotatedElementUtils.hasAnnotation(ClassUtils.getUserClass(target), Controller.class);
	}

}
