package dev.mishap.internal.servlet.webmvc;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import dev.mishap.Problem;
import dev.mishap.ProblemPipeline;
import dev.mishap.ProblemRequest.Door;
import dev.mishap.servlet.ServletProblemRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.http.server.ServletServerHttpResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;

/**
 * Adds code and request ID to a problem that a handler of the application returns in
 * Spring's words, and the header field that its status owes. Everything else in it is the
 * handler's own. An advice rather than an {@code ErrorResponse.Interceptor}: it sees the
 * header fields of the answer, may hand on a copy, and counts wherever advices do, as in
 * the exception resolver of Spring Data REST.
 */
@ControllerAdvice
public final class ProblemMembers implements ResponseBodyAdvice<Object> {

	private static final String CODE = "code";

	private static final String REQUEST_ID = "request_id";

	/** Members that the body has anyway: a second one would be no JSON to rely on. */
	private static final Set<String> FIXED = Set.of("type", "title", "status", "detail", "instance", REQUEST_ID);

	private static final int FIRST_ERROR = 400;

	private static final int LAST_ERROR = 599;

	private final ProblemPipeline pipeline;

	public ProblemMembers(ProblemPipeline pipeline) {
		this.pipeline = pipeline;
	}

	@Override
	public boolean supports(MethodParameter returnType, Class<? extends HttpMessageConverter<?>> converterType) {
		return true;
	}

	@Override
	public @Nullable Object beforeBodyWrite(@Nullable Object body, MethodParameter returnType,
			MediaType selectedContentType, Class<? extends HttpMessageConverter<?>> selectedConverterType,
			ServerHttpRequest request, ServerHttpResponse response) {
		if (body instanceof ProblemDetail detail && detail.getStatus() >= FIRST_ERROR
				&& detail.getStatus() <= LAST_ERROR && request instanceof ServletServerHttpRequest servletRequest
				&& response instanceof ServletServerHttpResponse servletResponse) {
			ServletProblemRequest failed = new ServletProblemRequest(servletRequest.getServletRequest(),
					servletResponse.getServletResponse(), Door.CONTROLLER);
			HttpHeaders headers = response.getHeaders();
			this.pipeline.owedBy(detail.getStatus(), failed).forEach((name, values) -> {
				if (!headers.containsHeader(name)) {
					headers.put(name, values);
				}
			});
			return complete(detail, this.pipeline.requestId(failed));
		}
		return body;
	}

	/** A handler may return the same object to any number of requests at once. */
	private static ProblemDetail complete(ProblemDetail detail, String requestId) {
		Map<String, Object> members = new LinkedHashMap<>();
		Map<String, Object> properties = detail.getProperties();
		if (properties != null) {
			members.putAll(properties);
			members.keySet().removeAll(FIXED);
		}
		members.putIfAbsent(CODE, Problem.of(detail.getStatus()).code());
		members.put(REQUEST_ID, requestId);
		// a class of the application's own has members that nobody else can copy
		ProblemDetail complete = (detail.getClass() == ProblemDetail.class) ? copy(detail) : detail;
		complete.setProperties(members);
		return complete;
	}

	private static ProblemDetail copy(ProblemDetail detail) {
		ProblemDetail copy = ProblemDetail.forStatus(detail.getStatus());
		if (detail.getType() != null) {
			copy.setType(detail.getType());
		}
		copy.setTitle(detail.getTitle());
		copy.setDetail(detail.getDetail());
		copy.setInstance(detail.getInstance());
		return copy;
	}

}
