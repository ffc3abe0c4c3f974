package dev.mishap.internal.servlet;

import java.io.IOException;

import dev.mishap.ProblemRequest;
import dev.mishap.ProblemRequest.Door;
import dev.mishap.internal.ProblemPipeline;
import dev.mishap.internal.operations.ObservedProblems;
import dev.mishap.servlet.ServletProblemRequest;
import io.micrometer.observation.Observation;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.web.filter.ServerHttpObservationFilter;

/**
 * Answers right inside of the observation of requests, so that metrics and traces know
 * the status that the client gets, and lines in the log belong to the trace. What comes
 * by here unanswered is left to the outermost filter. The observation is over before the
 * container comes back with what was refused by {@code sendError}, and so is told of it
 * here.
 */
public final class ObservedProblemFilter implements Filter {

	private static final int FIRST_ERROR = 400;

	private static final int LAST_ERROR = 599;

	private final ErrorAnswers answers;

	private final ProblemPipeline pipeline;

	private final ObservedProblems observed;

	public ObservedProblemFilter(ErrorAnswers answers, ProblemPipeline pipeline, ObservedProblems observed) {
		this.answers = answers;
		this.pipeline = pipeline;
		this.observed = observed;
	}

	/**
	 * Returns the observation of a request.
	 * @param request the request
	 * @return the context of the observation, or {@code null} if there is none
	 */
	public static Observation.@Nullable Context observation(ProblemRequest request) {
		HttpServletRequest servletRequest = request.unwrap(HttpServletRequest.class);
		return (servletRequest != null)
				? ServerHttpObservationFilter.findObservationContext(servletRequest).orElse(null) : null;
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
			}
			return;
		}
		if (!request.isAsyncStarted()) {
			this.answers.fill(request, response, WatchedResponse.in(response));
			if (ServletState.of(request).isRefused()) {
				refused(request, response);
			}
		}
	}

	private void refused(HttpServletRequest request, HttpServletResponse response) {
		int status = response.getStatus();
		ServletProblemRequest failed = new ServletProblemRequest(request, response, Door.FILTER);
		if (status >= FIRST_ERROR && status <= LAST_ERROR && this.observed.isObserved(failed)) {
			Throwable behind = failed.state().witnessed();
			this.observed.mark(this.pipeline.expected(status, failed), behind, failed);
		}
	}

}
