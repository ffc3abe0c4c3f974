package dev.mishap.internal.servlet.webmvc;

import java.io.IOException;
import java.io.UncheckedIOException;

import dev.mishap.Problem;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodParameter;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;

/**
 * Refuses a range that a returned resource does not have: MVC says 416 then, but sends
 * the whole resource with it.
 */
@ControllerAdvice
public final class RangeAdvice implements ResponseBodyAdvice<Object> {

	@Override
	public boolean supports(MethodParameter returnType, Class<? extends HttpMessageConverter<?>> converterType) {
		return true;
	}

	@Override
	public @Nullable Object beforeBodyWrite(@Nullable Object body, MethodParameter returnType,
			MediaType selectedContentType, Class<? extends HttpMessageConverter<?>> selectedConverterType,
			ServerHttpRequest request, ServerHttpResponse response) {
		if (body instanceof Resource resource && isUnsatisfiable(request, response)) {
			throw new UnsatisfiableRangeException(length(resource));
		}
		return body;
	}

	private static boolean isUnsatisfiable(ServerHttpRequest request, ServerHttpResponse response) {
		return request.getHeaders().getFirst(HttpHeaders.RANGE) != null
				&& response instanceof ServletServerHttpResponse servletResponse && servletResponse.getServletResponse()
					.getStatus() == HttpServletResponse.SC_REQUESTED_RANGE_NOT_SATISFIABLE;
	}

	private static long length(Resource resource) {
		try {
			return resource.contentLength();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** A range lies outside of what there is. */
	static final class UnsatisfiableRangeException extends RuntimeException {

		private static final long serialVersionUID = 1L;

		/** The length of the whole. */
		private final long length;

		UnsatisfiableRangeException(long length) {
			super("The range lies outside of the " + length + " bytes of the resource", null, false, false);
			this.length = length;
		}

		Problem problem() {
			return Problem.of(HttpServletResponse.SC_REQUESTED_RANGE_NOT_SATISFIABLE)
				.withHeader(HttpHeaders.CONTENT_RANGE, "bytes */" + this.length);
		}

	}

}
