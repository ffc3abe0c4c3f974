package dev.mishap.internal.log;

import java.util.Locale;

import dev.mishap.Fault;
import dev.mishap.Problem;
import dev.mishap.ProblemRequest;
import dev.mishap.RequestIdMdc;
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

}
