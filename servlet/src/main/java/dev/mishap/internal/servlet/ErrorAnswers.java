package dev.mishap.internal.servlet;

import java.io.IOException;
import java.net.SocketTimeoutException;

import dev.mishap.Problem;
import dev.mishap.ProblemRequest.Door;
import dev.mishap.internal.Causes;
import dev.mishap.internal.ProblemPipeline;
import dev.mishap.servlet.ProblemResponder;
import dev.mishap.servlet.ServletProblemRequest;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

/** What both filters answer: exceptions, and error statuses without a body. */
public final class ErrorAnswers {

	private static final int FIRST_ERROR = 400;

	private static final int LAST_ERROR = 599;

	private final ProblemPipeline pipeline;

	private final ProblemResponder responder;

	private final boolean fillBodiless;

	public ErrorAnswers(ProblemPipeline pipeline, ProblemResponder responder, boolean fillBodiless) {
		this.pipeline = pipeline;
		this.responder = responder;
		this.fillBodiless = fillBodiless;
	}

	/** Answers an exception, or throws it on if it is for somebody else to turn. */
	void thrown(Throwable exception, HttpServletRequest request, HttpServletResponse response)
			throws IOException, ServletException {
		ServletProblemRequest failed = new ServletProblemRequest(request, response, Door.FILTER);
		if (!this.responder.apply(this.pipeline.answerTo(exception, failed), failed, request, response)) {
			ProblemResponder.rethrow(exception);
		}
	}

	/** Gives a body to an error status that nobody has given one. */
	void fill(HttpServletRequest request, HttpServletResponse response, @Nullable WatchedResponse watch)
			throws ServletException {
		int status = response.getStatus();
		if (this.fillBodiless && watch != null && status <= LAST_ERROR && watch.isBodiless()) {
			ServletProblemRequest failed = new ServletProblemRequest(request, response, Door.FILTER);
			this.responder.apply(this.pipeline.fill(status, failed), failed, request, response);
		}
	}

	/**
	 * The container has the last word on the status, but for an exception it always says
	 * 500.
	 */
	void errorDispatch(HttpServletRequest request, HttpServletResponse response) throws ServletException {
		if (response.isCommitted()) {
			return;
		}
		Object code = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
		Object exception = request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
		int status = (code instanceof Integer number) ? number : HttpServletResponse.SC_INTERNAL_SERVER_ERROR;
		ServletProblemRequest failed = new ServletProblemRequest(request, response, Door.ERROR_DISPATCH);
		ServletState state = ServletState.of(request);
		if (exception == null && state.isTimedOut() && !state.isRefused()) {
			status = HttpServletResponse.SC_SERVICE_UNAVAILABLE;
		}
		if (exception instanceof Throwable thrown && status == HttpServletResponse.SC_INTERNAL_SERVER_ERROR) {
			this.responder.apply(this.pipeline.answerTo(thrown, failed), failed, request, response);
		}
		else if (exception instanceof IOException unread && status == HttpServletResponse.SC_BAD_REQUEST) {
			Problem incomplete = isTimeout(unread) ? Problem.of(HttpServletResponse.SC_REQUEST_TIMEOUT)
					: Problem.of(status, "REQUEST_INCOMPLETE");
			this.responder.apply(this.pipeline.answerTo(incomplete, unread, failed), failed, request, response);
		}
		else if (status >= FIRST_ERROR) {
			Object message = (exception == null) ? request.getAttribute(RequestDispatcher.ERROR_MESSAGE) : null;
			this.responder.apply(this.pipeline.answerTo(status, wordsOf(status, message), failed), failed, request,
					response);
		}
	}

	private static boolean isTimeout(IOException unread) {
		return Causes.find(unread, SocketTimeoutException.class) != null;
	}

	/**
	 * Leaves out the message that {@code HttpServlet} has for a 405: it is not in the
	 * language of the client.
	 */
	static @Nullable String wordsOf(int status, @Nullable Object reason) {
		return (status != HttpServletResponse.SC_METHOD_NOT_ALLOWED && reason instanceof String text) ? text : null;
	}

}
