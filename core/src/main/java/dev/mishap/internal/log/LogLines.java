package dev.mishap.internal.log;

import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Locale;
import java.util.Set;

import dev.mishap.Problem;
import dev.mishap.Problem.Fault;
import dev.mishap.ProblemRequest;
import dev.mishap.RequestIdMdc;
import dev.mishap.internal.Causes;
import dev.mishap.internal.log.LogRule.Level;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

import org.springframework.util.ClassUtils;

/**
 * Lines of the log of problems. Where they end in SLF4J they have key-value pairs, which
 * structured formats show as fields; a pattern shows the text alone.
 */
abstract class LogLines {

	/** A name that users configure, so it doesn't follow that of a class. */
	static final String NAME = "dev.mishap.problems";

	private static final int MAX_METHOD = 32;

	private static final int MAX_PATH = 512;

	static LogLines create() {
		Log log = LogFactory.getLog(NAME);
		boolean slf4j = ClassUtils.isPresent("org.slf4j.spi.LoggingEventBuilder", LogLines.class.getClassLoader());
		return (slf4j && WithPairs.isSameAs(log)) ? new WithPairs() : new Plain(log);
	}

	static String method(ProblemRequest request) {
		return LogLines.fit(request.method(), MAX_METHOD);
	}

	static String path(ProblemRequest request) {
		return LogLines.fit(request.path(), MAX_PATH);
	}

	abstract boolean isEnabled(Level level);

	abstract void write(Level level, String text, @Nullable Throwable exception, Subject subject);

	/**
	 * What a line is about.
	 *
	 * @param request the request
	 * @param requestId its ID
	 * @param problem what it is answered with, or {@code null} if it isn't
	 */
	record Subject(ProblemRequest request, String requestId, @Nullable Problem problem) {

	}

	/** For any framework. */
	private static final class Plain extends LogLines {

		private final Log log;

		private Plain(Log log) {
			this.log = log;
		}

		@Override
		boolean isEnabled(Level level) {
			return switch (level) {
				case ERROR -> this.log.isErrorEnabled();
				case WARN -> this.log.isWarnEnabled();
				case INFO -> this.log.isInfoEnabled();
				case DEBUG -> this.log.isDebugEnabled();
				case OFF -> false;
			};
		}

		@Override
		void write(Level level, String text, @Nullable Throwable exception, Subject subject) {
			switch (level) {
				case ERROR -> this.log.error(text, exception);
				case WARN -> this.log.warn(text, exception);
				case INFO -> this.log.info(text, exception);
				case DEBUG -> this.log.debug(text, exception);
				case OFF -> {
				}
			}
		}

	}

	/** For SLF4J. */
	private static final class WithPairs extends LogLines {

		private static final String OF_LOG4J = "org.apache.logging.";

		private final Logger logger = LoggerFactory.getLogger(NAME);

		/**
		 * Returns whether SLF4J writes to the same log: its API may be there without an
		 * implementation.
		 */
		static boolean isSameAs(Log log) {
			String factory = LoggerFactory.getILoggerFactory().getClass().getName();
			String adapter = log.getClass().getName();
			return adapter.contains("Slf4j") || (adapter.contains("Log4jApi") && factory.startsWith(OF_LOG4J));
		}

		private static org.slf4j.event.@Nullable Level level(Level level) {
			return switch (level) {
				case ERROR -> org.slf4j.event.Level.ERROR;
				case WARN -> org.slf4j.event.Level.WARN;
				case INFO -> org.slf4j.event.Level.INFO;
				case DEBUG -> org.slf4j.event.Level.DEBUG;
				case OFF -> null;
			};
		}

		@Override
		boolean isEnabled(Level level) {
			org.slf4j.event.Level known = level(level);
			return known != null && this.logger.isEnabledForLevel(known);
		}

