package dev.mishap.differential;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

import static dev.mishap.differential.Step.asks;
import static dev.mishap.differential.Step.does;

/** The words that scripts are written in. */
final class Steps {

	private static final int FAR = 100_000;

	private Steps() {
	}

	// refusing

	static Step sendError(int status) {
		return does("sendError(" + status + ")", (request, response) -> response.sendError(status));
	}

	static Step sendError(int status, String message) {
		return does("sendError(" + status + ", " + message + ")",
				(request, response) -> response.sendError(status, message));
	}

	static Step redirect(String location) {
		return does("sendRedirect(" + location + ")", (request, response) -> response.sendRedirect(location));
	}

	static Step redirect(String location, int status) {
		return does("sendRedirect(" + location + ", " + status + ")",
				(request, response) -> response.sendRedirect(location, status));
	}

	static Step redirect(String location, boolean clear) {
		return does("sendRedirect(" + location + ", " + clear + ")",
				(request, response) -> response.sendRedirect(location, clear));
	}

	static Step redirect(String location, int status, boolean clear) {
		return does("sendRedirect(" + location + ", " + status + ", " + clear + ")",
				(request, response) -> response.sendRedirect(location, status, clear));
	}

	// failing

	static Step fails(String name, Failure failure) {
		return does("throws " + name, (request, response) -> {
			throw failure.make();
		}).passing();
	}

	static Step fails() {
		return fails("IllegalState", () -> new IllegalStateException("s3cr3t"));
	}

	static Step failsWith(int status) {
		return fails("ResponseStatus " + status, () -> new ResponseStatusException(HttpStatus.valueOf(status)));
	}

	static Step failsWithServletException() {
		return fails("Servlet", () -> new ServletException("s3cr3t", new IllegalStateException("s3cr3t")));
	}

	static Step failsWithIo() {
		return fails("IO", () -> new IOException("s3cr3t"));
	}

	static Step failsWithError() {
		return does("throws Error", (request, response) -> {
			throw new AssertionError("s3cr3t");
		}).passing();
	}

	// status and fields

	static Step setStatus(int status) {
		return does("setStatus(" + status + ")", (request, response) -> response.setStatus(status));
	}

	static Step header(String name, String value) {
		return does("setHeader(" + name + ")", (request, response) -> response.setHeader(name, value));
	}

	static Step addHeader(String name, String value) {
		return does("addHeader(" + name + ")", (request, response) -> response.addHeader(name, value));
	}

	static Step intHeader(String name, int value) {
		return does("setIntHeader(" + name + ")", (request, response) -> response.setIntHeader(name, value));
	}

	static Step addIntHeader(String name, int value) {
		return does("addIntHeader(" + name + ")", (request, response) -> response.addIntHeader(name, value));
	}

	static Step dateHeader(String name) {
		return does("setDateHeader(" + name + ")", (request, response) -> response.setDateHeader(name, 0));
	}

	static Step addDateHeader(String name) {
		return does("addDateHeader(" + name + ")", (request, response) -> response.addDateHeader(name, 0));
	}

	static Step cookie(String name) {
		return does("addCookie(" + name + ")", (request, response) -> response.addCookie(new Cookie(name, "1")));
	}

	static Step contentType(String type) {
		return does("setContentType(" + type + ")", (request, response) -> response.setContentType(type));
	}

	static Step encoding(String encoding) {
		return does("setCharacterEncoding(" + encoding + ")",
				(request, response) -> response.setCharacterEncoding(encoding));
	}

	static Step locale(String tag) {
		return does("setLocale(" + tag + ")", (request, response) -> response.setLocale(Locale.forLanguageTag(tag)));
	}

	static Step length(int length) {
		return does("setContentLength(" + length + ")", (request, response) -> response.setContentLength(length));
	}

	static Step longLength(long length) {
		return does("setContentLengthLong(" + length + ")",
				(request, response) -> response.setContentLengthLong(length));
	}

	static Step bufferSize(int size) {
		return does("setBufferSize(" + size + ")", (request, response) -> response.setBufferSize(size));
	}

	static Step trailers() {
		return does("setTrailerFields", (request, response) -> response.setTrailerFields(() -> Map.of("x-last", "1")));
	}

	static Step asksTrailers() {
		return asks("getTrailerFields", (request, response) -> response.getTrailerFields() != null);
	}

	static Step asksHeader(String name) {
		return asks("getHeaders(" + name + ")", (request, response) -> response.getHeaders(name));
	}

