package dev.mishap.internal;

import dev.mishap.RequestIdMdc;
import io.micrometer.context.ThreadLocalAccessor;
import org.jspecify.annotations.Nullable;

/**
 * Takes the request ID of the MDC along wherever Micrometer's context propagation takes a
 * trace along: executors that are decorated or wrapped by it, and chains of Reactor. That
 * library finds this class by itself; where it is absent nobody loads it.
 */
public final class RequestIdAccessor implements ThreadLocalAccessor<String> {

	/**
	 * Key of the request ID in a snapshot of the context, and in the context of Reactor.
	 */
	public static final String KEY = "mishap.request_id";

	/**
	 * Creates the accessor.
	 */
	public RequestIdAccessor() {
	}

	@Override
	public Object key() {
		return KEY;
	}

	@Override
	public @Nullable String getValue() {
		return RequestIdMdc.get();
	}

	@Override
	public void setValue(String requestId) {
		RequestIdMdc.set(requestId);
	}

	@Override
	public void setValue() {
		RequestIdMdc.set(null);
	}

	@Override
	public void restore(String requestId) {
		RequestIdMdc.set(requestId);
	}

	@Override
	public void restore() {
		RequestIdMdc.set(null);
	}

}