		@Override
		void write(Level level, String text, @Nullable Throwable exception, Subject subject) {
			org.slf4j.event.Level known = level(level);
			if (known == null) {
				return;
			}
			LoggingEventBuilder event = this.logger.atLevel(known);
			if (exception != null) {
				event = event.setCause(exception);
			}
			if (RequestIdMdc.get() == null) {
				// a structured format would drop a line that has a name twice
				event = event.addKeyValue(RequestIdMdc.KEY, subject.requestId());
			}
			Problem problem = subject.problem();
			if (problem != null) {
				event = event.addKeyValue("code", problem.code())
					.addKeyValue("status", problem.status())
					.addKeyValue("fault", Fault.of(problem).name().toLowerCase(Locale.ROOT));
			}
			event.addKeyValue("method", method(subject.request()))
				.addKeyValue("path", path(subject.request()))
				.log(text);
		}

	}

	/**
	 * Returns whether a text has no character that could end a line or steer a terminal.
	 */
	static boolean isFit(String text) {
		for (int i = 0; i < text.length(); i++) {
			if (isUnfit(text.charAt(i))) {
				return false;
			}
		}
		return true;
	}

	private static boolean isUnfit(char c) {
		return (c < ' ' && c != '\t') || (c >= 0x7f && c <= 0x9f) || c == 0x2028 || c == 0x2029;
	}

	/**
	 * Returns the text with unfit characters written as {@code \}{@code u000a}, cut at a
	 * length.
	 */
	static String fit(@Nullable String text, int maxLength) {
		if (text == null) {
			return "-";
		}
		StringBuilder line = null;
		int length = Math.min(text.length(), maxLength);
		for (int i = 0; i < length; i++) {
			char c = text.charAt(i);
			if (isUnfit(c)) {
				if (line == null) {
					line = new StringBuilder(text.length() + 16).append(text, 0, i);
				}
				line.append(String.format("\\u%04x", (int) c));
			}
			else if (line != null) {
				line.append(c);
			}
		}
		String whole = (line != null) ? line.toString() : text.substring(0, length);
		return (text.length() > maxLength) ? whole + "… (" + text.length() + " characters)" : whole;
	}

	/**
	 * Copy of an exception that is not fit for a log: its messages have line breaks or
	 * other control characters, or cannot be had at all; or it has so many causes,
	 * suppressed exceptions, frames or characters that to write it would cost the server
	 * its memory. A copy has the class names, the harmless part of the messages and the
	 * stack traces of the original, each up to a limit. It says where something was left
	 * out.
	 */
	static final class LoggedThrowable extends RuntimeException {

		private static final long serialVersionUID = 1L;

		/** Characters of one message. */
		private static final int MAX_MESSAGE = 4000;

		/** Characters of all messages together. */
		private static final int MAX_TEXT = 32_000;

		/** Causes of causes, one below the other. */
		private static final int MAX_DEPTH = 32;

		/** Suppressed exceptions of one exception. */
		private static final int MAX_SUPPRESSED = 16;

		private static final int MAX_THROWABLES = 64;

		/** Characters of the name of a class, a method or a file that is not fit. */
		private static final int MAX_NAME = 256;

		/**
		 * Frames of all exceptions, those shared with the exception around counted once.
		 */
		private static final int MAX_FRAMES = 2048;

		private static final StackTraceElement[] NO_FRAMES = {};

		private LoggedThrowable(String text, StackTraceElement[] frames) {
			super(text);
			setStackTrace(frames);
		}

		/** Returns the exception itself if it is fit for a log, else its copy. */
		static Throwable of(Throwable exception) {
			Copier copier = new Copier();
			LoggedThrowable copy = copier.copy(exception, 0, NO_FRAMES);
			return copier.differs ? copy : exception;
		}

		/** The frames are those of the original. */
		@Override
		public Throwable fillInStackTrace() {
			return this;
		}

		@Override
		public String toString() {
			return String.valueOf(getMessage());
		}

		/** Makes the copy of one exception and of all that hang on it. */
		private static final class Copier {

			private final Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());

			private int text = MAX_TEXT;

			private int frames = MAX_FRAMES;

			/** Whether the copy tells anything else than the original. */
			private boolean differs;

