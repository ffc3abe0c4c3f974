package dev.mishap.internal.servlet.webmvc;

import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.async.AsyncRequestTimeoutException;
import org.springframework.web.context.request.async.CallableProcessingInterceptor;

/**
 * Remembers that a request timed out. On time-out MVC cancels the task, and the
 * interruption that the task dies of may be faster than the time-out itself.
 */
public final class AsyncTimeouts implements CallableProcessingInterceptor {

	private static final String TIMED_OUT = AsyncTimeouts.class.getName();

	private static final int MAX_CAUSES = 8;

	@Override
	public <T> Object handleTimeout(NativeWebRequest request, Callable<T> task) {
		request.setAttribute(TIMED_OUT, Boolean.TRUE, RequestAttributes.SCOPE_REQUEST);
		return RESULT_NONE;
	}

	/** Returns the time-out in place of what it caused, else the exception itself. */
	static Throwable causeOf(Throwable exception, HttpServletRequest request) {
		boolean interrupted = request.getAttribute(TIMED_OUT) != null && isInterruption(exception);
		return interrupted ? new AsyncRequestTimeoutException() : exception;
	}

	private static boolean isInterruption(Throwable exception) {
		@Nullable Throwable current = exception;
		for (int i = 0; i < MAX_CAUSES && current != null; i++) {
			if (current instanceof InterruptedException || current instanceof CancellationException) {
				return true;
			}
			current = current.getCause();
		}
		return false;
	}

}
