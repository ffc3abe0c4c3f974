package dev.mishap.internal.servlet.webmvc;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Type;

import dev.mishap.Problem;
import dev.mishap.ProblemRequest.Door;
import dev.mishap.internal.ProblemPipeline;
import dev.mishap.internal.ReturnedDetails;
import dev.mishap.servlet.ServletProblemRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodParameter;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.http.converter.StringHttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.http.server.ServletServerHttpResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.RequestBodyAdviceAdapter;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;

/**
 * What is done with the bodies that Spring MVC reads and writes. A body that is read as
 * text and still zipped is refused: any other converter fails to read it; the one for
 * text makes a string of any bytes. A problem in Spring's words that a handler returns
 * gains code, request ID and the header field that its status owes; everything else in it
 * is the handler's own. A range that a resource does not have is refused: MVC says 416
 * then, but sends the whole resource with it.
 * <p>
 * An advice rather than an {@code ErrorResponse.Interceptor}: it sees the header fields
 * of the answer, may hand on a copy, and counts wherever advices do, as in the exception
 * resolver of Spring Data REST.
 */
@ControllerAdvice
public final class BodyAdvice extends RequestBodyAdviceAdapter implements ResponseBodyAdvice<Object> {

	/** RFC 1952, section 2.3.1. */
	private static final byte[] ZIPPED = { 0x1f, (byte) 0x8b };

	private final ReturnedDetails details;

	public BodyAdvice(ProblemPipeline pipeline) {
		this.details = new ReturnedDetails(pipeline);
	}

	@Override
	public boolean supports(MethodParameter parameter, Type targetType,
			Class<? extends HttpMessageConverter<?>> converterType) {
		return StringHttpMessageConverter.class.isAssignableFrom(converterType);
	}

	@Override
	public HttpInputMessage beforeBodyRead(HttpInputMessage message, MethodParameter parameter, Type targetType,
			Class<? extends HttpMessageConverter<?>> converterType) throws IOException {
		if (message.getHeaders().getFirst(HttpHeaders.CONTENT_ENCODING) == null) {
			return message;
		}
		PushbackInputStream body = new PushbackInputStream(message.getBody(), ZIPPED.length);
		byte[] start = body.readNBytes(ZIPPED.length);
		if (start.length == ZIPPED.length && start[0] == ZIPPED[0] && start[1] == ZIPPED[1]) {
			throw new HttpMessageNotReadableException("Nobody has undone the Content-Encoding", message);
		}
		body.unread(start);
		return new ReadMessage(message.getHeaders(), body);
	}

	@Override
	public boolean supports(MethodParameter returnType, Class<? extends HttpMessageConverter<?>> converterType) {
		return true;
	}

	@Override
	public @Nullable Object beforeBodyWrite(@Nullable Object body, MethodParameter returnType,
			MediaType selectedContentType, Class<? extends HttpMessageConverter<?>> selectedConverterType,
			ServerHttpRequest request, ServerHttpResponse response) {
		if (body instanceof ProblemDetail detail && ReturnedDetails.isError(detail)
				&& request instanceof ServletServerHttpRequest servletRequest
				&& response instanceof ServletServerHttpResponse servletResponse) {
			ServletProblemRequest failed = new ServletProblemRequest(servletRequest.getServletRequest(),
					servletResponse.getServletResponse(), Door.CONTROLLER);
			return this.details.complete(detail, failed, response.getHeaders());
		}
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

	/**
	 * Message whose first bytes were looked at.
	 *
	 * @param getHeaders the header fields
	 * @param getBody the body, all of it
	 */
	private record ReadMessage(HttpHeaders getHeaders, InputStream getBody) implements HttpInputMessage {
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
