package dev.mishap.internal.servlet;

import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.http.HttpServletRequest;

/**
 * Notes with a request that its asynchronous handling took too long: a container that
 * nobody tells what to do then says 500 and not why.
 */
final class AsyncTimeout implements AsyncListener {

	private final HttpServletRequest request;

	private AsyncTimeout(HttpServletRequest request) {
		this.request = request;
	}

	/** Watches the asynchronous handling that a request has started. */
	static void watch(HttpServletRequest request) {
		try {
			request.getAsyncContext().addListener(new AsyncTimeout(request));
		}
		catch (IllegalStateException ignored) {
			// the other thread is through already
		}
	}

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
