package dev.mishap.servlet;

import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import dev.mishap.Problem;
import dev.mishap.ProblemRequest;
import dev.mishap.ProblemRequest.Door;
import dev.mishap.internal.Causes;
import dev.mishap.internal.ProblemAnswer;
import dev.mishap.internal.ProblemAnswer.Cut;
import dev.mishap.internal.ProblemAnswer.Rethrow;
import dev.mishap.internal.ProblemAnswer.Send;
import dev.mishap.internal.ProblemPipeline;
import dev.mishap.internal.servlet.ServletState;
import dev.mishap.internal.servlet.WatchedResponse;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

/**
 * Answers over the Servlet API: asks the {@link ProblemPipeline} and applies what it
 * says. A bean, for filters and servlets of an application that refuse requests
 * themselves: {@code problems.answer(exception, request, response)}.
 * {@snippet class = "dev.mishap.docs.ExtendingTests" region = "filter"}
 *
 * @since 0.1.0
 */
public final class ProblemResponder {

	private final ProblemPipeline pipeline;

	private final Predicate<HttpServletRequest> errorPages;

	/**
	 * Creates a responder.
	 * @param pipeline the path of an error to its answer
	 */
	public ProblemResponder(ProblemPipeline pipeline) {
		this(pipeline, (request) -> false);
	}

	/**
	 * Creates a responder for an application with error pages of its own.
	 * @param pipeline the path of an error to its answer
	 * @param errorPages tells the requests that get these pages, to which the container's
	 * ERROR dispatch leads
	 */
	public ProblemResponder(ProblemPipeline pipeline, Predicate<HttpServletRequest> errorPages) {
		this.pipeline = pipeline;
		this.errorPages = errorPages;
	}

	/**
	 * Returns whether a request gets an error page that the application has registered
	 * with the container.
	 * @param request the request
	 */
	public boolean isLeftToErrorPages(HttpServletRequest request) {
		return this.errorPages.test(request);
	}

	/**
	 * Answers an exception.
	 * @param exception the exception, wrapped or not
	 * @param request the request
	 * @param response the response
	 * @throws IOException if the exception is for somebody further out to decide
	 * @throws ServletException if the exception is for somebody further out to decide
	 */
	public void answer(Throwable exception, HttpServletRequest request, HttpServletResponse response)
			throws IOException, ServletException {
		ServletProblemRequest failed = new ServletProblemRequest(request, response, Door.APPLICATION);
		if (!apply(this.pipeline.answerTo(exception, failed), failed, request, response)) {
			rethrow(exception);
		}
	}

	/**
	 * Answers with a problem.
	 * @param problem the problem
	 * @param request the request
	 * @param response the response
	 * @throws IOException if the response is committed, and nobody else would cut it
	 * @throws ServletException if the response is committed, and nobody else would cut it
	 */
	public void answer(Problem problem, HttpServletRequest request, HttpServletResponse response)
			throws IOException, ServletException {
		ServletProblemRequest failed = new ServletProblemRequest(request, response, Door.APPLICATION);
		apply(this.pipeline.answerTo(problem, null, failed), failed, request, response);
	}

	/**
	 * Applies an answer.
	 * @param answer the answer
	 * @param failed the request that it answers, as the pipeline saw it
	 * @param request the request
	 * @param response the response
	 * @return whether nothing is left to do; otherwise the caller has to throw the
	 * exception on
	 * @throws ServletException if the response is to be cut, and nobody further out does
	 * so
	 */
	public boolean apply(ProblemAnswer answer, ProblemRequest failed, HttpServletRequest request,
			HttpServletResponse response) throws ServletException {
		if (answer instanceof Send send) {
			send(send, failed, request, response);
			if (failed.door() == Door.CONTROLLER && request.isAsyncStarted()) {
				// MVC has started it for a handler that failed: nobody else would end it
				request.getAsyncContext().complete();
			}
			return true;
		}
		if (answer instanceof Cut cut) {
			cut(cut.exception(), request);
			return true;
		}
		return !(answer instanceof Rethrow);
	}