	/** Names of all fields but those that the library promises to add. */
	static Step asksHeaderNames() {
		return asks("getHeaderNames", (request, response) -> {
			TreeSet<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
			names.addAll(response.getHeaderNames());
			names.remove("X-Request-Id");
			return names;
		});
	}

	/** Tomcat keeps a larger buffer for the next request, so that more is no news. */
	static Step asksBufferSize(int least) {
		return asks("getBufferSize >= " + least, (request, response) -> response.getBufferSize() >= least);
	}

	static Step asksType() {
		return asks("getContentType", (request, response) -> response.getContentType());
	}

	static Step asksEncoding() {
		return asks("getCharacterEncoding", (request, response) -> response.getCharacterEncoding());
	}

	static Step asksLocale() {
		return asks("getLocale", (request, response) -> response.getLocale());
	}

	// bodies

	static Step stream() {
		return does("getOutputStream", (request, response) -> response.getOutputStream());
	}

	static Step writer() {
		return does("getWriter", (request, response) -> response.getWriter());
	}

	static Step write(String text) {
		return does("write(" + text + ")", (request, response) -> response.getOutputStream().write(bytes(text)));
	}

	static Step print(String text) {
		return does("print(" + text + ")", (request, response) -> response.getWriter().print(text));
	}

	/** More than any buffer holds. */
	static Step writeMuch() {
		return does("write much", (request, response) -> response.getOutputStream().write(new byte[FAR]));
	}

	static Step printMuch() {
		return does("print much", (request, response) -> response.getWriter().print("x".repeat(FAR)));
	}

	static Step flush() {
		return does("flushBuffer", (request, response) -> response.flushBuffer());
	}

	static Step flushStream() {
		return does("stream.flush", (request, response) -> response.getOutputStream().flush());
	}

	static Step flushWriter() {
		return does("writer.flush", (request, response) -> response.getWriter().flush());
	}

	static Step closeStream() {
		return does("stream.close", (request, response) -> response.getOutputStream().close());
	}

	static Step closeWriter() {
		return does("writer.close", (request, response) -> response.getWriter().close());
	}

	static Step asksWriterError() {
		return asks("writer.checkError", (request, response) -> response.getWriter().checkError());
	}

	static Step asksReady() {
		return asks("stream.isReady", (request, response) -> response.getOutputStream().isReady());
	}

	static Step reset() {
		return does("reset", (request, response) -> response.reset());
	}

	static Step resetBuffer() {
		return does("resetBuffer", (request, response) -> response.resetBuffer());
	}

	/** Takes the stream now, for the steps that use it after something else. */
	static Step takeStream() {
		return does("take stream", (request, response) -> Run.of(request).hold(response.getOutputStream()));
	}

	static Step takeWriter() {
		return does("take writer", (request, response) -> Run.of(request).hold(response.getWriter()));
	}

	static Step writeTaken(String text) {
		return does("taken.write(" + text + ")",
				(request, response) -> Run.of(request).heldStream().write(bytes(text)));
	}

	static Step printTaken(String text) {
		return does("taken.print(" + text + ")", (request, response) -> Run.of(request).heldWriter().print(text));
	}

	static Step flushTaken() {
		return does("taken.flush", (request, response) -> Run.of(request).heldStream().flush());
	}

	static Step flushTakenWriter() {
		return does("taken writer.flush", (request, response) -> Run.of(request).heldWriter().flush());
	}

	static Step closeTaken() {
		return does("taken.close", (request, response) -> Run.of(request).heldStream().close());
	}

	static Step closeTakenWriter() {
		return does("taken writer.close", (request, response) -> Run.of(request).heldWriter().close());
	}

	/** {@code try (out = response.getOutputStream()) { ... }}. */
	static Step tryStream(Step... steps) {
		return does("try stream { " + names(steps) + " }", (request, response) -> {
			try (ServletOutputStream out = response.getOutputStream()) {
				Run.of(request).hold(out);
				Run.of(request).perform(List.of(steps), request, response);
			}
		}).passing();
	}

	/** {@code try (writer = response.getWriter()) { ... }}. */
	static Step tryWriter(Step... steps) {
		return does("try writer { " + names(steps) + " }", (request, response) -> {
			try (java.io.PrintWriter out = response.getWriter()) {
				Run.of(request).hold(out);
				Run.of(request).perform(List.of(steps), request, response);
			}
		}).passing();
	}

	// dispatches

	static Step forward(String path) {
		return does("forward(" + path + ")",
				(request, response) -> request.getRequestDispatcher(path).forward(request, response))
			.passing();
	}

