package dev.mishap.internal.servlet;

import java.util.List;
import java.util.Map;

import dev.mishap.ProblemRequest.Door;
import dev.mishap.internal.ProblemPipeline;
import dev.mishap.servlet.ProblemResponder;
import dev.mishap.servlet.ServletProblemRequest;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.boot.autoconfigure.web.ErrorProperties;
import org.springframework.boot.webmvc.autoconfigure.error.BasicErrorController;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorViewResolver;
import org.springframework.boot.webmvc.error.ErrorAttributes;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.View;

/**
 * Stands where Boot's error page would be. Errors are answered before they get here,
 * unless the application has error pages of its own for some; who asks for the path
 * itself asks for something that doesn't exist.
 */
@Controller
public final class ProblemErrorController implements ErrorController {

	private final ProblemPipeline pipeline;

	private final ProblemResponder responder;

	private final ErrorAnswers answers;

	public ProblemErrorController(ProblemPipeline pipeline) {
		this.pipeline = pipeline;
		this.responder = new ProblemResponder(pipeline);
		this.answers = new ErrorAnswers(pipeline, this.responder, false);
	}

	@RequestMapping("${spring.web.error.path:${error.path:/error}}")
	void answer(HttpServletRequest request, HttpServletResponse response) throws ServletException {
		if (request.getDispatcherType() == DispatcherType.ERROR) {
			this.answers.errorDispatch(request, response);
		}
		else if (!response.isCommitted()) {
			ServletProblemRequest failed = new ServletProblemRequest(request, response, Door.CONTROLLER);
			this.responder.apply(this.pipeline.answerTo(HttpServletResponse.SC_NOT_FOUND, null, failed), failed,
					request, response);
		}
	}

	/**
	 * Boot's error page, for the paths that are left to it. Nobody else can ask for it.
	 */
	public static final class OfBoot extends BasicErrorController {

		private static final View ANSWERED = (model, request, response) -> {
		};

		private final ProblemPipeline pipeline;

		public OfBoot(ProblemPipeline pipeline, ErrorAttributes attributes, ErrorProperties properties,
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

}
