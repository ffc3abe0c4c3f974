package dev.mishap.autoconfigure.servlet;

import java.io.IOException;

import dev.mishap.Door;
import dev.mishap.Problem;
import dev.mishap.ProblemPipeline;
import dev.mishap.Wording;
import dev.mishap.servlet.RequestIdMdc;
import dev.mishap.servlet.ResponseCutter;
import dev.mishap.servlet.ServletAnswers;
import dev.mishap.servlet.ServletProblemExchange;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

/**
 * Outermost filter. It gives the request its ID, answers what is thrown past it, what
 * {@code sendError} refused and what got an error status but no body, and takes the
 * container's ERROR dispatch before a secured error page can hide the truth.
 */
final class ProblemFilter implements Filter {

	private static final int FIRST_ERROR = 400;

	private static final int LAST_ERROR = 599;

	private final ProblemPipeline pipeline;

	private final ResponseCutter cutter;

	private final @Nullable String requestIdHeader;

	private final boolean fillBodiless;

	ProblemFilter(ProblemPipeline pipeline, ResponseCutter cutter, @Nullable String requestIdHeader,
			boolean fillBodiless) {
		this.pipeline = pipeline;
		this.cutter = cutter;
		this.requestIdHeader = requestIdHeader;
		this.fillBodiless = fillBodiless;
	}

	@Override
	public void doFilter(ServletRequest servletRequest, ServletResponse servletResponse, FilterChain chain)
			throws IOException, ServletException {
		if (!(servletRequest instanceof HttpServletRequest request)
				|| !(servletResponse instanceof HttpServletResponse response)) {
			chain.doFilter(servletRequest, servletResponse);
			return;
		}
		DispatcherType dispatch = request.getDispatcherType();
		if (dispatch == DispatcherType.INCLUDE) {
			include(request, response, chain);
			return;
		}
		String requestId = this.pipeline.requestId(new ServletProblemExchange(request, response));
		if (this.requestIdHeader != null && !response.isCommitted()) {
			response.setHeader(this.requestIdHeader, requestId);
		}
		String previous = RequestIdMdc.set(requestId);
		try {
			if (dispatch == DispatcherType.ERROR) {
				answerErrorDispatch(request, response);
			}
			else {
				filter(request, response, chain);
			}
		}
		finally {
			RequestIdMdc.set(previous);
		}
	}

	private void filter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		ErrorCapture capture = new ErrorCapture(request, response);
		Throwable thrown = null;
		try {
			chain.doFilter(request, capture);
		}
		catch (Throwable ex) {
			thrown = ex;
		}
		if (thrown != null) {
			answerThrown(request, response, thrown);
		}
		else if (!request.isAsyncStarted()) {
			answerStatus(request, response, capture);
		}
		Throwable tooLate = ServletAnswers.tooLate(request);
		if (tooLate != null) {
			this.cutter.cut(request, response, tooLate);
		}
	}

	private void answerThrown(HttpServletRequest request, HttpServletResponse response, Throwable thrown) {
		if (ServletAnswers.tooLate(request) != null) {
			return;
		}
		request.removeAttribute(ServletProblemExchange.TAKEN_ATTRIBUTE);
		boolean answered = ServletAnswers.answer(this.pipeline, request, response, Door.FILTER, thrown);
		if (answered && request.isAsyncStarted()) {
			request.getAsyncContext().complete();
		}
	}

	private void answerStatus(HttpServletRequest request, HttpServletResponse response, ErrorCapture capture) {
		int error = capture.error();
		if (error != 0) {
			request.removeAttribute(ServletProblemExchange.TAKEN_ATTRIBUTE);
			if (error >= FIRST_ERROR) {
				this.pipeline.answer(new ServletProblemExchange(request, response), Door.FILTER, error,
						capture.reason());
			}
		}
		else if (this.fillBodiless && capture.isBodiless()) {
			int status = response.getStatus();
			if (status <= LAST_ERROR) {
				this.pipeline.fill(new ServletProblemExchange(request, response), Door.FILTER, status);
			}
		}
	}

	/**
	 * The container has the last word on the status, but for an exception it always says
	 * 500.
	 */
	private void answerErrorDispatch(HttpServletRequest request, HttpServletResponse response) {
		if (response.isCommitted()) {
			return;
		}
		Object code = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
		Object exception = request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
		int status = (code instanceof Integer number) ? number : HttpServletResponse.SC_INTERNAL_SERVER_ERROR;
		ServletProblemExchange exchange = new ServletProblemExchange(request, response);
		if (exception instanceof Throwable thrown && status == HttpServletResponse.SC_INTERNAL_SERVER_ERROR) {
			this.pipeline.answer(exchange, Door.ERROR_DISPATCH, thrown);
		}
		else if (exception instanceof IOException unread && status == HttpServletResponse.SC_BAD_REQUEST) {
			Problem problem = Problem.of(status, "MALFORMED_BODY").withWording(Wording.of("MALFORMED_BODY.transfer"));
			this.pipeline.answer(exchange, Door.ERROR_DISPATCH, problem, unread);
		}
		else if (status >= FIRST_ERROR) {
			this.pipeline.answer(exchange, Door.ERROR_DISPATCH, status, null);
		}
	}

	/**
	 * Of a response that was committed before it failed, Tomcat includes the error page
	 * into what was sent.
	 */
	private static void include(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		boolean errorPage = response.isCommitted() && request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) != null;
		if (!errorPage) {
			chain.doFilter(request, response);
		}
	}

}