			private LoggedThrowable copy(Throwable exception, int depth, StackTraceElement[] enclosing) {
				this.seen.add(exception);
				StackTraceElement[] frames = frames(exception, enclosing);
				LoggedThrowable copy = new LoggedThrowable(text(exception), frames);
				addCause(copy, Causes.of(exception), depth, frames);
				addSuppressed(copy, exception.getSuppressed(), depth, frames);
				return copy;
			}

			private void addCause(LoggedThrowable copy, @Nullable Throwable cause, int depth,
					StackTraceElement[] frames) {
				if (cause == null || this.seen.contains(cause)) {
					return;
				}
				copy.initCause((depth < MAX_DEPTH && hasRoom()) ? copy(cause, depth + 1, frames)
						: omitted("further causes are left out"));
			}

			private void addSuppressed(LoggedThrowable copy, Throwable[] suppressed, int depth,
					StackTraceElement[] frames) {
				for (int i = 0; i < suppressed.length; i++) {
					if (i == MAX_SUPPRESSED || depth == MAX_DEPTH || !hasRoom()) {
						copy.addSuppressed(omitted((suppressed.length - i) + " suppressed exceptions are left out"));
						return;
					}
					if (!this.seen.contains(suppressed[i])) {
						copy.addSuppressed(copy(suppressed[i], depth + 1, frames));
					}
				}
			}

			private boolean hasRoom() {
				return this.seen.size() < MAX_THROWABLES;
			}

			private LoggedThrowable omitted(String what) {
				this.differs = true;
				return new LoggedThrowable("(" + what + ")", NO_FRAMES);
			}

			/**
			 * Returns what the copy says; each framework for logging asks another method.
			 */
			private String text(Throwable exception) {
				String name = exception.getClass().getName();
				String longest;
				try {
					String message = exception.getMessage();
					String localized = exception.getLocalizedMessage();
					check(message, MAX_MESSAGE);
					check(localized, MAX_MESSAGE);
					check(exception.toString(), MAX_MESSAGE + name.length() + 2);
					longest = (message == null || (localized != null && localized.length() > message.length()))
							? localized : message;
				}
				catch (Throwable ignored) {
					// these methods may be code of the application
					this.differs = true;
					return name + " (its message cannot be read)";
				}
				if (longest == null || longest.isEmpty()) {
					return name;
				}
				int length = Math.min(MAX_MESSAGE, this.text);
				check(longest, length);
				this.text -= Math.min(length, longest.length());
				return name + ": " + LogLines.fit(longest, length);
			}

			private void check(@Nullable String text, int maxLength) {
				this.differs = this.differs || (text != null && (text.length() > maxLength || !LogLines.isFit(text)));
			}

			private StackTraceElement[] frames(Throwable exception, StackTraceElement[] enclosing) {
				try {
					StackTraceElement[] frames = exception.getStackTrace();
					// a cause shares most of its frames with the exception around it
					int shared = 0;
					while (shared < Math.min(frames.length, enclosing.length)
							&& frames[frames.length - 1 - shared].equals(enclosing[enclosing.length - 1 - shared])) {
						shared++;
					}
					int own = frames.length - shared;
					if (own > this.frames) {
						this.differs = true;
						own = this.frames;
						shared = 0;
					}
					this.frames -= own;
					frames = Arrays.copyOf(frames, own + shared);
					for (int i = 0; i < own; i++) {
						frames[i] = fit(frames[i]);
					}
					return frames;
				}
				catch (Throwable ignored) {
					// an exception may override this as well
					this.differs = true;
					return NO_FRAMES;
				}
			}

			/**
			 * Frames are not always those of the JVM: an exception may have been read.
			 */
			private StackTraceElement fit(StackTraceElement frame) {
				String file = frame.getFileName();
				if (LogLines.isFit(frame.getClassName()) && LogLines.isFit(frame.getMethodName())
						&& (file == null || LogLines.isFit(file))) {
					return frame;
				}
				this.differs = true;
				return new StackTraceElement(LogLines.fit(frame.getClassName(), MAX_NAME),
						LogLines.fit(frame.getMethodName(), MAX_NAME), LogLines.fit(file, MAX_NAME),
						frame.getLineNumber());
			}

		}

	}

}
