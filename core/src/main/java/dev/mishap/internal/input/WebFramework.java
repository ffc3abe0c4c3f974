package dev.mishap.internal.input;

import java.util.Collection;
import java.util.List;

import dev.mishap.ProblemRequest;

import org.springframework.core.MethodParameter;

/** What the framework that handles requests knows of them. */
public interface WebFramework {

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
	 * Returns the names of parameters and parts, as the client wrote them.
	 * @param request the request
	 */
	Collection<String> parameterNames(ProblemRequest request);

}
