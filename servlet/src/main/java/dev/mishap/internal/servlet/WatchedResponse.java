package dev.mishap.internal.servlet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.Charset;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

import dev.mishap.internal.HeaderFields;
import dev.mishap.internal.ProblemAnswer.Send;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import org.jspecify.annotations.Nullable;

import org.springframework.web.util.WebUtils;

/**
 * Response that tells what the application has done with it: whether a body was begun,
 * whether the request was refused or redirected, and whether a filter encodes what is
 * written. Every call reaches the container's response as it is, until the library
 * answers: from then on the response is closed to the application.
 */
public abstract class WatchedResponse extends HttpServletResponseWrapper {

	private static final int FIRST_ERROR = 400;

	private static final String CONTENT_ENCODING = "Content-Encoding";

	/** Of Spring MVC, which may be absent. */
	private static final String HANDLER_CHOSEN = "org.springframework.web.servlet.HandlerMapping.bestMatchingHandler";

	private final HttpServletRequest request;

	private final ServletState state;

	private boolean bodyUsed;

	/** Whether somebody may write past everything that is said here. */
	private boolean handedOut;

	/** Who has written an answer at once. */
	private volatile @Nullable Thread answering;

	WatchedResponse(HttpServletRequest request, HttpServletResponse response) {
		super(response);
		this.request = request;
		this.state = ServletState.of(request);
	}

	/**
	 * Returns a watch that changes nothing.
	 * @param request the request
	 * @param response the container's response
	 * @param replaced whether this container forgets a refusal when a filter fails after
	 * it
	 */
	static WatchedResponse around(HttpServletRequest request, HttpServletResponse response, boolean replaced) {
		return new Keeping(request, response, replaced);
	}

	/**
	 * Returns the watch that is around a response already: one that was given to
	 * {@code startAsync} comes back in the dispatch.
	 * @param response the response
	 * @return the watch, or {@code null} if there is none
	 */
	public static @Nullable WatchedResponse in(ServletResponse response) {
		return WebUtils.getNativeResponse(response, WatchedResponse.class);
	}

	/** Returns whether the response is an error that nobody has given a body. */
	boolean isBodiless() {
		return !this.bodyUsed && !this.state.isRefused() && getStatus() >= FIRST_ERROR && !isCommitted()
				&& !announcesBody();
	}

	/**
	 * The answer to a HEAD has only fields. One that describes a body, such as a gateway
	 * hands on, says that the answer to a GET has one, and that one stays.
	 */
	private boolean announcesBody() {
		return "HEAD".equals(this.request.getMethod()) && getContentType() != null;
	}

	ServletState state() {
		return this.state;
	}

	/** Returns whether the response is closed to the application. */
	abstract boolean isClosed();

	private void refuse(String call) {
		if (isClosed()) {
			throw new IllegalStateException("Cannot call " + call + " after the response has been committed");
		}
	}

	/**
	 * Takes the answer that is about to be written in, until the filters are through.
	 * @param answer the answer
	 * @param dispatched the request as it was dispatched
	 * @return whether it does; otherwise it is sent at once
	 */
	public boolean keep(Send answer, HttpServletRequest dispatched) {
		return false;
	}

	/**
	 * Notes that this thread writes an answer at once. Another one, which ends a stream
	 * of events that failed, would flush what is half written.
	 */
	public void answering() {
		this.answering = Thread.currentThread();
	}

	private boolean isAnsweredByAnother() {
		Thread answering = this.answering;
		return answering != null && answering != Thread.currentThread();
	}

	/**
	 * Notes that the answer was written. What a filter does not let through to here is
	 * that filter's to pass on.
	 * @throws IOException if what did come through cannot be written
	 */
	public void written() throws IOException {
	}

	/**
	 * Takes back an answer that nobody has seen, where a filter has failed after it.
	 * @return whether there was one, and this container has another one for the failure
	 */
	boolean takeBack() {
		return false;
	}

	/**
	 * Returns an answer that is kept.
	 * @return the answer, or {@code null} if there is none
	 */
	@Nullable Send kept() {
		return null;
	}

	/**
	 * Sends what is kept.
	 * @throws IOException if it cannot be written
	 */
	void release() throws IOException {
	}

	/**
	 * Returns an answer of which nothing has come through the filters.
	 * @return the answer, or {@code null} if there is none
	 */
	@Nullable Send lost() {
		return null;
	}

	@Override
	public void sendError(int status) throws IOException {
		refuse("sendError()");
		keepOwed(status);
		super.sendError(status);
		this.state.refused(true);
	}

	@Override
	public void sendError(int status, @Nullable String message) throws IOException {
		refuse("sendError()");
		keepOwed(status);
		super.sendError(status, message);
		this.state.refused(true);
	}

