package dev.mishap.autoconfigure.servlet;

import java.io.IOException;

import dev.mishap.Door;
import dev.mishap.Problem;
import dev.mishap.ProblemPipeline;
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

	private final ExcludedPaths excluded;

	ProblemFilter(ProblemPipeline pipeline, ResponseCutter cutter, @Nullable String requestIdHeader,
			boolean fillBodiless, ExcludedPaths excluded) {
		this.pipeline = pipeline;
		this.cutter = cutter;
		this.requestIdHeader = requestIdHeader;
		this.fillBodiless = fillBodiless;
		this.excluded = excluded;
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
			if (this.excluded.contain(request)) {
				chain.doFilter(request, response);
			}
			else if (dispatch == DispatcherType.ERROR) {
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
		else if (request.isAsyncStarted()) {
			capture.release();
			AsyncTimeout.watch(request);
			answerError(request, response, capture);
		}
		else {
			answerError(request, response, capture);
			fillBodiless(request, response, capture);
			keepOwnAnswer(request, response);
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

	private void answerError(HttpServletRequest request, HttpServletResponse response, ErrorCapture capture) {
		int error = capture.error();
		if (error == 0) {
			return;
		}
		request.removeAttribute(ServletProblemExchange.TAKEN_ATTRIBUTE);
		if (error >= FIRST_ERROR) {
			// HttpServlet itself has words for 405, in no language of the client
			String reason = (error != HttpServletResponse.SC_METHOD_NOT_ALLOWED) ? capture.reason() : null;
			this.pipeline.answer(new ServletProblemExchange(request, response), Door.FILTER, error, reason);
		}
	}

	private void fillBodiless(HttpServletRequest request, HttpServletResponse response, ErrorCapture capture) {
		int status = response.getStatus();
		if (this.fillBodiless && status <= LAST_ERROR && capture.isBodiless()) {
			this.pipeline.fill(new ServletProblemExchange(request, response), Door.FILTER, status);
		}
	}

	/**
	 * Where an application tells its metrics of an exception in this way, Tomcat takes
	 * every answer back that isn't committed and says 500 instead.
	 */
	private static void keepOwnAnswer(HttpServletRequest request, HttpServletResponse response) throws IOException {
		if (request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) != null && !response.isCommitted()) {
			response.flushBuffer();
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
		if (exception == null && AsyncTimeout.isOver(request)) {
			status = HttpServletResponse.SC_SERVICE_UNAVAILABLE;
		}
		if (exception instanceof Throwable thrown && status == HttpServletResponse.SC_INTERNAL_SERVER_ERROR) {
			this.pipeline.answer(exchange, Door.ERROR_DISPATCH, thrown);
		}
		else if (exception instanceof IOException unread && status == HttpServletResponse.SC_BAD_REQUEST) {
			this.pipeline.answer(exchange, Door.ERROR_DISPATCH, Problem.of(status, "REQUEST_INCOMPLETE"), unread);
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
