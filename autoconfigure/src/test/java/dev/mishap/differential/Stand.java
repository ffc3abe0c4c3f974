package dev.mishap.differential;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.AppenderBase;
import dev.mishap.differential.Applications.Server;
import dev.mishap.differential.Outcome.LogLine;
import dev.mishap.differential.Row.Protocol;
import org.slf4j.LoggerFactory;

/** Runs all scripts on all applications, once. */
final class Stand {

	private static final String LIBRARY = "dev.mishap";

	/** Says once what an application could configure. */
	private static final String HINTS = "dev.mishap.hints";

	/** Some requests wait for seconds, which costs nothing but the place. */
	private static final int CLIENTS = 24;

	/** A race of the server's own that went one way this often is no race. */
	private static final int BARE_RUNS = 5;

	private static final AtomicInteger IDS = new AtomicInteger();

	private Stand() {
	}

	/** What was seen of a row without the library and with it. */
	record Pair(Outcome bare, Outcome starter) {

	}

	/**
	 * Runs them all. Where the two differ in a way that is not expected, the row is run
	 * again without the library: what plain Boot does is not the same each time, and the
	 * library may do whatever plain Boot was seen to do.
	 */
	static Map<Row, Pair> run(List<Script> scripts, Predicate<Difference> expected) throws Exception {
		Logger library = (Logger) LoggerFactory.getLogger(LIBRARY);
		Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
		Log log = new Log();
		List<Appender<ILoggingEvent>> others = new ArrayList<>();
		ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
		try (Applications applications = new Applications()) {
			log.start();
			// thousands of traces, all of them meant
			root.iteratorForAppenders().forEachRemaining(others::add);
			others.forEach(root::detachAppender);
			root.addAppender(log);
			library.setLevel(Level.DEBUG);
			Map<Row, Future<Sent>> bare = new HashMap<>();
			Map<Row, Future<Sent>> starter = new HashMap<>();
			List<Row> rows = rows(scripts);
			// from the last one, because those that wait longest are near the end
			for (int i = rows.size() - 1; i >= 0; i--) {
				Row row = rows.get(i);
				bare.put(row, clients.submit(() -> send(applications, row, false)));
				starter.put(row, clients.submit(() -> send(applications, row, true)));
			}
			Map<Row, Sent> bareSent = wait(rows, bare);
			Map<Row, Sent> starterSent = wait(rows, starter);
			Map<Row, Pair> pairs = new LinkedHashMap<>();
			for (Map.Entry<Row, Sent> sent : bareSent.entrySet()) {
				Row row = sent.getKey();
				Pair pair = new Pair(sent.getValue().outcome(log), starterSent.get(row).outcome(log));
				pairs.put(row, pair);
				for (int i = 1; i < BARE_RUNS && !isExpected(row, pair, expected); i++) {
					// on a busy machine anything can be slow once
					Outcome starterAgain = Comparison.isSlow(pair) ? send(applications, row, true).outcome(log)
							: pair.starter();
					pair = new Pair(send(applications, row, false).outcome(log), starterAgain);
					if (isExpected(row, pair, expected)) {
						pairs.put(row, pair);
					}
				}
			}
			return pairs;
		}
		finally {
			clients.shutdownNow();
			library.setLevel(null);
			root.detachAppender(log);
			others.forEach(root::addAppender);
		}
	}

	private static boolean isExpected(Row row, Pair pair, Predicate<Difference> expected) {
		return Comparison.of(row, pair).stream().allMatch(expected);
	}

	private static Map<Row, Sent> wait(List<Row> rows, Map<Row, Future<Sent>> futures) throws Exception {
		Map<Row, Sent> results = new LinkedHashMap<>();
		for (Row row : rows) {
			results.put(row, futures.get(row).get());
		}
		return results;
	}

	static List<Row> rows(List<Script> scripts) {
		List<Row> rows = new ArrayList<>();
		for (Script script : scripts) {
			for (Server server : Server.values()) {
				for (Protocol protocol : Protocol.values()) {
					script.places()
						.stream()
						.filter((place) -> protocol == Protocol.H1 || place.isOfBothProtocols())
						.forEach((place) -> rows.add(new Row(script, server, protocol, place)));
				}
			}
		}
		return rows;
	}

	private static Sent send(Applications applications, Row row, boolean withLibrary) throws Exception {
		Run run = Run.begin("r" + IDS.incrementAndGet(), row.script());
		String target = row.script().target().isEmpty() ? row.place().path() + Scripts.LIST.indexOf(row.script())
				: row.script().target();
		long start = System.nanoTime();
		Client.Received received = Client.send(applications.port(row.server(), withLibrary), row.protocol(),
				row.script().method(), target + run.query(), run);
		long millis = (System.nanoTime() - start) / 1_000_000;
		run.awaitEnd();
		return new Sent(run, received, millis);
	}

	/** An answer whose log is not complete yet. */
	private record Sent(Run run, Client.Received received, long millis) {

		Outcome outcome(Log log) {
			log.giveUnclaimed(this.run, String.join("", this.received.answer().headerLines("X-Request-Id")));
			return new Outcome(this.run, this.received.answer(), this.received.end(), this.millis, this.run.log());
		}

	}

	/** Gives what is logged to the run in whose thread it was or that it names. */
	private static final class Log extends AppenderBase<ILoggingEvent> {

		private final Queue<LogLine> unclaimed = new ConcurrentLinkedQueue<>();

		@Override
		protected void append(ILoggingEvent event) {
			boolean library = event.getLoggerName().startsWith(LIBRARY) && !event.getLoggerName().equals(HINTS);
			if (!library && !event.getLevel().isGreaterOrEqual(Level.WARN)) {
				return;
			}
			Run run = Run.byId(event.getMDCPropertyMap().get(Run.KEY));
			if (run == null) {
				run = Run.of(event.getFormattedMessage());
			}
			if (run != null || library) {
				IThrowableProxy thrown = event.getThrowableProxy();
				String text = event.getFormattedMessage() + ((thrown != null) ? " / " + thrown.getClassName() : "");
				LogLine line = new LogLine(event.getLoggerName(), event.getLevel().toString(), library, text);
				if (run != null) {
					run.log(line);
				}
				else {
					this.unclaimed.add(line);
				}
			}
		}

		/** What the library logs on a thread of the container's has the request's ID. */
		void giveUnclaimed(Run run, String requestId) {
			if (!requestId.isEmpty()) {
				this.unclaimed.stream()
					.filter((line) -> line.text().startsWith("[" + requestId + "]"))
					.forEach(run::log);
			}
		}

	}

}
