package dev.mishap.differential;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.mishap.differential.Outcome.LogLine;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.slf4j.MDC;

/**
 * One request to one application, and what the application saw meanwhile. The query of
 * the request names it, so that every dispatch and every thread finds it.
 */
final class Run {

	static final String KEY = "run";

	private static final Map<String, Run> RUNS = new ConcurrentHashMap<>();

	private static final Pattern IN_TEXT = Pattern.compile("\\brun=(r[0-9]+)");

	private static final ThreadLocal<Integer> DEPTH = ThreadLocal.withInitial(() -> 0);

	private static final int MAX_LINES = 20;

	private static final int MAX_WAIT_SECONDS = 5;

	private final String id;

	private final Script script;

	private final List<String> trace = Collections.synchronizedList(new ArrayList<>());

	private final List<String> events = Collections.synchronizedList(new ArrayList<>());

	private final List<LogLine> log = Collections.synchronizedList(new ArrayList<>());

	private final AtomicInteger lines = new AtomicInteger();

	private final CountDownLatch returned = new CountDownLatch(1);

	private final CountDownLatch finished = new CountDownLatch(1);

	private final CountDownLatch completed = new CountDownLatch(1);

	private volatile boolean asynchronous;

	private ServletOutputStream heldStream;

	private PrintWriter heldWriter;

	private Run(String id, Script script) {
		this.id = id;
		this.script = script;
	}

	static Run begin(String id, Script script) {
		Run run = new Run(id, script);
		RUNS.put(id, run);
		return run;
	}

	static Run of(HttpServletRequest request) {
		return of(request.getQueryString());
	}

	/** Returns the run that a text names, {@code null} if it names none. */
	static Run of(String text) {
		Matcher matcher = IN_TEXT.matcher((text != null) ? text : "");
		return matcher.find() ? RUNS.get(matcher.group(1)) : null;
	}

	static Run byId(String id) {
		return (id != null) ? RUNS.get(id) : null;
	}

	String query() {
		return "?" + KEY + "=" + this.id;
	}

	/** Lets what this thread logs be found as of this run. */
	void enter() {
		MDC.put(KEY, this.id);
		DEPTH.set(DEPTH.get() + 1);
	}

	static void leave() {
		DEPTH.set(DEPTH.get() - 1);
		if (DEPTH.get() <= 0) {
			DEPTH.remove();
			MDC.remove(KEY);
		}
	}

	void log(LogLine line) {
		if (this.lines.incrementAndGet() <= MAX_LINES) {
			this.log.add(line);
		}
	}

	List<LogLine> log() {
		synchronized (this.log) {
			return List.copyOf(this.log);
		}
	}

	/** The thread that brought the request has left the application and all filters. */
	void returned() {
		this.returned.countDown();
	}

	/** The server has done all that it does for the request. */
	void finished() {
		this.finished.countDown();
	}

	void awaitReturn() {
		await(this.returned, "the thread of the request does not return");
	}

	/** The application has a listener, which is told when the request is completed. */
	void startedAsync() {
		this.asynchronous = true;
	}

	/**
	 * A connection that is closed any sooner is one more thing for the server to tell.
	 */
	void awaitEnd() {
		awaitReturn();
		await(this.finished, "the server does not finish the request");
		if (this.asynchronous) {
			await(this.completed, "the server does not tell that the request is completed");
		}
	}

	private void await(CountDownLatch latch, String otherwise) {
		try {
			if (!latch.await(MAX_WAIT_SECONDS, TimeUnit.SECONDS)) {
				this.events.add(otherwise);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/** Performs the script as the application would. */
	void perform(HttpServletRequest request, HttpServletResponse response) throws Exception {
		perform(this.script.steps(), request, response);
	}

	void perform(List<Step> steps, HttpServletRequest request, HttpServletResponse response) throws Exception {
		for (Step step : steps) {
			perform(step, request, response);
		}
	}

	private void perform(Step step, HttpServletRequest request, HttpServletResponse response) throws Exception {
		Throwable thrown = null;
		Object result = "";
		try {
			result = step.action().run(request, response);
		}
		catch (Throwable ex) {
			thrown = ex;
		}
		this.trace.add(step.name() + " -> " + ((thrown != null) ? names(thrown) : result)
				+ (step.blind() ? "" : stateOf(response)));
		if (step.passesOn() && thrown != null) {
			if (thrown instanceof Error error) {
				throw error;
			}
			throw (Exception) thrown;
		}
	}

	private static String names(Throwable thrown) {
		Throwable cause = thrown.getCause();
		return thrown.getClass().getName() + ((cause != null) ? " of " + cause.getClass().getName() : "");
	}

	private static String stateOf(HttpServletResponse response) {
		try {
			return " [" + response.getStatus() + (response.isCommitted() ? ", committed]" : "]");
		}
		catch (RuntimeException ex) {
			return " [" + ex.getClass().getName() + "]";
		}
	}

	/** Notes what the container told a listener. */
	void event(String event) {
		this.events.add(event);
		if (event.equals("onComplete")) {
			this.completed.countDown();
		}
	}

	List<String> trace() {
		synchronized (this.trace) {
			return List.copyOf(this.trace);
		}
	}

	/** Returns what listeners were told, sorted: its place in time is chance. */
	List<String> events() {
		synchronized (this.events) {
			return this.events.stream().sorted().toList();
		}
	}

	ServletOutputStream heldStream() {
		return this.heldStream;
	}

	PrintWriter heldWriter() {
		return this.heldWriter;
	}

	void hold(ServletOutputStream stream) {
		this.heldStream = stream;
	}

	void hold(PrintWriter writer) {
		this.heldWriter = writer;
	}

}
