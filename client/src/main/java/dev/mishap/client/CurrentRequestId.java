package dev.mishap.client;

import dev.mishap.RequestIdMdc;
import dev.mishap.internal.RequestIds;
import org.jspecify.annotations.Nullable;

/**
 * ID of the request that a call is made for, as the library puts it into the logging
 * context (SLF4J's MDC).
 */
final class CurrentRequestId {

	/** Key in Reactor's context, where context propagation has put it. */
	static final String CONTEXT_KEY = RequestIds.Accessor.KEY;

	private CurrentRequestId() {
	}

	/** Returns the ID, or {@code null} if the call is made for no request. */
	static @Nullable String get() {
		String id = RequestIdMdc.get();
		return (id != null && RequestIds.isSafe(id)) ? id : null;
	}

}
