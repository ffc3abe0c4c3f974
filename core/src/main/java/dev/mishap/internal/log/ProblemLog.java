package dev.mishap.internal.log;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

import dev.mishap.Problem;
import dev.mishap.ProblemContext;
import dev.mishap.ProblemLogLevel;
import dev.mishap.ProblemMappings;
import dev.mishap.ProblemRequest;
import dev.mishap.Violation;
import dev.mishap.internal.log.LogLines.LoggedThrowable;
import dev.mishap.internal.log.LogLines.Subject;
import dev.mishap.internal.log.LogRule.Level;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.util.ConcurrentLruCache;

/**
 * Log of what was answered: 5xx at ERROR with the whole trace, shed load (429, 503) at
 * WARN in one line, other 4xx at DEBUG in one line. Each line has the request ID. Traces
 * have a budget. No method throws anything: a log that fails must not prevent an answer
 * or the cut of a response, and cannot be logged itself.
 */
public final class ProblemLog {

	private static final LogLines lines = LogLines.create();

	/** A name that users configure, so it doesn't follow that of a class. */
	private static final Log hints = LogFactory.getLog("dev.mishap.hints");

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

	private final List<ProblemLogLevel> levels;

	/**
	 * Creates the log.
	 * @param rules how problems are logged
	 * @param traces how many traces are logged
	 * @param clientMessages whether the line of a 4xx has the message of the exception
	 * @param levels what has the last word on levels, in this order
	 */
	public ProblemLog(LogRule.Table rules, TraceBudget traces, boolean clientMessages, List<ProblemLogLevel> levels) {
		this.rules = rules;
		this.traces = traces;
		this.clientMessages = clientMessages;
		this.levels = List.copyOf(levels);
	}

	/** Returns how many stack traces were not logged because there were too many. */
	public long withheldTraces() {
		return this.traces.withheld();
	}

	/** Logs an answer, once for each exception. */
	public void answered(Problem problem, ProblemContext context) {
		quietly(() -> logAnswer(problem, context));
	}

	private void logAnswer(Problem problem, ProblemContext context) {
		Throwable exception = context.exception();
		Level level = levelOf(problem, context);
		if (!lines.isEnabled(level)) {
			return;
		}
		Subject subject = new Subject(context.request(), context.requestId(), problem);
		if (exception == null || isLogged(context.request(), exception)) {
			log(level, line(problem, context), null, subject);
		}
		else if (this.rules.isTraced(problem, exception)) {
			logWithTrace(level, line(problem, context), exception, subject);
		}
		else {
			log(level, line(problem, context) + " (" + describe(problem, exception) + ")", null, subject);
		}
	}

	private Level levelOf(Problem problem, ProblemContext context) {
		Level level = this.rules.levelOf(problem, context.exception());
		for (ProblemLogLevel one : this.levels) {
			try {
				level = switch (one.level(asOfJdk(level), problem, context)) {
					case OFF -> Level.OFF;
					case ERROR -> Level.ERROR;
					case WARNING -> Level.WARN;
					case INFO -> Level.INFO;
					case DEBUG, TRACE -> Level.DEBUG;
					case ALL -> level;
				};
			}
			catch (Throwable ex) {
				partFailed("the ProblemLogLevel " + one.getClass().getName(), context.request(), context.requestId(),
						ex);
			}
		}
		return level;
	}

	private static System.Logger.Level asOfJdk(Level level) {
		return switch (level) {
			case OFF -> System.Logger.Level.OFF;
			case ERROR -> System.Logger.Level.ERROR;
			case WARN -> System.Logger.Level.WARNING;
			case INFO -> System.Logger.Level.INFO;
			case DEBUG -> System.Logger.Level.DEBUG;
		};
	}

	/**
	 * What an exception says of a mistake of the client may have values of the client in
	 * it.
	 */
	private String describe(Problem problem, Throwable exception) {
		String name = exception.getClass().getName();
		String safe = safeMessage(exception);
		if (safe != null || !this.clientMessages || problem.status() >= 500) {
			return withMessage(name, safe);
		}
		return withMessage(name, message(exception));
	}

	private static String withMessage(String name, @Nullable String message) {
		return (message != null) ? name + ": " + LogLines.fit(message, MAX_MESSAGE) : name;
	}

