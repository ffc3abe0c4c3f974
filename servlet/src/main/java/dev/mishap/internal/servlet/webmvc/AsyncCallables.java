package dev.mishap.internal.servlet.webmvc;

import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;

import dev.mishap.RequestIdMdc;
import dev.mishap.internal.Causes;
import dev.mishap.internal.servlet.ServletState;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.context.request.async.AsyncRequestTimeoutException;
import org.springframework.web.context.request.async.CallableProcessingInterceptor;

/**
 * Takes the request ID along to the thread of a {@code Callable} or a streamed body, also
 * where that is of an executor that nothing else decorates, and notes that such a request
 * timed out. On time-out MVC cancels the task, and the exception of the interrupted task
 * may arrive before that of the time-out.
 */
public final class AsyncCallables implements CallableProcessingInterceptor {

	/**
	 * What the thread had before. It is given back, because an executor may run a task on
	 * the thread of the request itself.
	 */
	private static final ThreadLocal<@Nullable String> previous = new ThreadLocal<>();

	@Override
	public <T> void preProcess(NativeWebRequest request, Callable<T> task) {
		HttpServletRequest servletRequest = request.getNativeRequest(HttpServletRequest.class);
		previous.set(RequestIdMdc
			.set((servletRequest != null) ? ServletState.requestState(servletRequest).requestId() : null));
	}

	@Override
	public <T> void postProcess(NativeWebRequest request, Callable<T> task, @Nullable Object result) {
		RequestIdMdc.set(previous.get());
		previous.remove();
	}

	@Override
	public <T> Object handleTimeout(NativeWebRequest request, Callable<T> task) {
		HttpServletRequest servletRequest = request.getNativeRequest(HttpServletRequest.class);
		if (servletRequest != null) {
			ServletState.of(servletRequest).timedOut();
		}
		return RESULT_NONE;
	}

	/** Returns the time-out in place of what it caused, else the exception itself. */
	static Throwable causeOf(Throwable exception, HttpServletRequest request) {
		boolean interrupted = ServletState.of(request).isTimedOut()
				&& Causes.find(exception, AsyncCallables::isInterruption) != null;
		return interrupted ? new AsyncRequestTimeoutException() : exception;
	}

	private static boolean isInterruption(Throwable exception) {
		return exception instanceof InterruptedException || exception instanceof CancellationException;
	}

}
