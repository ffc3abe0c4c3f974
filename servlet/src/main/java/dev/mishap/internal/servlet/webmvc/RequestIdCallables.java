package dev.mishap.internal.servlet.webmvc;

import java.util.concurrent.Callable;

import dev.mishap.RequestIdMdc;
import org.jspecify.annotations.Nullable;

import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.async.CallableProcessingInterceptor;

/**
 * Takes the request ID along to the thread of a {@code Callable} or a streamed body, also
 * where that is of an executor that nothing else decorates.
 */
public final class RequestIdCallables implements CallableProcessingInterceptor {

	private static final String REQUEST_ID = RequestIdCallables.class.getName();

	/**
	 * What the thread had before. It is given back, because an executor may run a task on
	 * the thread of the request itself.
	 */
	private static final ThreadLocal<@Nullable String> previous = new ThreadLocal<>();

	@Override
	public <T> void beforeConcurrentHandling(NativeWebRequest request, Callable<T> task) {
		String requestId = RequestIdMdc.get();
		if (requestId != null) {
			request.setAttribute(REQUEST_ID, requestId, RequestAttributes.SCOPE_REQUEST);
		}
	}

	@Override
	public <T> void preProcess(NativeWebRequest request, Callable<T> task) {
		previous.set(RequestIdMdc.set((String) request.getAttribute(REQUEST_ID, RequestAttributes.SCOPE_REQUEST)));
	}

	@Override
	public <T> void postProcess(NativeWebRequest request, Callable<T> task, @Nullable Object result) {
		RequestIdMdc.set(previous.get());
		previous.remove();
	}

}
