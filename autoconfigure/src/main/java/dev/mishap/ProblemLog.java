package dev.mishap;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Log of what was answered: 5xx at ERROR with the whole trace, shed load (429, 503) at
 * WARN in one line, other 4xx at DEBUG in one line. Each line has the request ID.
 */
final class ProblemLog {

	private static final Log logger = LogFactory.getLog(ProblemLog.class);

	private static final String LOGGED = ProblemLog.class.getName() + ".exception";

	private static final int MAX_PATH = 512;

	private static final int MAX_FAILURES = 256;

	private final Set<String> failures = ConcurrentHashMap.newKeySet();

	void answered(Problem problem, ProblemContext context) {
		int status = problem.status();
		Throwable exception = context.exception();
		if (status == 429 || status == 503) {
			logger.warn(line(problem, context, exception));
		}
		else if (status < 500) {
			if (logger.isDebugEnabled()) {
				logger.debug(line(problem, context, exception));
			}
		}
		else if (exception == null || isLogged(context.request(), exception)) {
			logger.error(line(problem, context, null));
		}
		else {
			error(line(problem, context, null), exception);
		}
	}

	/** Logs an error that nobody can answer any more. */
	void failedAfterCommit(ProblemRequest request, String requestId, @Nullable Throwable exception) {
		String line = "[" + requestId + "] failed after the response was committed, connection cut: " + target(request);
		if (exception == null || isLogged(request, exception)) {
			logger.debug(line);
		}
		else {
			error(line, exception);
		}
	}

	/** Logs what failed when the error before it had its answer already. */
	void failedAfterAnswer(ProblemRequest request, String requestId, @Nullable Throwable exception) {
		String line = "[" + requestId + "] failed again after the answer was sent: " + target(request);
		if (exception == null || isLogged(request, exception)) {
			logger.debug(line);
		}
		else {
			logger.warn(line + " (" + exception.getClass().getName() + ")");
		}
	}

	/** Logs that somebody asked for a status which no error has. */
	void unregistered(ProblemRequest request, String requestId, int status) {
		logger.warn("[" + requestId + "] status " + status
				+ " was asked for, which is not a registered error status (400 to 599): answered as 500: "
				+ target(request));
	}

	void clientGone(ProblemRequest request, String requestId) {
		if (logger.isDebugEnabled()) {
			logger.debug("[" + requestId + "] client gone: " + target(request));
		}
	}

	/** Logs, once for each, that a part of the path failed while it answered. */
	void partFailed(String part, ProblemRequest request, String requestId, Throwable failure) {
		String fingerprint = part + " " + failure.getClass().getName();
		if (this.failures.size() < MAX_FAILURES && this.failures.add(fingerprint)) {
			error("[" + requestId + "] " + part
					+ " failed while an error was answered; the answer went out without it (logged once): "
					+ target(request), failure);
		}
		else {
			logger.debug("[" + requestId + "] " + part + " failed again");
		}
	}

	private static String line(Problem problem, ProblemContext context, @Nullable Throwable exception) {
		String line = "[" + context.requestId() + "] " + problem.status() + " " + problem.code() + ": "
				+ target(context.request());
		return (exception != null) ? line + " (" + exception.getClass().getName() + ")" : line;
	}

	private static String target(ProblemRequest request) {
		return LogText.of(request.method(), 32) + " " + LogText.of(request.path(), MAX_PATH);
	}

	private static boolean isLogged(ProblemRequest request, Throwable exception) {
		return request.attribute(LOGGED) == exception;
	}

	private static void error(String line, Throwable exception) {
		try {
			logger.error(line, LoggedThrowable.of(exception));
		}
		catch (RuntimeException | Error ex) {
			logger.error(line + " (" + exception.getClass().getName() + ", which cannot be logged: "
					+ ex.getClass().getName() + ")");
		}
	}

	/** Notes that an exception has its line, so that no later dispatch writes another. */
	void note(ProblemRequest request, @Nullable Throwable exception) {
		if (exception != null) {
			request.attribute(LOGGED, exception);
		}
	}

}