	static Step include(String path) {
		return does("include(" + path + ")",
				(request, response) -> request.getRequestDispatcher(path).include(request, response))
			.passing();
	}

	/** A failure that the application deals with itself. */
	static Step caught(Step step) {
		return new Step("caught " + step.name(), step.action(), false, step.blind());
	}

	static Step errorAttribute(int status) {
		return does("ERROR_STATUS_CODE = " + status,
				(request, response) -> request.setAttribute(RequestDispatcher.ERROR_STATUS_CODE, status));
	}

	static Step errorExceptionAttribute() {
		return does("ERROR_EXCEPTION = IllegalState", (request, response) -> request
			.setAttribute(RequestDispatcher.ERROR_EXCEPTION, new IllegalStateException("s3cr3t")));
	}

	// asynchronous

	static Step startAsync() {
		return does("startAsync", (request, response) -> listen(request, request.startAsync()));
	}

	static Step startAsyncWith() {
		return does("startAsync(request, response)",
				(request, response) -> listen(request, request.startAsync(request, response)));
	}

	private static void listen(HttpServletRequest request, AsyncContext context) {
		Run run = Run.of(request);
		run.startedAsync();
		context.addListener(new Listener(run, "", List.of()));
	}

	static Step timeout(long millis) {
		return does("setTimeout(" + millis + ")", (request, response) -> request.getAsyncContext().setTimeout(millis));
	}

	static Step complete() {
		return does("complete", (request, response) -> request.getAsyncContext().complete()).handingOver();
	}

	static Step dispatch(String path) {
		return does("dispatch(" + path + ")", (request, response) -> request.getAsyncContext().dispatch(path))
			.handingOver();
	}

	static Step onTimeout(Step... steps) {
		return on("onTimeout", steps);
	}

	static Step onError(Step... steps) {
		return on("onError", steps);
	}

	private static Step on(String event, Step... steps) {
		return does(event + " { " + names(steps) + " }", (request, response) -> request.getAsyncContext()
			.addListener(new Listener(Run.of(request), event, List.of(steps)), request, response));
	}

	/** On another thread, while the request's thread is inside of the application. */
	static Step meanwhile(Step... steps) {
		return does("meanwhile { " + names(steps) + " }", (request, response) -> {
			Thread thread = background(request, false, steps);
			thread.start();
			thread.join();
		}).handingOver();
	}

	/** On another thread, after the request's thread has left all filters. */
	static Step later(Step... steps) {
		return does("later { " + names(steps) + " }", (request, response) -> background(request, true, steps).start())
			.handingOver();
	}

	private static Thread background(HttpServletRequest request, boolean later, Step... steps) {
		Run run = Run.of(request);
		AsyncContext context = request.getAsyncContext();
		return new Thread(() -> {
			run.enter();
			try {
				if (later) {
					run.awaitReturn();
				}
				run.perform(List.of(steps), (HttpServletRequest) context.getRequest(),
						(HttpServletResponse) context.getResponse());
			}
			catch (Exception ex) {
				run.event("background thread ends with " + ex.getClass().getName());
			}
		});
	}

	private static String names(Step... steps) {
		StringBuilder names = new StringBuilder();
		for (Step step : steps) {
			names.append(names.isEmpty() ? "" : ", ").append(step.name());
		}
		return names.toString();
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	/** Makes what is thrown. */
	@FunctionalInterface
	interface Failure {

		Exception make();

	}

	/** Notes what the container tells, and performs steps at one event. */
	private record Listener(Run run, String at, List<Step> steps) implements AsyncListener {

		@Override
		public void onComplete(AsyncEvent event) throws IOException {
			told("onComplete", event);
		}

		@Override
		public void onTimeout(AsyncEvent event) throws IOException {
			told("onTimeout", event);
		}

		@Override
		public void onError(AsyncEvent event) throws IOException {
			told("onError", event);
		}

		@Override
		public void onStartAsync(AsyncEvent event) throws IOException {
			told("onStartAsync", event);
		}

		private void told(String what, AsyncEvent event) throws IOException {
			if (this.at.isEmpty()) {
				this.run.event(what);
			}
			if (!this.at.equals(what)) {
				return;
			}
			try {
				this.run.perform(this.steps, (HttpServletRequest) event.getSuppliedRequest(),
						(HttpServletResponse) event.getSuppliedResponse());
			}
			catch (IOException | RuntimeException | Error ex) {
				throw ex;
			}
			catch (Exception ex) {
				throw new IOException(ex);
			}
		}

	}

}