	private static @Nullable String safeMessage(Throwable exception) {
		try {
			return SafeMessage.of(exception);
		}
		catch (Throwable ignored) {
			// code of the application
			return null;
		}
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

	private void logWithTrace(Level level, String line, Throwable exception, Subject subject) {
		if (this.traces.spend(exception, subject.requestId())) {
			log(level, line, exception, subject);
			return;
		}
		String last = this.traces.lastOf(exception);
		log(level,
				line + " (" + withMessage(exception.getClass().getName(), safeMessage(exception))
						+ ((last != null) ? ", last trace of this class: [" + last + "])" : ", trace not logged)"),
				null, subject);
	}

	/**
	 * Shows, once for each class, what an application would write to answer an exception
	 * of its own otherwise than with a 500.
	 */
	public void hint(Throwable exception, ProblemMappings mappings, ProblemRequest request) {
		quietly(() -> {
			String name = exception.getClass().getName();
			if (hints.isInfoEnabled() && isOfApplication(name) && !this.hinted.contains(name)
					&& this.hinted.size() < MAX_FAILURES && !mappings.knows(exception, request)) {
				logHint(exception.getClass());
			}
		});
	}

	private void logHint(Class<? extends Throwable> type) {
		if (!this.hinted.add(type.getName())) {
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
			Subject subject = new Subject(request, requestId, null);
			String line = "[" + requestId + "] failed after the response was committed: " + target(request);
			if (exception == null || isLogged(request, exception)) {
				log(Level.DEBUG, line, null, subject);
			}
			else {
				logWithTrace(Level.ERROR, line, exception, subject);
			}
		});
	}

	/** Logs that a stream which had begun has reached its time-out. */
	public void timedOut(ProblemRequest request, String requestId) {
		log(Level.DEBUG, request, requestId, "timed out after the response was committed: ");
	}

	/** Logs what failed when the error before it had its answer already. */
	public void failedAfterAnswer(ProblemRequest request, String requestId, @Nullable Throwable exception) {
		String what = "failed again after the answer was sent: ";
		if (exception == null || isLogged(request, exception)) {
			log(Level.DEBUG, request, requestId, what);
			return;
		}
		// often a mistake in a filter, which nobody else logs
		quietly(() -> logWithTrace(Level.WARN, "[" + requestId + "] " + what + target(request), exception,
				new Subject(request, requestId, null)));
	}

	/** Logs that somebody asked for a status which no error has. */
	public void unregistered(ProblemRequest request, String requestId, int status) {
		log(Level.WARN, request, requestId, "status " + status
				+ " was asked for, which is not a registered error status (400 to 599): answered as 500: ");
	}

	public void clientGone(ProblemRequest request, String requestId) {
		log(Level.DEBUG, request, requestId, "client gone: ");
	}

	/** Logs, once for each, that a part of the path failed while it answered. */
	public void partFailed(String part, ProblemRequest request, String requestId, Throwable failure) {
		quietly(() -> {
			Subject subject = new Subject(request, requestId, null);
			String fingerprint = part + " " + failure.getClass().getName();
			if (this.failures.size() < MAX_FAILURES && this.failures.add(fingerprint)) {
				log(Level.ERROR,
						"[" + requestId + "] " + part
								+ " failed while an error was answered; the answer went out without it (logged once): "
								+ target(request),
						failure, subject);
			}
			else {
				log(Level.DEBUG, "[" + requestId + "] " + part + " failed again", null, subject);
			}
		});
	}

	/** Logs, once for each, that a problem asked for what it cannot have. */
	public void leftOut(String part, ProblemRequest request, String requestId) {
		if (this.failures.size() < MAX_FAILURES && this.failures.add(part)) {
			log(Level.WARN, request, requestId,
					part + " of a problem was left out: it is not a problem's to set (logged once): ");
		}
	}

