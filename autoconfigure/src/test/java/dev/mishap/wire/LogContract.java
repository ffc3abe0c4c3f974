package dev.mishap.wire;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.read.ListAppender;
import ch.qos.logback.core.spi.FilterReply;
import dev.mishap.testing.ProblemAssert;
import dev.mishap.testing.RawHttp;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;

import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/** What stands in the log after an error, the container's own lines included. */
abstract class LogContract {

	private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);

	private final Logger library = (Logger) LoggerFactory.getLogger("dev.mishap");

	private final ListAppender<ILoggingEvent> events = new ListAppender<>();

	@LocalServerPort
	private int port;

	private RawHttp http() {
		return new RawHttp(this.port);
	}

	@BeforeEach
	void listen() {
		this.library.setLevel(Level.DEBUG);
		this.events.start();
		this.root.addAppender(this.events);
	}

	@AfterEach
	void stopListening() {
		this.root.detachAppender(this.events);
		this.library.setLevel(null);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/open/throws", "/open/callable", "/open/future", "/open/stack-overflow",
			"/open/cyclic-cause", "/open/filter/throws", "/open/servlet/x", "/door/io?thrown=eof", "/open/flushed",
			"/open/flushed?thrown=rse", "/open/stream-after-commit", "/door/json-fails-late", "/door/async-chunks",
			"/door/sse?events=2", "/door/filter/chunks" })
	void serverErrorIsLoggedOnceWithItsTrace(String target) {
		RawHttp.Answer answer = http().send("GET", target);
		awaitEvent(Level.ERROR);
		http().send("GET", "/open/ok");
		assertThat(warningsAndErrors()).singleElement().satisfies((event) -> {
			assertThat(event.getLevel()).isEqualTo(Level.ERROR);
			assertThat(event.getLoggerName()).startsWith("dev.mishap");
			assertThat(event.getFormattedMessage()).contains(answer.header("X-Request-Id"));
			assertThat(event.getThrowableProxy()).isNotNull();
		});
	}

	/**
	 * As in plain Boot, the trace ends before the ERROR dispatch, to which sendError
	 * leads.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "/open/throws", "/open/rse", "/nowhere", "/open/callable", "/open/future",
			"/open/filter/throws", "/open/filter/rse", "/open/servlet/x", "/open/bodiless" })
	void lineBelongsToTheTrace(String target) {
		RawHttp.Answer answer = http().send("GET", target);
		Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(linesOf(answer)).isNotEmpty());
		assertThat(linesOf(answer)).singleElement()
			.satisfies((event) -> assertThat(event.getMDCPropertyMap()).as(event.toString())
				.containsKey(DoorBeans.TRACE_ID));
	}

	private List<ILoggingEvent> linesOf(RawHttp.Answer answer) {
		return List.copyOf(this.events.list)
			.stream()
			.filter((event) -> event.getFormattedMessage().contains(answer.header("X-Request-Id")))
			.toList();
	}

	@Test
	void exceptionThatCannotTellItsMessageIsLoggedOnceAsWell() {
		http().send("GET", "/open/message-throws");
		awaitEvent(Level.ERROR);
		http().send("GET", "/open/ok");
		assertThat(warningsAndErrors()).singleElement().satisfies((event) -> {
			assertThat(event.getLevel()).isEqualTo(Level.ERROR);
			assertThat(event.getThrowableProxy()).isNotNull();
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "/open/rse", "/nowhere", "/open/filter/rse", "/open/send-error", "/open/bodiless" })
	void clientErrorIsOneLineOfDebug(String target) {
		RawHttp.Answer answer = http().send("GET", target);
		http().send("GET", "/open/ok");
		assertThat(warningsAndErrors()).isEmpty();
		assertThat(List.copyOf(this.events.list))
			.filteredOn((event) -> event.getLevel() == Level.DEBUG
					&& event.getFormattedMessage().contains(answer.header("X-Request-Id")))
			.singleElement()
			.satisfies((event) -> assertThat(event.getThrowableProxy()).isNull());
	}

	@ParameterizedTest
	@ValueSource(strings = { "/door/unavailable", "/open/callable-timeout", "/open/deferred-timeout",
			"/open/rse?status=429" })
	void turnedAwayRequestIsOneLineWithoutTrace(String target) {
		http().send("GET", target);
		http().send("GET", "/open/ok");
		assertThat(warningsAndErrors()).singleElement().satisfies((event) -> {
			assertThat(event.getLevel()).isEqualTo(Level.WARN);
			assertThat(event.getThrowableProxy()).isNull();
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "/door/big", "/door/big-plain" })
	void clientThatHangsUpDuringADownloadIsNoError(String target) throws IOException {
		try (Socket socket = http().open()) {
			socket.setSoLinger(true, 0);
			socket.getOutputStream()
				.write(("GET " + target + " HTTP/1.1\r\nHost: localhost\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
			assertThat(socket.getInputStream().readNBytes(1000)).hasSize(1000);
		}
		awaitClientGone();
		http().send("GET", "/open/ok");
		assertThat(warningsAndErrors()).isEmpty();
	}

	@RepeatedTest(3)
	void clientThatHangsUpDuringAnUploadIsNoError() throws IOException {
		try (Socket socket = http().open()) {
			socket.setSoLinger(true, 0);
			socket.getOutputStream()
				.write(("POST /door/read HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
						+ "Content-Length: 100000\r\nExpect: 100-continue\r\n\r\n")
					.getBytes(StandardCharsets.US_ASCII));
			assertThat(socket.getInputStream().readNBytes(12)).startsWith("HTTP/1.1 100".getBytes());
			socket.getOutputStream().write("{\"a\":".getBytes(StandardCharsets.US_ASCII));
		}
		awaitClientGone();
		http().send("GET", "/open/ok");
		assertThat(warningsAndErrors()).isEmpty();
	}

	/** Tomcat's dispatcher has a line of its own, with the library and without. */
	@Test
	void afterAForwardTheAddressThatWasAskedForIsNamed() {
		RawHttp.Answer answer = http().send("GET", "/door/forward");
		ProblemAssert.assertThat(answer).isProblem(500, "INTERNAL_ERROR");
		awaitEvent(Level.ERROR);
		assertThat(warningsAndErrors()).filteredOn((event) -> event.getLoggerName().startsWith("dev.mishap"))
			.singleElement()
			.satisfies((event) -> assertThat(event.getFormattedMessage()).endsWith("GET /door/forward"));
	}

	@Test
	void logThatFailsDoesNotCostTheAnswer() {
		withFailingLog(() -> {
			ProblemAssert.assertThat(http().send("GET", "/open/throws")).isProblem(500, "INTERNAL_ERROR");
			ProblemAssert.assertThat(http().send("GET", "/open/rse")).isProblem(404, "NOT_FOUND");
			ProblemAssert.assertThat(http().send("GET", "/open/filter/throws")).isProblem(500, "INTERNAL_ERROR");
		});
	}

	@Test
	void logThatFailsDoesNotMakeHalfAnAnswerLookWhole() {
		withFailingLog(() -> {
			for (String target : List.of("/open/stream-after-commit", "/open/flushed", "/open/flushed?thrown=rse",
					"/door/json-fails-late", "/door/chunks", "/door/chunks?how=writer", "/door/sized",
					"/door/async-chunks", "/door/sse?events=2", "/door/filter/chunks")) {
				RawHttp.Answer answer = http().raw("GET " + target + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
				assertThat(answer.status()).isEqualTo(200);
				assertThat(answer.whole()).as(target).isFalse();
			}
		});
	}

	private void withFailingLog(Runnable requests) {
		TurboFilter failing = new TurboFilter() {

			@Override
			public FilterReply decide(Marker marker, Logger logger, Level level, String format, Object[] params,
					Throwable thrown) {
				if (logger.getName().startsWith("dev.mishap.")) {
					throw new IllegalStateException();
				}
				return FilterReply.NEUTRAL;
			}

		};
		this.root.getLoggerContext().addTurboFilter(failing);
		try {
			requests.run();
		}
		finally {
			this.root.getLoggerContext().getTurboFilterList().remove(failing);
		}
	}

	private void awaitClientGone() {
		Awaitility.await()
			.atMost(Duration.ofSeconds(30))
			.until(() -> List.copyOf(this.events.list)
				.stream()
				.anyMatch((event) -> event.getFormattedMessage().contains("client gone")));
	}

	private void awaitEvent(Level level) {
		Awaitility.await()
			.atMost(Duration.ofSeconds(30))
			.until(() -> List.copyOf(this.events.list).stream().anyMatch((event) -> event.getLevel() == level));
	}

	private List<ILoggingEvent> warningsAndErrors() {
		return List.copyOf(this.events.list)
			.stream()
			.filter((event) -> event.getLevel().isGreaterOrEqual(Level.WARN))
			.toList();
	}

}
