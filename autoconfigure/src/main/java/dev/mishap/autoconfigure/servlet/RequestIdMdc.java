package dev.mishap.autoconfigure.servlet;

import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

import org.springframework.util.ClassUtils;

/** The request ID in the logging context of the current thread. */
final class RequestIdMdc {

	static final String KEY = "request_id";

	private static final boolean PRESENT = ClassUtils.isPresent("org.slf4j.MDC", RequestIdMdc.class.getClassLoader());

	private RequestIdMdc() {
	}

	/** Puts the ID there and returns the one that was there. */
	static @Nullable String put(String requestId) {
		if (!PRESENT) {
			return null;
		}
		String previous = MDC.get(KEY);
		MDC.put(KEY, requestId);
		return previous;
	}

	static @Nullable String get() {
		return PRESENT ? MDC.get(KEY) : null;
	}

	static void restore(@Nullable String previous) {
		if (!PRESENT) {
			return;
		}
		if (previous != null) {
			MDC.put(KEY, previous);
		}
		else {
			MDC.remove(KEY);
		}
	}

}
