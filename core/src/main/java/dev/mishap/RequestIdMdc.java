package dev.mishap;

import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

import org.springframework.util.ClassUtils;

/**
 * Request ID in the logging context (SLF4J's MDC) of a thread. Does nothing where SLF4J
 * is absent. The library sets it for the whole request and for the application's task
 * executor; code that uses threads of its own takes it along with {@link #wrap}.
 *
 * @since 0.1.0
 */
public final class RequestIdMdc {

	/**
	 * Key in the MDC.
	 */
	public static final String KEY = "request_id";

	private static final boolean PRESENT = ClassUtils.isPresent("org.slf4j.MDC", RequestIdMdc.class.getClassLoader());

	private RequestIdMdc() {
	}

	/**
	 * Returns the ID of the current thread.
	 * @return the ID, or {@code null} if there is none
	 */
	public static @Nullable String get() {
		return PRESENT ? MDC.get(KEY) : null;
	}

	/**
	 * Sets the ID of the current thread.
	 * @param requestId the ID, or {@code null} to take it away
	 * @return the ID that was there before, to be set again afterwards, or {@code null}
	 */
	public static @Nullable String set(@Nullable String requestId) {
		if (!PRESENT) {
			return null;
		}
		String previous = MDC.get(KEY);
		if (requestId != null) {
			MDC.put(KEY, requestId);
		}
		else {
			MDC.remove(KEY);
		}
		return previous;
	}

	/**
	 * Returns the task with the ID of the current thread around it.
	 * @param task a task for another thread
	 */
	public static Runnable wrap(Runnable task) {
		String requestId = get();
		if (requestId == null) {
			return task;
		}
		return () -> {
			String previous = set(requestId);
			try {
				task.run();
			}
			finally {
				set(previous);
			}
		};
	}

}