	private void keepOwed(int status) {
		if (status == SC_REQUESTED_RANGE_NOT_SATISFIABLE || status == SC_METHOD_NOT_ALLOWED) {
			this.state.refuseWith(getHeader("Allow"), getHeader("Content-Range"));
		}
	}

	private void announced(String name) {
		if (CONTENT_ENCODING.equalsIgnoreCase(name) && this.request.getAttribute(HANDLER_CHOSEN) == null) {
			this.state.encoded();
		}
	}

	@Override
	public ServletOutputStream getOutputStream() throws IOException {
		ServletOutputStream out = super.getOutputStream();
		used();
		this.handedOut = true;
		return out;
	}

	@Override
	public PrintWriter getWriter() throws IOException {
		PrintWriter writer = super.getWriter();
		used();
		this.handedOut = true;
		return writer;
	}

	void used() {
		this.bodyUsed = true;
	}

	boolean isHandedOut() {
		return this.handedOut;
	}

	@Override
	public boolean isCommitted() {
		return isClosed() || super.isCommitted();
	}

	@Override
	public void sendRedirect(String location) throws IOException {
		refuse("sendRedirect()");
		super.sendRedirect(location);
		this.state.refused(true);
	}

	@Override
	public void sendRedirect(String location, int status) throws IOException {
		refuse("sendRedirect()");
		super.sendRedirect(location, status);
		this.state.refused(true);
	}

	@Override
	public void sendRedirect(String location, boolean clearBuffer) throws IOException {
		refuse("sendRedirect()");
		super.sendRedirect(location, clearBuffer);
		this.state.refused(true);
	}

	@Override
	public void sendRedirect(String location, int status, boolean clearBuffer) throws IOException {
		refuse("sendRedirect()");
		super.sendRedirect(location, status, clearBuffer);
		this.state.refused(true);
	}

	@Override
	public void setStatus(int status) {
		if (!isClosed()) {
			super.setStatus(status);
		}
	}

	@Override
	public void setHeader(String name, @Nullable String value) {
		if (!isClosed()) {
			super.setHeader(name, value);
			announced(name);
		}
	}

	@Override
	public void addHeader(String name, @Nullable String value) {
		if (!isClosed()) {
			super.addHeader(name, value);
			announced(name);
		}
	}

	@Override
	public void setIntHeader(String name, int value) {
		if (!isClosed()) {
			super.setIntHeader(name, value);
		}
	}

	@Override
	public void addIntHeader(String name, int value) {
		if (!isClosed()) {
			super.addIntHeader(name, value);
		}
	}

	@Override
	public void setDateHeader(String name, long date) {
		if (!isClosed()) {
			super.setDateHeader(name, date);
		}
	}

	@Override
	public void addDateHeader(String name, long date) {
		if (!isClosed()) {
			super.addDateHeader(name, date);
		}
	}

	@Override
	public void addCookie(Cookie cookie) {
		if (!isClosed()) {
			super.addCookie(cookie);
		}
	}

	@Override
	public void setContentType(@Nullable String type) {
		if (!isClosed()) {
			super.setContentType(type);
		}
	}

	@Override
	public void setCharacterEncoding(@Nullable String encoding) {
		if (!isClosed()) {
			super.setCharacterEncoding(encoding);
		}
	}

	@Override
	public void setCharacterEncoding(@Nullable Charset encoding) {
		if (!isClosed()) {
			super.setCharacterEncoding(encoding);
		}
	}

	@Override
	public void setContentLength(int length) {
		if (!isClosed()) {
			super.setContentLength(length);
		}
	}

	@Override
	public void setContentLengthLong(long length) {
		if (!isClosed()) {
			super.setContentLengthLong(length);
		}
	}

	@Override
	public void setLocale(Locale locale) {
		if (!isClosed()) {
			super.setLocale(locale);
		}
	}

	@Override
	public void setTrailerFields(Supplier<Map<String, String>> supplier) {
		refuse("setTrailerFields()");
		super.setTrailerFields(supplier);
	}

	@Override
	public void setBufferSize(int size) {
		refuse("setBufferSize()");
		super.setBufferSize(size);
	}

	@Override
	public void resetBuffer() {
		refuse("resetBuffer()");
		super.resetBuffer();
		this.bodyUsed = false;
	}

	@Override
	public void reset() {
		refuse("reset()");
		super.reset();
		this.bodyUsed = false;
	}

	@Override
	public void flushBuffer() throws IOException {
		if (!isClosed() && !isAnsweredByAnother()) {
			super.flushBuffer();
		}
	}

