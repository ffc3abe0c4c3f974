package dev.mishap.internal.servlet;

import java.io.IOException;
import java.io.PrintWriter;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.ServletResponse;
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
		return !this.bodyUsed && !this.state.isRefused() && getStatus() >= FIRST_ERROR && !isCommitted();
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

}