	/** Leaves a note for the outermost filter, which knows how this container cuts. */
	private static void cut(@Nullable Throwable exception, HttpServletRequest request) throws ServletException {
		ServletState state = ServletState.of(request);
		ServletException cut = new ServletException("The response failed after it was committed", exception);
		if (!state.isGuarded()) {
			throw cut;
		}
		state.tooLate((exception != null) ? exception : cut);
	}

	private void send(Send send, ProblemRequest failed, HttpServletRequest request, HttpServletResponse response)
			throws ServletException {
		try {
			if (failed.door() != Door.ERROR_DISPATCH && isLeftToErrorPages(request)) {
				refuse(send, failed, request, response);
				return;
			}
			if (failed.door() == Door.CONTROLLER && ServletState.of(request).isSeenByFilters()) {
				offer(send, failed, request, response);
				return;
			}
			if (ServletState.of(request).isLeftToErrorDispatch()) {
				// set anew, fields stand in the same order, whoever has set some before
				send.set().keySet().forEach((name) -> remove(response, name));
			}
			write(send, failed, request, response);
		}
		catch (Throwable ex) {
			if (isClientGone(ex, response)) {
				unwritten(failed, response, ex);
				return;
			}
			this.pipeline.announce(send.status(), failed);
			Send least = this.pipeline.leastOf(send, ex, failed);
			if (!response.isCommitted()) {
				sendLeast(least, failed, response);
			}
			else if (response.getStatus() != send.status()) {
				// another thread, that of a stream of events, has just committed it
				cut(ex, request);
			}
		}
	}

	/**
	 * Lets the container find the page, with the fields that the status owes, and with
	 * what such pages are told without the library: the exception where the container
	 * would have got it, and the words for the caller otherwise.
	 */
	private static void refuse(Send send, ProblemRequest failed, HttpServletRequest request,
			HttpServletResponse response) throws IOException {
		send.remove().forEach((name) -> remove(response, name));
		send.set().forEach((name, values) -> setHeader(response, name, values));
		remove(response, "Content-Language");
		if (send.status() != HttpServletResponse.SC_INTERNAL_SERVER_ERROR) {
			response.sendError(send.status(), failed.state().answeredWith());
			return;
		}
		Throwable exception = failed.state().answeredFor();
		if (exception != null) {
			ServletState.of(request).leaveToErrorPage(thrown(exception, failed.door()));
		}
		response.sendError(send.status());
	}

	/**
	 * Lets a filter of the application see the status, as it does where Spring MVC's own
	 * resolvers refuse. What it passes on gets this answer in the ERROR dispatch.
	 */
	private static void offer(Send send, ProblemRequest failed, HttpServletRequest request,
			HttpServletResponse response) throws IOException {
		ServletState state = ServletState.of(request);
		state.offer(send);
		response.sendError(send.status(), failed.state().answeredWith());
		if (!state.isRefused()) {
			state.offer(null);
			failed.state().unanswered();
		}
	}

	/** As Spring MVC throws on what no handler of exceptions has resolved. */
	private static Throwable thrown(Throwable exception, Door door) {
		return (door == Door.CONTROLLER && !(exception instanceof ServletException))
				? new ServletException("Request processing failed: " + exception, exception) : exception;
	}

	/**
	 * As long as nothing was sent, what could not be written may be the fault of a filter
	 * that keeps what is written, or encodes it.
	 */
	private static boolean isClientGone(Throwable exception, HttpServletResponse response) {
		return exception instanceof IOException && (response.isCommitted() || Causes.isClientGone(exception));
	}

