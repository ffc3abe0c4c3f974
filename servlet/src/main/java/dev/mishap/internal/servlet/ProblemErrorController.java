package dev.mishap.internal.servlet;

import dev.mishap.ProblemRequest.Door;
import dev.mishap.internal.ProblemPipeline;
import dev.mishap.servlet.ProblemResponder;
import dev.mishap.servlet.ServletProblemRequest;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

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

}
