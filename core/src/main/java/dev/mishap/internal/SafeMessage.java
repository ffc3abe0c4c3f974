package dev.mishap.internal;

import org.jspecify.annotations.Nullable;

/**
 * Exception whose message the library has made: there is nothing in it that must not be
 * in a log, whoever is to blame for the failure. It may hang on another exception, as one
 * that this suppresses, and speaks for that then.
 */
public interface SafeMessage {

	/**
	 * Returns the message that may be in a log.
	 * @param exception an exception of whatever class
	 * @return the message, or {@code null} if the exception has none that is known to do
	 * no harm
	 */
	static @Nullable String of(Throwable exception) {
		if (exception instanceof SafeMessage) {
			return exception.getMessage();
		}
		for (Throwable suppressed : exception.getSuppressed()) {
			if (suppressed instanceof SafeMessage) {
				return suppressed.getMessage();
			}
		}
		return null;
	}

}
