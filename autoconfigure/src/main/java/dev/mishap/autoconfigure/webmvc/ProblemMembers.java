package dev.mishap.autoconfigure.webmvc;

import java.util.Map;

import dev.mishap.Door;
import dev.mishap.Problem;
import dev.mishap.ProblemPipeline;
import dev.mishap.servlet.ServletProblemRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponse;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * Adds code and request ID to a problem that a handler of the application returns in
 * Spring's words. Everything else in it is the handler's own.
 */
final class ProblemMembers implements ErrorResponse.Interceptor {

	private static final int FIRST_ERROR = 400;

	private static final int LAST_ERROR = 599;

	private final ProblemPipeline pipeline;

	ProblemMembers(ProblemPipeline pipeline) {
		this.pipeline = pipeline;
	}

	@Override
	public void handleError(ProblemDetail detail, @Nullable ErrorResponse response) {
		Map<String, Object> properties = detail.getProperties();
		int status = detail.getStatus();
		if (status < FIRST_ERROR || status > LAST_ERROR) {
			return;
		}
		if (properties == null || !properties.containsKey("code")) {
			detail.setProperty("code", Problem.of(status).code());
		}
		if ((properties == null || !properties.containsKey("request_id"))
				&& RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes) {
			HttpServletRequest request = attributes.getRequest();
			HttpServletResponse servletResponse = attributes.getResponse();
			if (servletResponse != null) {
				detail.setProperty("request_id",
						this.pipeline.requestId(new ServletProblemRequest(request, servletResponse, Door.CONTROLLER)));
			}
		}
	}

}