	/**
	 * Keeps an answer of the library until the filters are through, as a container keeps
	 * a refusal by {@code sendError}: filters may read the rest of the request's body,
	 * and may fail. An answer that does not come through as it was written, because a
	 * filter encodes it, passes at once.
	 */
	private static class Keeping extends WatchedResponse {

		private final boolean replaced;

		private @Nullable Kept kept;

		private Keeping(HttpServletRequest request, HttpServletResponse response, boolean replaced) {
			super(request, response);
			this.replaced = replaced;
		}

		@Override
		boolean isClosed() {
			return isKept();
		}

		private boolean isKept() {
			return this.kept != null && this.kept.stage == Stage.KEPT;
		}

		@Override
		public boolean keep(Send answer, HttpServletRequest dispatched) {
			DispatcherType dispatch = dispatched.getDispatcherType();
			if ((dispatch != DispatcherType.REQUEST && dispatch != DispatcherType.ASYNC) || dispatched.isAsyncStarted()
					|| isHandedOut() || isCommitted()) {
				return false;
			}
			if (this.kept == null) {
				this.kept = new Kept(answer);
				return true;
			}
			return this.kept.again(answer);
		}

		@Override
		public void written() throws IOException {
			if (this.kept != null && this.kept.stage == Stage.WRITING) {
				this.kept.pass();
			}
		}

		@Override
		boolean takeBack() {
			Send answer = isKept() ? kept() : lost();
			if (answer == null || !this.replaced) {
				return false;
			}
			forget();
			answer.set().keySet().stream().filter((name) -> !HeaderFields.isShared(name)).forEach((name) -> {
				if (containsHeader(name)) {
					setHeader(name, null);
				}
			});
			return true;
		}

		private void forget() {
			if (this.kept != null) {
				this.kept.forget();
			}
		}

		@Override
		@Nullable Send kept() {
			return (this.kept != null && isKept()) ? this.kept.answer : null;
		}

		@Override
		void release() throws IOException {
			if (this.kept != null) {
				this.kept.pass();
				super.flushBuffer();
			}
		}

		@Override
		@Nullable Send lost() {
			Kept kept = this.kept;
			if (kept == null || kept.answer == null || kept.stage != Stage.PASSING || kept.passed || isCommitted()) {
				return null;
			}
			return (getStatus() == kept.answer.status()) ? kept.answer : null;
		}

		@Override
		public void setContentLength(int length) {
			super.setContentLength(length);
			ofLength(length);
		}

		@Override
		public void setContentLengthLong(long length) {
			super.setContentLengthLong(length);
			ofLength(length);
		}

		private void ofLength(long length) {
			if (this.kept != null) {
				this.kept.length = length;
			}
		}

		@Override
		public void resetBuffer() {
			super.resetBuffer();
			if (this.kept != null) {
				this.kept.content.reset();
			}
		}

		@Override
		public void flushBuffer() throws IOException {
			if (this.kept != null) {
				this.kept.flush();
			}
			super.flushBuffer();
		}

		@Override
		public ServletOutputStream getOutputStream() throws IOException {
			if (this.kept == null) {
				return super.getOutputStream();
			}
			used();
			return this.kept;
		}

		@Override
		public PrintWriter getWriter() throws IOException {
			if (this.kept == null) {
				return super.getWriter();
			}
			if (isKept()) {
				return new PrintWriter(Writer.nullWriter());
			}
			this.kept.pass();
			this.kept.passed = true;
			return super.getWriter();
		}

		private ServletOutputStream ofContainer() throws IOException {
			return super.getOutputStream();
		}

		/** Where an answer is. */
		private enum Stage {

			WRITING, KEPT, PASSING

		}

		/** An answer, and the stream that filters write it to. */
		private final class Kept extends ServletOutputStream {

			private final ByteArrayOutputStream content;

			private @Nullable Send answer;

			private long length = -1;

			private Stage stage = Stage.WRITING;

			private boolean passed;

			private Kept(Send answer) {
				this.answer = answer;
				this.content = new ByteArrayOutputStream(answer.body().content().length);
			}

			/**
			 * Whoever has this stream goes on with it, whatever becomes of the answer.
			 */
			private void forget() {
				this.answer = null;
				this.content.reset();
				this.length = -1;
				this.stage = Stage.PASSING;
			}

			private boolean again(Send answer) {
				if (this.answer != null || this.passed) {
					return false;
				}
				this.answer = answer;
				this.stage = Stage.WRITING;
				return true;
			}

			/** Writes what was kept back, and from then on everything. */
			private void pass() throws IOException {
				if (this.stage != Stage.PASSING) {
					this.stage = Stage.PASSING;
					state().skipRestOfBody();
					if (this.content.size() > 0 || this.length == 0) {
						this.passed = true;
						ofContainer().write(this.content.toByteArray());
					}
				}
			}

