package dev.mishap.internal.input;

import java.util.Collection;
import java.util.List;

import dev.mishap.ProblemRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.MethodParameter;
import org.springframework.core.ParameterNameDiscoverer;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.web.method.HandlerMethod;

/** What the framework that handles requests knows of them. */
public interface WebFramework {

	/** Reads the names of parameters off classes. */
	ParameterNameDiscoverer NAMES = new DefaultParameterNameDiscoverer();

	/** Stands in where no web framework is known. */
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

	/** Reads bodies of some kinds: a converter of Spring MVC, or a codec of WebFlux. */
	public interface BodyReader {

		/**
		 * Returns the converter or codec itself, by which its library is known.
		 */
		Object codec();

		/**
		 * Returns whether it reads bodies into objects of a class.
		 * @param type the class
		 * @param contentType the type of the content, or {@code null} if it is not known
		 */
		boolean canRead(Class<?> type, @Nullable MediaType contentType);

		/**
		 * Returns whether it reads content of a type.
		 * @param contentType the type of the content
		 */
		boolean isFor(MediaType contentType);

		/**
		 * Returns the reader that a converter is.
		 * @param converter the converter
		 */
		static BodyReader of(HttpMessageConverter<?> converter) {
			return new BodyReader() {

				@Override
				public Object codec() {
					return converter;
				}

				@Override
				public boolean canRead(Class<?> type, @Nullable MediaType contentType) {
					return converter.canRead(type, contentType);
				}

				@Override
				public boolean isFor(MediaType contentType) {
					for (MediaType supported : converter.getSupportedMediaTypes()) {
						if (supported.includes(contentType)) {
							return true;
						}
					}
					return false;
				}

			};
		}

	}

}
