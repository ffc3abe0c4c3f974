package dev.mishap.wire;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.mishap.testing.RawHttp;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

import org.springframework.boot.test.web.server.LocalServerPort;

import static dev.mishap.testing.ProblemAssert.assertThat;

/** Bodies of requests that do not arrive as announced. */
abstract class ReadFailuresContract {

	private static final String JSON = "Host: localhost\r\nContent-Type: application/json\r\n";

	@LocalServerPort
	private int port;

	private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);

	private final Logger library = (Logger) LoggerFactory.getLogger("dev.mishap");

	private final ListAppender<ILoggingEvent> events = new ListAppender<>();

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

	final RawHttp http() {
		return new RawHttp(this.port);
	}

	@ParameterizedTest
	@ValueSource(strings = { "zz\r\n{}\r\n0\r\n\r\n", "2\r\n{}x\r\n0\r\n\r\n" })
	void chunkThatIsNoneIsRefused(String chunks) {
		RawHttp.Answer answer = http()
			.raw("POST /door/read HTTP/1.1\r\n" + JSON + "Transfer-Encoding: chunked\r\n\r\n" + chunks);
		assertThat(answer).isProblem(400, "REQUEST_INCOMPLETE").hasHeader("Connection", "close");
		assertOneQuietLine(answer);
	}

	@Test
	void bodyThatStopsShortIsRefused() throws IOException {
		RawHttp.Answer answer = halfClosed(
				"POST /door/read HTTP/1.1\r\n" + JSON + "Content-Length: 100\r\n\r\n{\"a\":");
		assertThat(answer).isProblem(400, "REQUEST_INCOMPLETE").hasHeader("Connection", "close");
		assertOneQuietLine(answer);
	}

	@Test
	void chunksThatStopShortAreRefused() throws IOException {
		RawHttp.Answer answer = halfClosed(
				"POST /door/read HTTP/1.1\r\n" + JSON + "Transfer-Encoding: chunked\r\n\r\n5\r\n{\"a\":\r\n");
		assertThat(answer).isProblem(400, "REQUEST_INCOMPLETE").hasHeader("Connection", "close");
		assertOneQuietLine(answer);
	}

	@Test
	void uploadThatStopsShortIsRefused() throws IOException {
		RawHttp.Answer answer = halfClosed("POST /door/upload HTTP/1.1\r\nHost: localhost\r\n"
				+ "Content-Type: multipart/form-data; boundary=b\r\nContent-Length: 1000\r\n\r\n"
				+ "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"f\"\r\n\r\nhalf");
		assertThat(answer).isProblem(400, "REQUEST_INCOMPLETE").hasHeader("Connection", "close");
		assertOneQuietLine(answer);
	}

	@ParameterizedTest
	@ValueSource(strings = { "POST", "PUT" })
	void formThatStallsIsTimedOut(String method) {
		RawHttp.Answer answer = http().raw(form(method, "Content-Length: 100") + "name=ab");
		assertThat(answer).isProblem(408, "REQUEST_TIMEOUT").hasHeader("Connection", "close");
		assertOneQuietLine(answer);
	}

	@ParameterizedTest
	@ValueSource(strings = { "POST", "PUT" })
	void formInChunksThatStallsIsTimedOut(String method) {
		RawHttp.Answer answer = http().raw(form(method, "Transfer-Encoding: chunked") + "7\r\nname=ab\r\n");
		assertThat(answer).isProblem(408, "REQUEST_TIMEOUT").hasHeader("Connection", "close");
		assertOneQuietLine(answer);
	}

	@ParameterizedTest
	@ValueSource(strings = { "POST", "PUT" })
	void formThatStopsShortIsRefused(String method) throws IOException {
		RawHttp.Answer answer = halfClosed(form(method, "Content-Length: 100") + "name=ab");
		assertThat(answer).isProblem(400, "REQUEST_INCOMPLETE").hasHeader("Connection", "close");
		assertOneQuietLine(answer);
	}

	@ParameterizedTest
	@ValueSource(strings = { "POST", "PUT" })
	void formWhoseChunkIsNoneIsRefused(String method) {
		RawHttp.Answer answer = http().raw(form(method, "Transfer-Encoding: chunked") + "zz\r\nname=ab\r\n0\r\n\r\n");
		assertThat(answer).isProblem(400, "REQUEST_INCOMPLETE").hasHeader("Connection", "close");
		assertOneQuietLine(answer);
	}

	private static String form(String method, String length) {
		return method + " /door/form HTTP/1.1\r\nHost: localhost\r\n"
				+ "Content-Type: application/x-www-form-urlencoded\r\n" + length + "\r\n\r\n";
	}

	private void assertOneQuietLine(RawHttp.Answer answer) {
		assertNothingAboveDebug();
		Assertions.assertThat(List.copyOf(this.events.list))
			.filteredOn((event) -> event.getFormattedMessage().contains(answer.header("X-Request-Id")))
			.singleElement()
			.satisfies((event) -> Assertions.assertThat(event.getThrowableProxy()).isNull());
	}

	final void assertNothingAboveDebug() {
		http().send("GET", "/open/ok");
		Assertions.assertThat(List.copyOf(this.events.list))
			.filteredOn((event) -> event.getLevel().isGreaterOrEqual(Level.WARN))
			.isEmpty();
	}

	private RawHttp.Answer halfClosed(String request) throws IOException {
		try (Socket socket = http().open()) {
			socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
			socket.shutdownOutput();
			return RawHttp.read(socket, false);
		}
	}

	@Test
	void bodyThatStallsIsTimedOut() {
		RawHttp.Answer answer = http()
			.raw("POST /door/read HTTP/1.1\r\n" + JSON + "Content-Length: 100\r\n\r\n{\"a\":");
		assertThat(answer).isProblem(408, "REQUEST_TIMEOUT").hasHeader("Connection", "close");
		assertOneQuietLine(answer);
	}

	@Test
	void uploadThatStallsIsTimedOut() {
		RawHttp.Answer answer = http().raw("POST /door/upload HTTP/1.1\r\nHost: localhost\r\n"
				+ "Content-Type: multipart/form-data; boundary=b\r\nContent-Length: 1000\r\n\r\n"
				+ "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"f\"\r\n\r\nhalf");
		assertThat(answer).isProblem(408, "REQUEST_TIMEOUT").hasHeader("Connection", "close");
		assertOneQuietLine(answer);
	}

}
