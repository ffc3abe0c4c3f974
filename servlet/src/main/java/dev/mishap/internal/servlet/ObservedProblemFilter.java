package dev.mishap.internal.servlet;

import java.io.IOException;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * Answers right inside of the observation of requests, so that metrics and traces know
 * the status that the client gets, and lines in the log belong to the trace. What comes
 * by here unanswered is left to the outermost filter.
 */
public final class ObservedProblemFilter implements Filter {

	private final ErrorAnswers answers;

	public ObservedProblemFilter(ErrorAnswers answers) {
		this.answers = answers;
	}

	@Override
	public void doFilter(ServletRequest servletRequest, ServletResponse servletResponse, FilterChain chain)
			throws IOException, ServletException {
		if (!(servletRequest instanceof HttpServletRequest request)
				|| !(servletResponse instanceof HttpServletResponse response)
				|| ServletState.of(request).isLeftAlone()) {
			chain.doFilter(servletRequest, servletResponse);
			return;
		}
		try {
			chain.doFilter(request, response);
		}
		catch (Throwable ex) {
			if (ServletState.of(request).tooLate() == null) {
				this.answers.thrown(ex, request, response);
				ObservedErrors.note(request, response, ex);
			}
			return;
		}
		if (!request.isAsyncStarted()) {
			this.answers.fill(request, response, WatchedResponse.in(response));
		}
	}

}
