package dev.mishap.client;

import java.io.Serial;

import dev.mishap.internal.log.ProblemLog.SafeMessage;
import org.jspecify.annotations.Nullable;

/**
 * Hangs on an exception of Spring's own, which has no room for the answer, as one that it
 * suppresses: {@link UpstreamAnswer#of(Throwable)} finds it there, and a trace shows its
 * line.
 */
final class AnswerNote extends RuntimeException implements SafeMessage {

	private static final long serialVersionUID = 1L;

	private final transient UpstreamAnswer answer;

	private AnswerNote(UpstreamAnswer answer) {
		super(answer.summary(), null, false, false);
		this.answer = answer;
	}

	/** Puts the answer on an exception. */
	static void attach(UpstreamAnswer answer, Throwable exception) {
		exception.addSuppressed(new AnswerNote(answer));
	}

	/** Returns the answer that hangs on an exception, or {@code null}. */
	static @Nullable UpstreamAnswer find(Throwable exception) {
		for (Throwable suppressed : exception.getSuppressed()) {
			if (suppressed instanceof AnswerNote note) {
				return note.answer;
			}
		}
		return null;
	}

	/** Who reads the exception elsewhere need not have this module. */
	@Serial
	private Object writeReplace() {
		RuntimeException replacement = new RuntimeException(getMessage());
		replacement.setStackTrace(new StackTraceElement[0]);
		return replacement;
	}

}
