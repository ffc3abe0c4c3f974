package dev.mishap.servlet;

import java.io.IOException;

import dev.mishap.Door;
import dev.mishap.ProblemPipeline;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

/**
 * Answers over the Servlet API, and leaves a note with the request where it came too late
 * to answer: whoever is outermost has to cut the response then.
 */
public final class ServletAnswers {

	private static final String TOO_LATE = ServletAnswers.class.getName() + ".tooLate";

	private static final String LEFT_ALONE = ServletAnswers.class.getName() + ".leftAlone";

	private static final String LEFT_TO_FILTER = ServletAnswers.class.getName() + ".leftToFilter";

	private ServletAnswers() {
	}

	/**
	 * Answers an exception.
	 * @param pipeline the path
	 * @param request the request
	 * @param response the response
	 * @param door the place through which the exception came
	 * @param exception the exception, wrapped or not
	 * @return whether nothing is left to do; otherwise the response is to be cut
	 */
	public static boolean answer(ProblemPipeline pipeline, HttpServletRequest request, HttpServletResponse response,
			Door door, Throwable exception) {
		boolean answered = pipeline.answer(new ServletProblemExchange(request, response), door, exception);
		if (!answered) {
			request.setAttribute(TOO_LATE, exception);
		}
		return answered;
	}

	/**
	 * Leaves the statuses 403 and 404 of a request to the outermost filter, so that the
	 * answer is the same wherever they came from, down to the order of header fields.
	 * @param request the request
	 */
	public static void leaveToFilter(HttpServletRequest request) {
		request.setAttribute(LEFT_TO_FILTER, Boolean.TRUE);
	}

	/**
	 * Passes an error on to the outermost filter if it is one of those left to it.
	 * @param pipeline the path
	 * @param request the request
	 * @param response the response
	 * @param exception the exception, wrapped or not
	 * @return whether it was passed on
	 * @throws IOException if the client cannot be reached any more
	 */
	public static boolean leftToFilter(ProblemPipeline pipeline, HttpServletRequest request,
			HttpServletResponse response, Throwable exception) throws IOException {
		if (request.getAttribute(LEFT_TO_FILTER) == null || response.isCommitted()) {
			return false;
		}
		int status = pipeline.statusOf(new ServletProblemExchange(request, response), exception);
		if (status != HttpServletResponse.SC_FORBIDDEN && status != HttpServletResponse.SC_NOT_FOUND) {
			return false;
		}
		response.sendError(status);
		return true;
	}

	/**
	 * Returns the exception that came too late to answer.
	 * @param request the request
	 * @return the exception, or {@code null} if there is none
	 */
	public static @Nullable Throwable tooLate(HttpServletRequest request) {
		return (Throwable) request.getAttribute(TOO_LATE);
	}

	/**
	 * Notes that the errors of a request are for somebody else to answer.
	 * @param request the request
	 */
	public static void leaveAlone(HttpServletRequest request) {
		request.setAttribute(LEFT_ALONE, Boolean.TRUE);
	}

	/**
	 * Returns whether the errors of a request are for somebody else to answer.
	 * @param request the request
	 */
	public static boolean isLeftAlone(HttpServletRequest request) {
		return request.getAttribute(LEFT_ALONE) != null;
	}

}
