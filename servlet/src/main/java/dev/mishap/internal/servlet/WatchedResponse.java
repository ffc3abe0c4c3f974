package dev.mishap.internal.servlet;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

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
 * written. Every call reaches the container's response as it is.
 */
abstract class WatchedResponse extends HttpServletResponseWrapper {

	private static final int FIRST_ERROR = 400;

	private static final String CONTENT_ENCODING = "Content-Encoding";

	/** Of Spring MVC, which may be absent. */
	private static final String HANDLER_CHOSEN = "org.springframework.web.servlet.HandlerMapping.bestMatchingHandler";

	private final HttpServletRequest request;

	private final ServletState state;

	private boolean bodyUsed;

	WatchedResponse(HttpServletRequest request, HttpServletResponse response) {
		super(response);
		this.request = request;
		this.state = ServletState.of(request);
	}

	/** Returns a watch that changes nothing. */
	static WatchedResponse around(HttpServletRequest request, HttpServletResponse response) {
		return new Plain(request, response);
	}

	/**
	 * Returns the watch that is around a response already: one that was given to
	 * {@code startAsync} comes back in the dispatch.
	 * @return the watch, or {@code null} if there is none
	 */
	static @Nullable WatchedResponse in(ServletResponse response) {
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

	@Override
	public void sendError(int status) throws IOException {
		keepOwed(status);
		super.sendError(status);
		this.state.refused(true);
	}

	@Override
	public void sendError(int status, @Nullable String message) throws IOException {
		keepOwed(status);
		super.sendError(status, message);
		this.state.refused(true);
	}

	private void keepOwed(int status) {
		if (status == SC_REQUESTED_RANGE_NOT_SATISFIABLE || status == SC_METHOD_NOT_ALLOWED) {
			this.state.refuseWith(getHeader("Allow"), getHeader("Content-Range"));
		}
	}

	@Override
	public void sendRedirect(String location) throws IOException {
		super.sendRedirect(location);
		this.state.refused(true);
	}

	@Override
	public void sendRedirect(String location, int status) throws IOException {
		super.sendRedirect(location, status);
		this.state.refused(true);
	}

	@Override
	public void sendRedirect(String location, boolean clearBuffer) throws IOException {
		super.sendRedirect(location, clearBuffer);
		this.state.refused(true);
	}

	@Override
	public void sendRedirect(String location, int status, boolean clearBuffer) throws IOException {
		super.sendRedirect(location, status, clearBuffer);
		this.state.refused(true);
	}

	@Override
	public void setHeader(String name, @Nullable String value) {
		super.setHeader(name, value);
		announced(name);
	}

	@Override
	public void addHeader(String name, @Nullable String value) {
		super.addHeader(name, value);
		announced(name);
	}

	private void announced(String name) {
		if (CONTENT_ENCODING.equalsIgnoreCase(name) && this.request.getAttribute(HANDLER_CHOSEN) == null) {
			this.state.encoded();
		}
	}

	@Override
	public ServletOutputStream getOutputStream() throws IOException {
		ServletOutputStream out = super.getOutputStream();
		this.bodyUsed = true;
		return out;
	}

	@Override
	public PrintWriter getWriter() throws IOException {
		PrintWriter writer = super.getWriter();
		this.bodyUsed = true;
		return writer;
	}

	@Override
	public void resetBuffer() {
		super.resetBuffer();
		this.bodyUsed = false;
	}

	@Override
	public void reset() {
		super.reset();
		this.bodyUsed = false;
	}

	/** Watches and does nothing else. */
	private static final class Plain extends WatchedResponse {

		private Plain(HttpServletRequest request, HttpServletResponse response) {
			super(request, response);
		}

	}

	/**
	 * Stands in where a {@code sendError} leads to no ERROR dispatch: with a mock of a
	 * container, and in a container that knows no error page of the application. It keeps
	 * the status until the filter answers. To the application it behaves as a response
	 * after {@code sendError} does: committed, what is written disappears, also through a
	 * stream that was handed out before.
	 */
	static final class Capturing extends WatchedResponse {

		private int error;

		private @Nullable String reason;

		private boolean released;

		Capturing(HttpServletRequest request, HttpServletResponse response) {
			super(request, response);
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
		synchronized void release() {
			this.released = true;
		}

		private boolean isRefused() {
			return this.error != 0;
		}

		private void refuse(String call) {
			if (isRefused()) {
				throw new IllegalStateException("Cannot call " + call + " after the response has been committed");
			}
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
			if (this.released) {
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
		public boolean isCommitted() {
			return isRefused() || super.isCommitted();
		}

		@Override
		public void sendRedirect(String location) throws IOException {
			refuse("sendRedirect()");
			super.sendRedirect(location);
		}

		@Override
		public void sendRedirect(String location, int status) throws IOException {
			refuse("sendRedirect()");
			super.sendRedirect(location, status);
		}

		@Override
		public void sendRedirect(String location, boolean clearBuffer) throws IOException {
			refuse("sendRedirect()");
			super.sendRedirect(location, clearBuffer);
		}

		@Override
		public void sendRedirect(String location, int status, boolean clearBuffer) throws IOException {
			refuse("sendRedirect()");
			super.sendRedirect(location, status, clearBuffer);
		}

		@Override
		public void setStatus(int status) {
			if (!isRefused()) {
				super.setStatus(status);
			}
		}

		@Override
		public void setHeader(String name, @Nullable String value) {
			if (!isRefused()) {
				super.setHeader(name, value);
			}
		}

		@Override
		public void addHeader(String name, @Nullable String value) {
			if (!isRefused()) {
				super.addHeader(name, value);
			}
		}

		@Override
		public void setIntHeader(String name, int value) {
			if (!isRefused()) {
				super.setIntHeader(name, value);
			}
		}

		@Override
		public void addIntHeader(String name, int value) {
			if (!isRefused()) {
				super.addIntHeader(name, value);
			}
		}

		@Override
		public void setDateHeader(String name, long date) {
			if (!isRefused()) {
				super.setDateHeader(name, date);
			}
		}

		@Override
		public void addDateHeader(String name, long date) {
			if (!isRefused()) {
				super.addDateHeader(name, date);
			}
		}

		@Override
		public void addCookie(Cookie cookie) {
			if (!isRefused()) {
				super.addCookie(cookie);
			}
		}

		@Override
		public void setContentType(@Nullable String type) {
			if (!isRefused()) {
				super.setContentType(type);
			}
		}

		@Override
		public void setCharacterEncoding(@Nullable String encoding) {
			if (!isRefused()) {
				super.setCharacterEncoding(encoding);
			}
		}

		@Override
		public void setContentLength(int length) {
			if (!isRefused()) {
				super.setContentLength(length);
			}
		}

		@Override
		public void setContentLengthLong(long length) {
			if (!isRefused()) {
				super.setContentLengthLong(length);
			}
		}

		@Override
		public void setLocale(Locale locale) {
			if (!isRefused()) {
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
		}

		@Override
		public void reset() {
			refuse("reset()");
			super.reset();
		}

		@Override
		public void flushBuffer() throws IOException {
			if (!isRefused()) {
				super.flushBuffer();
			}
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
				if (!isRefused()) {
					this.stream.write(b);
				}
			}

			@Override
			public void write(byte[] bytes, int offset, int length) throws IOException {
				if (!isRefused()) {
					this.stream.write(bytes, offset, length);
				}
			}

			@Override
			public void flush() throws IOException {
				if (!isRefused()) {
					this.stream.flush();
				}
			}

			@Override
			public void close() throws IOException {
				if (!isRefused()) {
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
				if (!isRefused()) {
					this.writer.write(text, offset, length);
				}
			}

			@Override
			public void flush() {
				if (!isRefused()) {
					this.writer.flush();
				}
			}

			@Override
			public void close() {
				if (!isRefused()) {
					this.writer.close();
				}
			}

		}

	}

}
