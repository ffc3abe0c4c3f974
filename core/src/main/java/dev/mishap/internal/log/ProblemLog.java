package dev.mishap.internal.log;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import dev.mishap.Problem;
import dev.mishap.ProblemContext;
import dev.mishap.ProblemMappings;
import dev.mishap.ProblemRequest;
import dev.mishap.Violation;
import dev.mishap.internal.log.LogRule.Level;
import dev.mishap.internal.SafeMessage;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Log of what was answered: 5xx at ERROR with the whole trace, shed load (429, 503) at
 * WARN in one line, other 4xx at DEBUG in one line. Each line has the request ID. Traces
 * have a budget. No method throws anything: a log that fails must cost neither an answer
 * nor the cut of a response, and has no log to go to.
 */
public final class ProblemLog {

	/** Names that users configure, so they don't follow the names of classes. */
	private static final Log logger = LogFactory.getLog("dev.mishap.problems");

	private static final Log hints = LogFactory.getLog("dev.mishap.hints");

	private static final int MAX_PATH = 512;

	private static final int MAX_FAILURES = 256;

	private static final int MAX_MESSAGE = 1000;

	private static final int MAX_VIOLATIONS = 10;

	private static final int MAX_POINTER = 128;

	private static final List<String> NOT_OF_APPLICATION = List.of("java.", "javax.", "jdk.", "jakarta.", "sun.",
			"com.sun.", "org.springframework.", "org.apache.", "org.eclipse.", "org.hibernate.");

	private final Set<String> failures = ConcurrentHashMap.newKeySet();

	private final Set<String> hinted = ConcurrentHashMap.newKeySet();

	private final LogRule.Table rules;

	private final TraceBudget traces;

	private final boolean clientMessages;

	/**
	 * Creates the log.
	 * @param rules how problems are logged
	 * @param traces how many traces are logged
	 * @param clientMessages whether the line of a 4xx has the message of the exception
	 */
	public ProblemLog(LogRule.Table rules, TraceBudget traces, boolean clientMessages) {
		this.rules = rules;
		this.traces = traces;
		this.clientMessages = clientMessages;
	}

	/** Logs an answer, once for each exception. */
	public void answered(Problem problem, ProblemContext context) {
		quietly(() -> logAnswer(problem, context));
	}

	private void logAnswer(Problem problem, ProblemContext context) {
		Throwable exception = context.exception();
		Level level = this.rules.levelOf(problem, exception);
		if (!isEnabled(level)) {
			return;
		}
		if (exception == null || isLogged(context.request(), exception)) {
			log(level, line(problem, context), null);
		}
		else if (this.rules.isTraced(problem, exception)) {
			logWithTrace(level, line(problem, context), context.requestId(), exception);
		}
		else {
			log(level, line(problem, context) + " (" + describe(problem, exception) + ")", null);
		}
	}

	/**
	 * What an exception says of a mistake of the client may have values of the client in
	 * it.
	 */
	private String describe(Problem problem, Throwable exception) {
		String name = exception.getClass().getName();
		boolean safe = exception instanceof SafeMessage;
		if (!safe && (!this.clientMessages || problem.status() >= 500)) {
			return name;
		}
		String message = message(exception);
		return (message != null) ? name + ": " + LogText.of(message, MAX_MESSAGE) : name;
	}

	private static @Nullable String message(Throwable exception) {
		try {
			return exception.getMessage();
		}
		catch (Throwable ignored) {
			// code of the application
			return null;
		}
	}

	private void logWithTrace(Level level, String line, String requestId, Throwable exception) {
		if (this.traces.spend(exception, requestId)) {
			log(level, line, exception);
			return;
		}
		String last = this.traces.lastOf(exception);
		log(level,
				line + " (" + ((exception instanceof SafeMessage) ? exception : exception.getClass().getName())
						+ ((last != null) ? ", last trace of this class: [" + last + "])" : ", trace not logged)"),
				null);
	}

	/**
	 * Shows, once for each class, what an application would write to answer an exception
	 * of its own otherwise than with a 500.
	 */
	public void hint(Throwable exception, ProblemMappings mappings) {
		quietly(() -> {
			if (!mappings.knows(exception)) {
				logHint(exception.getClass());
			}
		});
	}

	private void logHint(Class<? extends Throwable> type) {
		if (!hints.isInfoEnabled() || !isOfApplication(type.getName()) || this.hinted.size() >= MAX_FAILURES
				|| !this.hinted.add(type.getName())) {
			return;
		}
		hints.info(type.getName() + " has no row and was answered with 500. If that is not meant, put this into "
				+ "application.yml (shown once):" + System.lineSeparator()
				+ String.join(System.lineSeparator(), "mishap:", "  mappings:", "    - exception: " + type.getName(),
						"      status: 409", "      code: " + ProblemMappings.codeOf(type, 409),
						"      detail: What the caller should know."));
	}

	private static boolean isOfApplication(String name) {
		for (String prefix : NOT_OF_APPLICATION) {
			if (name.startsWith(prefix)) {
				return false;
			}
		}
		return true;
	}

