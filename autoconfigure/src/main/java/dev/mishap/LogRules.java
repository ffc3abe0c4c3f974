package dev.mishap;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.mishap.LogRule.Level;
import org.jspecify.annotations.Nullable;

/** Decides how a problem is logged. */
final class LogRules {

	private final Map<Class<?>, LogRule> byException = new HashMap<>();

	private final Map<String, LogRule> byCode = new HashMap<>();

	private final Map<Integer, LogRule> byStatus = new HashMap<>();

	private final boolean none;

	LogRules(List<LogRule> rules) {
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

	Level level(Problem problem, @Nullable Throwable exception) {
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

	boolean trace(Problem problem, @Nullable Throwable exception) {
		LogRule rule = find(problem, exception);
		if (rule != null && rule.trace() != null) {
			return rule.trace();
		}
		return isOfServer(problem.status()) && !isShed(problem.status());
	}

	/** A 501 is about a method that the client made up: nobody has to act. */
	private static boolean isOfServer(int status) {
		return status >= 500 && status != 501;
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
