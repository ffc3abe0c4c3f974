package dev.mishap.internal.servlet;

import java.io.IOException;
import java.net.SocketTimeoutException;

import dev.mishap.Problem;
import dev.mishap.ProblemRequest.Door;
import dev.mishap.ProblemRequest;
import dev.mishap.RequestIdMdc;
import dev.mishap.internal.Causes;
import dev.mishap.internal.PathPatterns;
import dev.mishap.internal.ProblemAnswer.Send;
import dev.mishap.internal.ProblemAnswer;
import dev.mishap.internal.ProblemPipeline;
import dev.mishap.internal.operations.ObservedProblems;
import dev.mishap.servlet.ProblemResponder;
import dev.mishap.servlet.ServletProblemRequest;
import io.micrometer.observation.Observation;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import org.jspecify.annotations.Nullable;

import org.springframework.web.filter.ServerHttpObservationFilter;

/**
 * Outermost filter. It gives the request its ID, answers what is thrown past it and what
 * got an error status but no body, and takes the container's ERROR dispatch, to which
 * {@code sendError} leads, before a secured error page can hide the truth.
 */
public final class ProblemFilter implements Filter {

	private static final int FIRST_FINAL = 200;

	private static final int FIRST_ERROR = 400;

	private static final int LAST_ERROR = 599;

	/** By which Jetty finds the page of an exception. */
	private static final String JETTY_ERROR_EXCEPTION = "org.eclipse.jetty.server.error_exception";

	private final ProblemPipeline pipeline;

	private final ProblemResponder responder;

	private final ResponseCutter cutter;

	private final @Nullable String requestIdHeader;

	private final Answers answers;

	private final boolean errorDispatches;

	private final PathPatterns excluded;

	public ProblemFilter(ProblemPipeline pipeline, ProblemResponder responder, ResponseCutter cutter,
			@Nullable String requestIdHeader, boolean fillBodiless, boolean errorDispatches, PathPatterns excluded) {
		this.pipeline = pipeline;
		this.responder = responder;
		this.cutter = cutter;
		this.requestIdHeader = requestIdHeader;
		this.answers = new Answers(pipeline, responder, fillBodiless);
		this.errorDispatches = errorDispatches;
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
		settleLanguages(request);
		DispatcherType dispatch = request.getDispatcherType();
		if (dispatch == DispatcherType.INCLUDE) {
			include(request, response, chain);
			return;
		}
		if (dispatch == DispatcherType.FORWARD) {
			chain.doFilter(request, response);
			if (!ServletState.of(request).isLeftAlone()) {
				// a container closes the response as soon as the forward is over
				this.answers.fill(request, response, WatchedResponse.in(response));
			}
			return;
		}
		String requestId = this.pipeline.requestId(new ServletProblemRequest(request, response, Door.FILTER));
		if (this.requestIdHeader != null && !response.isCommitted()) {
			response.setHeader(this.requestIdHeader, requestId);
		}
		String previous = RequestIdMdc.set(requestId);
		ServletState state = ServletState.of(request);
		state.enter();
		try {
			if (isExcluded(request)) {
				state.leaveAlone();
				chain.doFilter(request, response);
			}
			else if (dispatch == DispatcherType.ERROR) {
				errorDispatch(request, response, chain);
			}
			else {
				filter(request, response, chain);
			}
		}
		finally {
			state.leave();
			RequestIdMdc.set(previous);
		}
	}

	/** Returns whether somebody else answers the errors of a path. */
	private boolean isExcluded(HttpServletRequest request) {
		Object original = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
		String uri = (original != null) ? original.toString() : request.getRequestURI();
		return this.excluded.match(uri, request.getContextPath());
	}

	/**
	 * Where a client lists more than ten languages, Tomcat fails when it is first asked
	 * for them, which Spring does for every request; from then on it names the first ten.
	 */
	private static void settleLanguages(HttpServletRequest request) {
		try {
			request.getLocale();
		}
		catch (IllegalArgumentException ignored) {
			// ten are enough to find one
		}
	}