	/** Logs an error that nobody can answer any more. */
	public void failedAfterCommit(ProblemRequest request, String requestId, @Nullable Throwable exception) {
		quietly(() -> {
			String line = "[" + requestId + "] failed after the response was committed: " + target(request);
			if (exception == null || isLogged(request, exception)) {
				logger.debug(line);
			}
			else {
				logWithTrace(Level.ERROR, line, requestId, exception);
			}
		});
	}

	/** Logs that a stream which had begun has reached its time-out. */
	public void timedOut(ProblemRequest request, String requestId) {
		quietly(() -> logger
			.debug("[" + requestId + "] timed out after the response was committed: " + target(request)));
	}

	/** Logs what failed when the error before it had its answer already. */
	public void failedAfterAnswer(ProblemRequest request, String requestId, @Nullable Throwable exception) {
		quietly(() -> {
			String line = "[" + requestId + "] failed again after the answer was sent: " + target(request);
			if (exception == null || isLogged(request, exception)) {
				logger.debug(line);
			}
			else {
				logger.warn(line + " (" + exception.getClass().getName() + ")");
			}
		});
	}

	/** Logs that somebody asked for a status which no error has. */
	public void unregistered(ProblemRequest request, String requestId, int status) {
		quietly(() -> logger.warn("[" + requestId + "] status " + status
				+ " was asked for, which is not a registered error status (400 to 599): answered as 500: "
				+ target(request)));
	}

	public void clientGone(ProblemRequest request, String requestId) {
		quietly(() -> {
			if (logger.isDebugEnabled()) {
				logger.debug("[" + requestId + "] client gone: " + target(request));
			}
		});
	}

	/** Logs, once for each, that a part of the path failed while it answered. */
	public void partFailed(String part, ProblemRequest request, String requestId, Throwable failure) {
		quietly(() -> {
			String fingerprint = part + " " + failure.getClass().getName();
			if (this.failures.size() < MAX_FAILURES && this.failures.add(fingerprint)) {
				log(Level.ERROR,
						"[" + requestId + "] " + part
								+ " failed while an error was answered; the answer went out without it (logged once): "
								+ target(request),
						failure);
			}
			else {
				logger.debug("[" + requestId + "] " + part + " failed again");
			}
		});
	}

	/** Logs, once for each, that a problem asked for what it cannot have. */
	public void leftOut(String part, ProblemRequest request, String requestId) {
		quietly(() -> {
			if (this.failures.size() < MAX_FAILURES && this.failures.add(part)) {
				logger.warn("[" + requestId + "] " + part + " of a problem was left out: it is not a problem's to set "
						+ "(logged once): " + target(request));
			}
		});
	}

	private static String line(Problem problem, ProblemContext context) {
		StringBuilder line = new StringBuilder(96).append('[')
			.append(context.requestId())
			.append("] ")
			.append(problem.status())
			.append(' ')
			.append(problem.code())
			.append(": ")
			.append(target(context.request()));
		List<Violation> violations = problem.violations();
		for (int i = 0; i < violations.size(); i++) {
			line.append((i == 0) ? " " : ", ");
			if (i == MAX_VIOLATIONS) {
				return line.append(violations.size() - i).append(" more").toString();
			}
			// names and codes, as values may be secrets
			line.append(LogText.of(violations.get(i).name(), MAX_POINTER))
				.append(' ')
				.append(LogText.of(violations.get(i).code(), MAX_POINTER));
		}
		return line.toString();
	}

	private static String target(ProblemRequest request) {
		return LogText.of(request.method(), 32) + " " + LogText.of(request.path(), MAX_PATH);
	}

	private static boolean isLogged(ProblemRequest request, Throwable exception) {
		return request.state().isLogged(exception);
	}

	private static void log(Level level, String line, @Nullable Throwable exception) {
		if (exception == null) {
			write(level, line, null);
			return;
		}
		try {
			write(level, line, LoggedThrowable.of(exception));
		}
		catch (Throwable ex) {
			write(level, line + " (an exception which cannot be logged: " + ex.getClass().getName() + ")", null);
		}
	}

	private static void write(Level level, String line, @Nullable Throwable exception) {
		switch (level) {
			case ERROR -> logger.error(line, exception);
			case WARN -> logger.warn(line, exception);
			case INFO -> logger.info(line, exception);
			case DEBUG -> logger.debug(line, exception);
			case OFF -> {
			}
		}
	}

	/** An appender or a filter of a log may throw anything. */
	private static void quietly(Runnable logging) {
		try {
			logging.run();
		}
		catch (Throwable ignored) {
			// see above
		}
	}

	private static boolean isEnabled(Level level) {
		return switch (level) {
			case ERROR -> logger.isErrorEnabled();
			case WARN -> logger.isWarnEnabled();
			case INFO -> logger.isInfoEnabled();
			case DEBUG -> logger.isDebugEnabled();
			case OFF -> false;
		};
	}

}
