package dev.mishap.autoconfigure.servlet;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

import dev.mishap.servlet.ServletProblemExchange;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import org.jspecify.annotations.Nullable;

/**
 * Response that keeps a {@code sendError} instead of sending it, and knows whether
 * anything was written. To the application it behaves as the container's own: after
 * {@code sendError} it is committed and what is written disappears.
 */
final class ErrorCapture extends HttpServletResponseWrapper {

	private static final int FIRST_ERROR = 400;

	private final HttpServletRequest request;

	private int error;

	private @Nullable String reason;

	private boolean bodyUsed;

	private boolean released;

	ErrorCapture(HttpServletRequest request, HttpServletResponse response) {
		super(response);
		this.request = request;
	}

	/** Returns the status of the captured {@code sendError}, 0 if there was none. */
	int error() {
		return this.error;
	}

	/** Returns the message that came with {@code sendError}. */
	@Nullable String reason() {
		return this.reason;
	}

	/** Returns whether the response is an error that nobody has given a body. */
	boolean isBodiless() {
		return this.error == 0 && !this.bodyUsed && getStatus() >= FIRST_ERROR && !super.isCommitted();
	}

	/**
	 * Ends the capture: the filter is gone and another thread has the response, so that
	 * the container has to answer.
	 */
	synchronized void release() {
		this.released = true;
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
		this.request.setAttribute(ServletProblemExchange.TAKEN_ATTRIBUTE, Boolean.TRUE);
	}

	@Override
	public boolean isCommitted() {
		return this.error != 0 || super.isCommitted();
	}

	@Override
	public void setStatus(int status) {
		if (this.error == 0) {
			super.setStatus(status);
		}
	}

	@Override
	public ServletOutputStream getOutputStream() throws IOException {
		if (this.error != 0) {
			return new Nowhere();
		}
		this.bodyUsed = true;
		return super.getOutputStream();
	}

	@Override
	public PrintWriter getWriter() throws IOException {
		if (this.error != 0) {
			return new PrintWriter(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
		}
		this.bodyUsed = true;
		return super.getWriter();
	}

	/** A flush would commit an error before it gets its body; it gets it soon. */
	@Override
	public void flushBuffer() throws IOException {
		if (this.error == 0 && !isBodiless()) {
			super.flushBuffer();
		}
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

	/** Takes what is written after {@code sendError}. */
	private static final class Nowhere extends ServletOutputStream {

		@Override
		public boolean isReady() {
			return true;
		}

		@Override
		public void setWriteListener(WriteListener listener) {
			throw new IllegalStateException("The response has been committed by sendError()");
		}

		@Override
		public void write(int b) {
		}

	}

}