	/**
	 * A container that is not told that its error page has failed may ask for it for
	 * ever.
	 */
	private void unwritten(ProblemRequest failed, HttpServletResponse response, Throwable cause)
			throws ServletException {
		this.pipeline.clientGone(failed);
		if (failed.door() == Door.ERROR_DISPATCH && !response.isCommitted()) {
			throw new ServletException("The answer cannot be written", cause);
		}
	}

	private void sendLeast(Send least, ProblemRequest failed, HttpServletResponse response) throws ServletException {
		try {
			write(least, response);
		}
		catch (Throwable ex) {
			if (isClientGone(ex, response)) {
				unwritten(failed, response, ex);
				return;
			}
			this.pipeline.leastOf(least, ex, failed);
			throw new ServletException("The answer cannot be written", ex);
		}
	}

	/** Filters come first: what they are around has not ended yet. */
	private static void write(Send send, ProblemRequest failed, HttpServletRequest request,
			HttpServletResponse response) throws IOException {
		WatchedResponse watch = (failed.door() != Door.ERROR_DISPATCH) ? WatchedResponse.in(response) : null;
		if (watch == null || !watch.keep(send, request)) {
			ServletState.of(request).skipRestOfBody();
			if (watch != null) {
				watch.answering();
			}
			write(send, response);
			return;
		}
		try {
			write(send, response);
		}
		finally {
			watch.written();
		}
	}

	private static void write(Send send, HttpServletResponse response) throws IOException {
		discardBody(response);
		send.remove().forEach((name) -> remove(response, name));
		send.set().forEach((name, values) -> setHeader(response, name, values));
		if (send.body().isRedirect()) {
			// whether the address is made absolute is for the container to say
			response.sendRedirect(response.getHeader("Location"), send.status());
			return;
		}
		byte[] content = send.body().content();
		OutputStream out = outputStream(response);
		response.setStatus(send.status());
		response.setContentType(send.body().contentType());
		response.setContentLength(content.length);
		out.write(content);
		response.flushBuffer();
	}

	/**
	 * Takes back what was written of another body, with its media type and length.
	 * Statuses, header fields and cookies remain.
	 */
	private static void discardBody(HttpServletResponse response) throws IOException {
		response.resetBuffer();
		outputStream(response);
		// a charset that is set, or comes with a media type, would stick to the next type
		response.setCharacterEncoding((String) null);
		response.setContentType(null);
	}

	private static void remove(HttpServletResponse response, String name) {
		if (response.containsHeader(name)) {
			response.setHeader(name, null);
		}
	}

	private static void setHeader(HttpServletResponse response, String name, List<String> values) {
		response.setHeader(name, values.get(0));
		for (int i = 1; i < values.size(); i++) {
			response.addHeader(name, values.get(i));
		}
	}

	private static OutputStream outputStream(HttpServletResponse response) throws IOException {
		try {
			return response.getOutputStream();
		}
		catch (IllegalStateException ex) {
			// Who called getWriter() has fixed a charset, and with it the media type.
			// reset() alone gives the stream back; it takes the header fields with it.
			Map<String, List<String>> headers = new LinkedHashMap<>();
			for (String name : response.getHeaderNames()) {
				headers.put(name, List.copyOf(response.getHeaders(name)));
			}
			response.reset();
			headers.forEach((name, values) -> {
				if (!"Content-Type".equalsIgnoreCase(name)) {
					setHeader(response, name, values);
				}
			});
			return response.getOutputStream();
		}
	}

	/**
	 * Throws an exception on as it was.
	 * @param exception the exception
	 * @throws IOException if it is one
	 * @throws ServletException if it is one, or is checked and of another kind
	 */
	public static void rethrow(Throwable exception) throws IOException, ServletException {
		if (exception instanceof RuntimeException unchecked) {
			throw unchecked;
		}
		if (exception instanceof Error error) {
			throw error;
		}
		if (exception instanceof IOException io) {
			throw io;
		}
		if (exception instanceof ServletException servlet) {
			throw servlet;
		}
		throw new ServletException(exception);
	}

}