			@Override
			public boolean isReady() {
				return true;
			}

			@Override
			public void setWriteListener(WriteListener listener) {
				throw new IllegalStateException("The response has been answered");
			}

			@Override
			public void write(int b) throws IOException {
				write(new byte[] { (byte) b }, 0, 1);
			}

			@Override
			public void write(byte[] bytes, int offset, int length) throws IOException {
				if (this.stage == Stage.WRITING) {
					this.content.write(bytes, offset, length);
				}
				else if (this.stage == Stage.PASSING) {
					this.passed = true;
					ofContainer().write(bytes, offset, length);
				}
			}

			@Override
			public void flush() throws IOException {
				if (this.stage == Stage.WRITING) {
					if (this.content.size() == this.length) {
						this.stage = Stage.KEPT;
						return;
					}
					pass();
				}
				if (this.stage == Stage.PASSING) {
					ofContainer().flush();
				}
			}

			@Override
			public void close() throws IOException {
				flush();
				if (this.stage == Stage.PASSING) {
					ofContainer().close();
				}
			}

		}

	}

	/**
	 * Stands in where a {@code sendError} leads to no ERROR dispatch: with a mock of a
	 * container, and in a container that knows no error page of the application. It keeps
	 * the status until the filter answers. To the application it behaves as a response
	 * after {@code sendError} does: committed, what is written disappears, also through a
	 * stream that was handed out before.
	 */
	static final class Capturing extends Keeping {

		private int error;

		private @Nullable String reason;

		private boolean ended;

		Capturing(HttpServletRequest request, HttpServletResponse response) {
			super(request, response, true);
		}

		/** Returns the status of the captured {@code sendError}, 0 if there was none. */
		int error() {
			return this.error;
		}

		/** Returns the message that came with {@code sendError}. */
		@Nullable String reason() {
			return this.reason;
		}

		/** Opens the response again, for the answer. */
		synchronized void open() {
			this.error = 0;
			state().refused(false);
		}

		/**
		 * Ends the capture: the filter is gone and another thread has the response, so
		 * that the container has to answer.
		 */
		synchronized void end() {
			this.ended = true;
		}

		@Override
		boolean isClosed() {
			return this.error != 0 || super.isClosed();
		}

		@Override
		public void sendError(int status) throws IOException {
			capture(status, null);
		}

		@Override
		public void sendError(int status, @Nullable String message) throws IOException {
			capture(status, message);
		}

		private synchronized void capture(int status, @Nullable String message) throws IOException {
			if (this.ended) {
				super.sendError(status, message);
				return;
			}
			if (isCommitted()) {
				throw new IllegalStateException("Cannot call sendError() after the response has been committed");
			}
			resetBuffer();
			setStatus(status);
			this.error = status;
			this.reason = message;
			state().refused(true);
		}

		@Override
		public ServletOutputStream getOutputStream() throws IOException {
			return new GuardedStream(super.getOutputStream());
		}

		@Override
		public PrintWriter getWriter() throws IOException {
			return new PrintWriter(new GuardedWriter(super.getWriter()));
		}

		/** Stream of which nothing reaches the client after {@code sendError}. */
		private final class GuardedStream extends ServletOutputStream {

			private final ServletOutputStream stream;

			private GuardedStream(ServletOutputStream stream) {
				this.stream = stream;
			}

			@Override
			public boolean isReady() {
				return this.stream.isReady();
			}

			@Override
			public void setWriteListener(WriteListener listener) {
				this.stream.setWriteListener(listener);
			}

			@Override
			public void write(int b) throws IOException {
				if (!isClosed()) {
					this.stream.write(b);
				}
			}

			@Override
			public void write(byte[] bytes, int offset, int length) throws IOException {
				if (!isClosed()) {
					this.stream.write(bytes, offset, length);
				}
			}

			@Override
			public void flush() throws IOException {
				if (!isClosed()) {
					this.stream.flush();
				}
			}

			@Override
			public void close() throws IOException {
				if (!isClosed()) {
					this.stream.close();
				}
			}

		}

		/** Writer of which nothing reaches the client after {@code sendError}. */
		private final class GuardedWriter extends Writer {

			private final PrintWriter writer;

			private GuardedWriter(PrintWriter writer) {
				this.writer = writer;
			}

			@Override
			public void write(char[] text, int offset, int length) {
				if (!isClosed()) {
					this.writer.write(text, offset, length);
				}
			}

			@Override
			public void flush() {
				if (!isClosed()) {
					this.writer.flush();
				}
			}

			@Override
			public void close() {
				if (!isClosed()) {
					this.writer.close();
				}
			}

		}

	}

}
