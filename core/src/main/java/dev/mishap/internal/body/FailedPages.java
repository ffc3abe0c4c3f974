package dev.mishap.internal.body;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import dev.mishap.Problem;
import dev.mishap.ProblemContext;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Says in the log that a page of the application could not be made, once for each way in
 * which that happens: a broken template fails at every error.
 */
public final class FailedPages {

	private static final Log logger = LogFactory.getLog("dev.mishap.problems");

	private static final int MAX_FAILURES = 64;

	private final Set<String> failures = ConcurrentHashMap.newKeySet();

	/**
	 * Notes a page that failed.
	 * @param problem the problem that the page was for
	 * @param context the circumstances
	 * @param source who should have made the page
	 * @param failure what it failed with
	 */
	public void failed(Problem problem, ProblemContext context, Class<?> source, Throwable failure) {
		String line = "[" + context.requestId() + "] The page of the application for " + problem.status()
				+ " failed; the page of the library went out instead";
		String fingerprint = source.getName() + " " + problem.status() + " " + failure.getClass().getName();
		if (this.failures.size() < MAX_FAILURES && this.failures.add(fingerprint)) {
			logger.error(line + " (logged once)", failure);
		}
		else {
			logger.debug(line, failure);
		}
	}

}
