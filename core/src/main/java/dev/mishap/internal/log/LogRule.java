package dev.mishap.internal.log;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.mishap.Problem;
import org.jspecify.annotations.Nullable;

/**
 * How problems of one kind are logged. Of several rules that fit, one for an exception
 * counts before one for a code, and that before one for a status; among exceptions the
 * nearest class.
 *
 * @param exception the class of the exception, subclasses included, or {@code null} for
 * any or none
 * @param code the code, or {@code null} for any
 * @param status the status, or {@code null} for any
 * @param level the level, or {@code null} for that of the status
 * @param trace whether the stack trace is logged, or {@code null} for what the status
 * says: with 5xx other than 503
 */
public record LogRule(@Nullable Class<? extends Throwable> exception, @Nullable String code, @Nullable Integer status,
		@Nullable Level level, @Nullable Boolean trace) {

	/**
	 * Level of a line in the log.
	 */
	public enum Level {

		/** Nothing is logged. */
		OFF,

		/** For those who look for it. */
		DEBUG,

		/** Worth knowing. */
		INFO,

		/** Worth a look. */
		WARN,

		/** Somebody has to act. */
		ERROR

	}

	/** All rules, and what holds where there is none. */
	public static final class Table {

		private final Map<Class<?>, LogRule> byException = new HashMap<>();

		private final Map<String, LogRule> byCode = new HashMap<>();

		private final Map<Integer, LogRule> byStatus = new HashMap<>();

		private final boolean none;

		public Table(List<LogRule> rules) {
			this.none = rules.isEmpty();
			for (LogRule rule : rules) {
				if (rule.exception() != null) {
					this.byException.put(rule.exception(), rule);
				}
				else if (rule.code() != null) {
					this.byCode.put(rule.code(), rule);
				}
				else if (rule.status() != null) {
					this.byStatus.put(rule.status(), rule);
				}
			}
		}

		public Level levelOf(Problem problem, @Nullable Throwable exception) {
			LogRule rule = find(problem, exception);
			if (rule != null && rule.level() != null) {
				return rule.level();
			}
			int status = problem.status();
			if (isShed(status)) {
				return Level.WARN;
			}
			return isOfServer(status) ? Level.ERROR : Level.DEBUG;
		}

		public boolean isTraced(Problem problem, @Nullable Throwable exception) {
			LogRule rule = find(problem, exception);
			if (rule != null && rule.trace() != null) {
				return rule.trace();
			}
			return isOfServer(problem.status()) && !isShed(problem.status());
		}

		/**
		 * A 501 is about a method, a 505 about a version of HTTP that the client made up:
		 * nobody has to act.
		 */
		private static boolean isOfServer(int status) {
			return status >= 500 && status != 501 && status != 505;
		}

		private static boolean isShed(int status) {
			return status == 429 || status == 503;
		}

		private @Nullable LogRule find(Problem problem, @Nullable Throwable exception) {
			if (this.none) {
				return null;
			}
			if (exception != null && !this.byException.isEmpty()) {
				for (Class<?> c = exception.getClass(); c != null; c = c.getSuperclass()) {
					LogRule rule = this.byException.get(c);
					if (rule != null) {
						return rule;
					}
				}
			}
			LogRule rule = this.byCode.get(problem.code());
			return (rule != null) ? rule : this.byStatus.get(problem.status());
		}

	}

}