	private void filter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		ServletState state = ServletState.of(request);
		state.guard();
		WatchedResponse present = WatchedResponse.in(response);
		WatchedResponse watch = (present != null) ? present : watch(request, response);
		HttpServletResponse outer = (present != null) ? (HttpServletResponse) present.getResponse() : response;
		Throwable thrown = null;
		try {
			chain.doFilter(request, (present != null) ? response : watch);
		}
		catch (Throwable ex) {
			thrown = ex;
		}
		if (thrown == null || !watch.takeBack()) {
			this.answers.release(request, outer, watch);
		}
		if (thrown != null) {
			answerThrown(request, outer, watch, thrown);
		}
		else if (request.isAsyncStarted()) {
			if (watch instanceof WatchedResponse.Capturing capture) {
				capture.end();
			}
			watchTimeout(request);
			answerCaptured(request, outer, watch);
		}
		else {
			answerCaptured(request, outer, watch);
			this.answers.fill(request, outer, watch);
			this.answers.announce(request, outer);
		}
		Throwable ofErrorPage = state.ofErrorPage();
		if (ofErrorPage != null && state.isRefused()) {
			// only here: whoever measures requests further in has seen the exception
			// itself
			request.setAttribute(RequestDispatcher.ERROR_EXCEPTION, ofErrorPage);
			request.setAttribute(RequestDispatcher.ERROR_EXCEPTION_TYPE, ofErrorPage.getClass());
			request.setAttribute(JETTY_ERROR_EXCEPTION, ofErrorPage);
		}
		Throwable tooLate = state.tooLate();
		if (tooLate != null) {
			this.cutter.cut(request, outer, tooLate);
		}
	}

	private static void watchTimeout(HttpServletRequest request) {
		try {
			request.getAsyncContext().addListener(new TimeoutListener(request));
		}
		catch (IllegalStateException ignored) {
			// the other thread is through already
		}
	}

	private WatchedResponse watch(HttpServletRequest request, HttpServletResponse response) {
		return this.errorDispatches ? WatchedResponse.around(request, response, this.cutter.isRefusalReplaced())
				: new WatchedResponse.Capturing(request, response);
	}

	private void answerThrown(HttpServletRequest request, HttpServletResponse response, WatchedResponse watch,
			Throwable thrown) throws IOException, ServletException {
		if (watch.state().tooLate() != null) {
			return;
		}
		if (watch instanceof WatchedResponse.Capturing capture) {
			capture.open();
		}
		this.answers.thrown(thrown, request, response);
	}

	private void answerCaptured(HttpServletRequest request, HttpServletResponse response, WatchedResponse watch)
			throws ServletException {
		if (!(watch instanceof WatchedResponse.Capturing capture) || capture.error() == 0) {
			return;
		}
		int error = capture.error();
		String reason = capture.reason();
		capture.open();
		if (Answers.isRefusal(error)) {
			ServletProblemRequest failed = new ServletProblemRequest(request, response, Door.FILTER);
			ProblemAnswer offered = watch.state().offered(error);
			this.pipeline.announce(error, failed);
			this.responder.apply(
					(offered != null) ? offered : this.pipeline.answerTo(error, Answers.wordsOf(error, reason), failed),
					failed, request, response);
		}
	}

	private void errorDispatch(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		if (this.responder.isLeftToErrorPages(request)) {
			chain.doFilter(request, ServletState.of(request).isFilled() ? new FilledResponse(response) : response);
		}
		else {
			this.answers.errorDispatch(request, response);
		}
	}

	/**
	 * Of a response that was committed before it failed, Tomcat includes the error page
	 * into what was sent, when the application is through with the request: what that
	 * includes itself, into an error page of its own, has the same attributes. Where the
	 * connection broke while another thread wrote, Tomcat has closed it, and there is
	 * nobody left to tell.
	 */
	private void include(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		boolean errorPage = !ServletState.of(request).isEntered() && response.isCommitted()
				&& request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) != null;
		if (!errorPage) {
			chain.doFilter(request, response);
		}
		else if (request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof IOException) {
			this.pipeline.clientGone(new ServletProblemRequest(request, response, Door.ERROR_DISPATCH));
		}
		else if (ServletState.of(request).tooLate() == null) {
			// nobody cuts it otherwise: an asynchronous response that timed out half-way
			throw new CommittedException();
		}
	}

	/**
	 * Response of an error page for a status that the application has sent without a
	 * body. Pages that are no error, such as that of a single-page application or the way
	 * to another one, are for what the application does not know itself.
	 */
	private static final class FilledResponse extends HttpServletResponseWrapper {

		private static final String LOCATION = "Location";

		private FilledResponse(HttpServletResponse response) {
			super(response);
		}

		@Override
		public void setStatus(int status) {
			if (status >= FIRST_ERROR) {
				super.setStatus(status);
			}
		}

		@Override
		public void setHeader(String name, @Nullable String value) {
			if (!LOCATION.equalsIgnoreCase(name)) {
				super.setHeader(name, value);
			}
		}

		@Override
		public void addHeader(String name, @Nullable String value) {
			if (!LOCATION.equalsIgnoreCase(name)) {
				super.addHeader(name, value);
			}
		}

		@Override
		public void sendRedirect(String location) {
			// the status stays
		}

		@Override
		public void sendRedirect(String location, int status) {
			// the status stays
		}

		@Override
		public void sendRedirect(String location, boolean clearBuffer) {
			// the status stays
		}

		@Override
		public void sendRedirect(String location, int status, boolean clearBuffer) {
			// the status stays
		}

	}

	/** Makes Tomcat give up an error page that it would include into what was sent. */
	private static final class CommittedException extends ServletException {

		private static final long serialVersionUID = 1L;

		private CommittedException() {
			super("The response failed after it was committed");
		}

	}

	/**
	 * Notes with a request that its asynchronous handling took too long: a container that
	 * nobody tells what to do then says 500 and not why.
	 */
	private record TimeoutListener(HttpServletRequest request) implements AsyncListener {

		@Override
		public void onTimeout(AsyncEvent event) {
			ServletState.of(this.request).timedOut();
		}

		@Override
		public void onComplete(AsyncEvent event) {
		}

		@Override
		public void onError(AsyncEvent event) {
		}

		@Override
		public void onStartAsync(AsyncEvent event) {
		}

	}

	/**
	 * Ends a response that failed after it was committed so that the client can see that
	 * it is not whole: no last chunk in HTTP/1.1 (RFC 9112, section 8), a reset stream in
	 * HTTP/2. Each container has its own way.
	 */
	@FunctionalInterface
	public interface ResponseCutter {

		/**
		 * Cuts the response, or throws what makes the container cut it.
		 * @param request the request
		 * @param response the response, committed
		 * @param exception what went wrong; logged already
		 * @throws IOException to make the container cut the response
		 * @throws ServletException to make the container cut the response
		 */
		void cut(HttpServletRequest request, HttpServletResponse response, Throwable exception)
				throws IOException, ServletException;

		/**
		 * Returns whether this container answers what a filter fails with after
		 * {@code sendError}, and not the refusal.
		 */
		default boolean isRefusalReplaced() {
			return false;
		}

	}

	/**
	 * Answers right inside of the observation of requests, so that metrics and traces
	 * know the status that the client gets, and lines in the log belong to the trace.
	 * What comes by here unanswered is left to the outermost filter. The observation is
	 * over before the container comes back with what was refused by {@code sendError},
	 * and so is told of it here.
	 */
	public static final class ObservedProblemFilter implements Filter {

		private final Answers answers;

		private final ProblemPipeline pipeline;

		private final ObservedProblems observed;

		public ObservedProblemFilter(ProblemPipeline pipeline, ProblemResponder responder, boolean fillBodiless,
				ObservedProblems observed) {
			this.answers = new Answers(pipeline, responder, fillBodiless);
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
					WatchedResponse watch = WatchedResponse.in(response);
					if (watch != null) {
						watch.takeBack();
					}
					this.answers.thrown(ex, request, response);
				}
				return;
			}
			if (!request.isAsyncStarted()) {
				this.answers.fill(request, response, WatchedResponse.in(response));
				if (ServletState.of(request).isRefused() && !this.answers.announce(request, response)) {
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

	/**
	 * What both filters and the error path answer: exceptions, and error statuses without
	 * a body.
	 */
	static final class Answers {

		private final ProblemPipeline pipeline;

		private final ProblemResponder responder;

		private final boolean fillBodiless;

		Answers(ProblemPipeline pipeline, ProblemResponder responder, boolean fillBodiless) {
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

		/**
		 * Sends an answer that was kept until the filters are through, and one that a
		 * filter has kept for itself: in a response of its own that it passes on only
		 * where nothing failed, or only at once.
		 */
		void release(HttpServletRequest request, HttpServletResponse response, WatchedResponse watch)
				throws ServletException {
			Send kept = watch.kept();
			if (kept == null) {
				Send lost = request.isAsyncStarted() ? null : watch.lost();
				if (lost != null) {
					this.responder.apply(lost, failed(request, response), request, response);
				}
				return;
			}
			try {
				watch.release();
			}
			catch (Throwable ex) {
				if (response.isCommitted() || Causes.isClientGone(ex)) {
					this.pipeline.clientGone(failed(request, response));
				}
				else {
					ServletProblemRequest failed = failed(request, response);
					this.responder.apply(this.pipeline.leastOf(kept, ex, failed), failed, request, response);
				}
			}
		}

		private static ServletProblemRequest failed(HttpServletRequest request, HttpServletResponse response) {
			return new ServletProblemRequest(request, response, Door.FILTER);
		}

		/**
		 * Says of a refusal that a filter might have turned into something else that it
		 * has come through.
		 * @return whether there was one
		 */
		boolean announce(HttpServletRequest request, HttpServletResponse response) {
			return ServletState.of(request).isRefused()
					&& this.pipeline.announce(response.getStatus(), failed(request, response));
		}

		/** Gives a body to an error status that nobody has given one. */
		void fill(HttpServletRequest request, HttpServletResponse response, @Nullable WatchedResponse watch)
				throws ServletException {
			int status = response.getStatus();
			if (this.fillBodiless && watch != null && status <= LAST_ERROR && watch.isBodiless()) {
				ServletProblemRequest failed = new ServletProblemRequest(request, response, Door.FILTER);
				ServletState state = ServletState.of(request);
				state.filled(true);
				this.responder.apply(this.pipeline.fill(status, failed), failed, request, response);
				state.filled(state.isRefused());
			}
		}

		/**
		 * The container has the last word on the status, but for an exception it always
		 * says 500.
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
			ProblemAnswer offered = (exception == null) ? state.offered(status) : null;
			if (offered != null) {
				this.pipeline.announce(status, failed);
				this.responder.apply(offered, failed, request, response);
				return;
			}
			if (exception instanceof Throwable thrown && status == HttpServletResponse.SC_INTERNAL_SERVER_ERROR) {
				this.responder.apply(this.pipeline.answerTo(thrown, failed), failed, request, response);
			}
			else if (exception instanceof IOException unread && status == HttpServletResponse.SC_BAD_REQUEST) {
				Problem incomplete = isTimeout(unread) ? Problem.of(HttpServletResponse.SC_REQUEST_TIMEOUT)
						: Problem.of(status, "REQUEST_INCOMPLETE");
				this.responder.apply(this.pipeline.answerTo(incomplete, unread, failed), failed, request, response);
			}
			else if (isRefusal(status)) {
				Object message = (exception == null) ? request.getAttribute(RequestDispatcher.ERROR_MESSAGE) : null;
				this.responder.apply(this.pipeline.answerTo(status, wordsOf(status, message), failed), failed, request,
						response);
			}
		}

		/** An answer that is none yet would leave the client waiting for one. */
		static boolean isRefusal(int status) {
			return status >= FIRST_ERROR || status < FIRST_FINAL;
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

}
