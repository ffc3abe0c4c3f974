package dev.mishap.internal.servlet;

import java.util.List;
import java.util.Map;

import dev.mishap.internal.ProblemPipeline;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.boot.autoconfigure.web.ErrorProperties;
import org.springframework.boot.webmvc.autoconfigure.error.BasicErrorController;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorViewResolver;
import org.springframework.boot.webmvc.error.ErrorAttributes;
import org.springframework.http.ResponseEntity;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.View;

/**
 * Boot's error page, for the paths that are left to it. Nobody else can ask for it.
 */
public final class SharedErrorController extends BasicErrorController {

	private static final View ANSWERED = (model, request, response) -> {
	};

	private final ProblemPipeline pipeline;

	public SharedErrorController(ProblemPipeline pipeline, ErrorAttributes attributes, ErrorProperties properties,
			List<ErrorViewResolver> resolvers) {
		super(attributes, properties, resolvers);
		this.pipeline = pipeline;
	}

	@Override
	public ModelAndView errorHtml(HttpServletRequest request, HttpServletResponse response) {
		if (isAskedForDirectly(request)) {
			response.setStatus(HttpServletResponse.SC_NOT_FOUND);
			return new ModelAndView(ANSWERED);
		}
		return super.errorHtml(request, response);
	}

	// whether the values of Boot's map may be null is seen by some compilers only
	@Override
	@SuppressWarnings("NullAway")
	public ResponseEntity<Map<String, Object>> error(HttpServletRequest request) {
		return isAskedForDirectly(request) ? ResponseEntity.notFound().build() : super.error(request);
	}

	private static boolean isAskedForDirectly(HttpServletRequest request) {
		return request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) == null;
	}

}
