package dev.mishap.autoconfigure.webmvc;

import java.io.IOException;

import dev.mishap.Door;
import dev.mishap.ProblemPipeline;
import dev.mishap.servlet.ServletAnswers;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;

/**
 * Answers whatever controllers, the binding of their arguments and their asynchronous
 * results throw. The last of all advices, so that an application's own always wins. It
 * writes the answer itself: a returned body would be negotiated, and an error whose
 * {@code Accept} cannot be met would stay without an answer. What came too late to answer
 * is left to the outermost filter, which cuts the response: thrown on, it would be logged
 * by everybody on its way.
 */
@ControllerAdvice
@Order(Ordered.LOWEST_PRECEDENCE)
final class ProblemAdvice {

	private final ProblemPipeline pipeline;

	private final ErrorObservation observation;

	ProblemAdvice(ProblemPipeline pipeline, ErrorObservation observation) {
		this.pipeline = pipeline;
		this.observation = observation;
	}

	@ExceptionHandler(Throwable.class)
	void answer(Throwable thrown, HttpServletRequest request, HttpServletResponse response) throws Throwable {
		if (!answered(thrown, request, response)) {
			throw thrown;
		}
	}

	/** Answers an exception unless it is for somebody else to decide. */
	boolean answered(Throwable thrown, HttpServletRequest request, HttpServletResponse response) throws IOException {
		Throwable exception = AsyncTimeouts.causeOf(thrown, request);
		if (ServletAnswers.isLeftAlone(request) || this.pipeline.isDecidedElsewhere(exception)) {
			return false;
		}
		if (!ServletAnswers.leftToFilter(this.pipeline, request, response, exception)) {
			ServletAnswers.answer(this.pipeline, request, response, Door.CONTROLLER, exception);
			this.observation.failed(request, response, exception);
		}
		return true;
	}

}