	/** Logs one line about a request. */
	private static void log(Level level, ProblemRequest request, String requestId, String what) {
		quietly(() -> {
			if (lines.isEnabled(level)) {
				log(level, "[" + requestId + "] " + what + target(request), null,
						new Subject(request, requestId, null));
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
			line.append(LogLines.fit(violations.get(i).name(), MAX_POINTER))
				.append(' ')
				.append(LogLines.fit(violations.get(i).code(), MAX_POINTER));
		}
		return line.toString();
	}

	private static String target(ProblemRequest request) {
		return LogLines.method(request) + " " + LogLines.path(request);
	}

	private static boolean isLogged(ProblemRequest request, Throwable exception) {
		return request.state().isLogged(exception);
	}

	private static void log(Level level, String line, @Nullable Throwable exception, Subject subject) {
		if (exception == null) {
			lines.write(level, line, null, subject);
			return;
		}
		try {
			lines.write(level, line, LoggedThrowable.of(exception), subject);
		}
		catch (Throwable ex) {
			lines.write(level, line + " (an exception which cannot be logged: " + ex.getClass().getName() + ")", null,
					subject);
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

	/**
	 * Exception whose message the library has made: there is nothing in it that must not
	 * be in a log, whoever is to blame for the failure. It may hang on another exception,
	 * as one that this suppresses, and speaks for that then.
	 */
	public interface SafeMessage {

		/**
		 * Returns the message that may be in a log.
		 * @param exception an exception of whatever class
		 * @return the message, or {@code null} if the exception has none that is known to
		 * do no harm
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

	/**
	 * Says which stack traces are logged whole. In a storm of errors each trace is like
	 * the one before, and costs more than the answer: of each class of exceptions so many
	 * are logged in a minute, and further lines name the request whose trace was the
	 * last.
	 */
	public static final class TraceBudget {

		private static final long WINDOW_NANOS = TimeUnit.MINUTES.toNanos(1);

		private static final int MAX_CLASSES = 1024;

		private static final int MAX_LOOKS = 100;

		private static final int MAX_PLACES = 20;

		private final LongAdder withheld = new LongAdder();

		private final int perMinute;

		private final LongSupplier nanoTime;

		/**
		 * Not a {@code ClassValue}: a class of the JDK would keep it, and us, for ever.
		 */
		private final ConcurrentLruCache<Class<?>, Spent> spent = new ConcurrentLruCache<>(MAX_CLASSES,
				(type) -> new Spent());

		/**
		 * Creates the budget.
		 * @param perMinute the number of traces of one class of exceptions in a minute
		 * @param nanoTime the clock
		 */
		public TraceBudget(int perMinute, LongSupplier nanoTime) {
			this.perMinute = perMinute;
			this.nanoTime = nanoTime;
		}

		/** Spends a trace, and returns whether there was one left. */
		boolean spend(Throwable exception, String requestId) {
			boolean left = of(exception).add(this.nanoTime.getAsLong(), this.perMinute, exception, requestId);
			if (!left) {
				this.withheld.increment();
			}
			return left;
		}

		/** Returns how many traces there was no budget for. */
		long withheld() {
			return this.withheld.sum();
		}

		/**
		 * Returns the ID of the request whose trace was the last of its class.
		 * @return the ID, or {@code null} if no trace was logged
		 */
		@Nullable String lastOf(Throwable exception) {
			return of(exception).last;
		}

		private Spent of(Throwable exception) {
			return this.spent.get(exception.getClass());
		}

		/** What was spent for one class. */
		private static final class Spent {

			/** Places at which the exceptions were thrown whose traces were logged. */
			private final Set<StackTraceElement> places = new HashSet<>();

			private long begin;

			private int count;

			private int looks;

			private volatile @Nullable String last;

			synchronized boolean add(long now, int most, Throwable exception, String requestId) {
				if (this.count == 0 || now - this.begin >= WINDOW_NANOS) {
					this.begin = now;
					this.count = 0;
					this.looks = 0;
					this.places.clear();
				}
				if (this.count >= most) {
					return most > 0 && isFromElsewhere(exception, requestId);
				}
				this.count++;
				this.last = requestId;
				place(exception);
				return true;
			}

			/**
			 * To find the top frame of an exception costs more than to write its line, so
			 * only a number of them is looked at in a minute.
			 */
			private boolean isFromElsewhere(Throwable exception, String requestId) {
				if (this.looks >= MAX_LOOKS || this.places.size() >= MAX_PLACES) {
					return false;
				}
				this.looks++;
				boolean found = place(exception);
				if (found) {
					this.last = requestId;
				}
				return found;
			}

			private boolean place(Throwable exception) {
				try {
					StackTraceElement[] frames = exception.getStackTrace();
					return frames.length > 0 && this.places.size() < MAX_PLACES && this.places.add(frames[0]);
				}
				catch (Throwable ignored) {
					// the application may have overridden it
					return false;
				}
			}

		}

	}

}
