package dev.mishap.internal.input;

import java.util.Collection;
import java.util.List;

import dev.mishap.ProblemRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.MethodParameter;
import org.springframework.core.ParameterNameDiscoverer;
import org.springframework.web.method.HandlerMethod;

/** What the framework that handles requests knows of them. */
public interface WebFramework {

	/** Reads the names of parameters off classes. */
	ParameterNameDiscoverer NAMES = new DefaultParameterNameDiscoverer();

	/** For want of one. */
	WebFramework NONE = new WebFramework() {

		@Override
		public List<BodyReader> readers() {
			return List.of();
		}

		@Override
		public List<MethodParameter> arguments(ProblemRequest request) {
			return List.of();
		}

		@Override
		public Collection<String> parameterNames(ProblemRequest request) {
			return List.of();
		}

	};

	/**
	 * Returns what reads bodies.
	 */
	List<BodyReader> readers();

	/**
	 * Returns the arguments of the handler of a request, none if they are not known.
	 * @param request the request
	 */
	List<MethodParameter> arguments(ProblemRequest request);

	/**
	 * Returns the arguments of a handler with their names.
	 * @param handler the handler, none of which is known unless it is a method
	 */
	static List<MethodParameter> argumentsOf(@Nullable Object handler) {
		if (!(handler instanceof HandlerMethod method)) {
			return List.of();
		}
		List<MethodParameter> arguments = List.of(method.getMethodParameters());
		arguments.forEach((argument) -> argument.initParameterNameDiscovery(NAMES));
		return arguments;
	}

	/**
	 * Returns the names of parameters and parts, as the client wrote them.
	 * @param request the request
	 */
	Collection<String> parameterNames(ProblemRequest request);

}
