package dev.mishap.wire;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import ch.qos.logback.classic.Level;
import dev.mishap.contract.Server;
import dev.mishap.testing.ProblemAssert;
import dev.mishap.testing.RawHttp;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What only servlets do. */
abstract class LogOfServlets extends LogContract {

	@Override
	Stream<String> serverErrors() {
		Stream<String> more = Stream.of("/open/stack-overflow", "/open/cyclic-cause", "/door/io?thrown=eof",
				"/open/flushed", "/open/flushed?thrown=rse", "/open/stream-after-commit", "/door/json-fails-late",
				"/door/async-chunks", "/door/sse?events=2", "/door/filter/chunks");
		return Stream.concat(super.serverErrors(), more);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/door/unavailable", "/open/callable-timeout" })
	void requestThatAServletTurnsAwayIsOneLineToo(String target) {
		turnedAwayRequestIsOneLineWithoutTrace(target);
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

	/** As in plain Boot, whether the client is told of it depends on the server. */
	@Test
	void whatAFilterFailsWithAfterTheAnswerIsLoggedWithItsTrace() {
		RawHttp.Answer answer = http().send("GET", "/open/filter/fails-after-answer");
		boolean replaced = server() == Server.TOMCAT;
		ProblemAssert.assertThat(answer).isProblem(replaced ? 500 : 404, replaced ? "INTERNAL_ERROR" : "NOT_FOUND");
		awaitEvent(replaced ? Level.ERROR : Level.WARN);
		assertThat(warningsAndErrors()).singleElement().satisfies((event) -> {
			assertThat(event.getLevel()).isEqualTo(replaced ? Level.ERROR : Level.WARN);
			assertThat(event.getFormattedMessage()).contains(answer.header("X-Request-Id"),
					replaced ? "500 INTERNAL_ERROR" : "failed again");
			assertThat(event.getThrowableProxy().getClassName()).isEqualTo(IllegalStateException.class.getName());
		});
	}

	/** A client that makes up a version must not fill the log with errors. */
	@Test
	void versionThatTheServerDoesNotSpeakIsNoError() {
		ProblemAssert.assertThat(http().raw("GET /open/ok HTTP/1.2\r\nHost: a\r\n\r\n"))
			.isProblem(505, "HTTP_VERSION_NOT_SUPPORTED");
		http().send("GET", "/open/ok");
		assertThat(warningsAndErrors()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/door/big", "/door/big-plain" })
	void clientThatHangsUpDuringADownloadIsNoError(String target) throws IOException {
		hangUpDuring(target);
	}

	final void hangUpDuring(String target) throws IOException {
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

}
