package dev.mishap;

import java.util.IdentityHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Likeness of an exception whose messages are not fit for a log: they have line breaks or
 * other control characters, are endless, or cannot be had at all. It has the class names,
 * the harmless part of the messages and the stack traces of the original.
 */
final class LoggedThrowable extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private static final int MAX_LENGTH = 4000;

	private static final int MAX_CAUSES = 32;

	private LoggedThrowable(String text, StackTraceElement[] trace) {
		super(text);
		setStackTrace(trace);
	}

	/** Returns the exception itself if it is fit for a log, else its likeness. */
	static Throwable of(Throwable exception) {
		Throwable current = exception;
		for (int i = 0; i < MAX_CAUSES && current != null; i++) {
			if (!isFit(current)) {
				return likeness(exception, new IdentityHashMap<>());
			}
			current = Wrappers.cause(current);
		}
		return exception;
	}

	private static boolean isFit(Throwable exception) {
		String message = message(exception);
		if (message == null || !isFit(message)) {
			return false;
		}
		for (Throwable suppressed : exception.getSuppressed()) {
			String text = message(suppressed);
			if (text == null || !isFit(text)) {
				return false;
			}
		}
		return true;
	}

	private static boolean isFit(String message) {
		if (message.length() > MAX_LENGTH) {
			return false;
		}
		for (int i = 0; i < message.length(); i++) {
			if (LogText.isUnfit(message.charAt(i))) {
				return false;
			}
		}
		return true;
	}

	/** Returns the message, empty if there is none, {@code null} if asking fails. */
	private static @Nullable String message(Throwable exception) {
		try {
			String message = exception.getMessage();
			String localized = exception.getLocalizedMessage();
			String text = exception.toString();
			if (message == null || text == null) {
				return (text != null) ? "" : null;
			}
			return (localized != null && localized.length() > message.length()) ? localized : message;
		}
		catch (RuntimeException | Error ignored) {
			// getMessage and toString are code of the application
			return null;
		}
	}

	private static LoggedThrowable likeness(Throwable exception, Map<Throwable, LoggedThrowable> seen) {
		LoggedThrowable known = seen.get(exception);
		if (known != null) {
			return known;
		}
		String message = message(exception);
		String text = exception.getClass().getName();
		if (message == null) {
			text += " (its message cannot be read)";
		}
		else if (!message.isEmpty()) {
			text += ": " + LogText.of(message, MAX_LENGTH);
		}
		LoggedThrowable likeness = new LoggedThrowable(text, exception.getStackTrace());
		seen.put(exception, likeness);
		Throwable cause = Wrappers.cause(exception);
		if (cause != null && !seen.containsKey(cause) && seen.size() < MAX_CAUSES) {
			likeness.initCause(likeness(cause, seen));
		}
		for (Throwable suppressed : exception.getSuppressed()) {
			if (!seen.containsKey(suppressed) && seen.size() < MAX_CAUSES) {
				likeness.addSuppressed(likeness(suppressed, seen));
			}
		}
		return likeness;
	}

	@Override
	public String toString() {
		return String.valueOf(getMessage());
	}

}
