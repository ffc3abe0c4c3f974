package dev.mishap.wire;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

import dev.mishap.testing.RawHttp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.web.server.LocalServerPort;

import static dev.mishap.testing.ProblemAssert.assertThat;

/** Bodies of requests that do not arrive as announced. */
abstract class ReadFailuresContract {

	private static final String JSON = "Host: localhost\r\nContent-Type: application/json\r\n";

	@LocalServerPort
	private int port;

	final RawHttp http() {
		return new RawHttp(this.port);
	}

	@ParameterizedTest
	@ValueSource(strings = { "zz\r\n{}\r\n0\r\n\r\n", "2\r\n{}x\r\n0\r\n\r\n" })
	void chunkThatIsNoneIsRefused(String chunks) {
		RawHttp.Answer answer = http()
			.raw("POST /door/read HTTP/1.1\r\n" + JSON + "Transfer-Encoding: chunked\r\n\r\n" + chunks);
		assertThat(answer).isProblem(400, "REQUEST_INCOMPLETE").hasHeader("Connection", "close");
	}

	@Test
	void bodyThatStopsShortIsRefused() throws IOException {
		RawHttp.Answer answer = halfClosed(
				"POST /door/read HTTP/1.1\r\n" + JSON + "Content-Length: 100\r\n\r\n{\"a\":");
		assertThat(answer).isProblem(400, "REQUEST_INCOMPLETE").hasHeader("Connection", "close");
	}

	@Test
	void chunksThatStopShortAreRefused() throws IOException {
		RawHttp.Answer answer = halfClosed(
				"POST /door/read HTTP/1.1\r\n" + JSON + "Transfer-Encoding: chunked\r\n\r\n5\r\n{\"a\":\r\n");
		assertThat(answer).isProblem(400, "REQUEST_INCOMPLETE").hasHeader("Connection", "close");
	}

	@Test
	void uploadThatStopsShortIsRefused() throws IOException {
		RawHttp.Answer answer = halfClosed("POST /door/upload HTTP/1.1\r\nHost: localhost\r\n"
				+ "Content-Type: multipart/form-data; boundary=b\r\nContent-Length: 1000\r\n\r\n"
				+ "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"f\"\r\n\r\nhalf");
		assertThat(answer).isProblem(400, "REQUEST_INCOMPLETE").hasHeader("Connection", "close");
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
	}

	@Test
	void uploadThatStallsIsTimedOut() {
		RawHttp.Answer answer = http().raw("POST /door/upload HTTP/1.1\r\nHost: localhost\r\n"
				+ "Content-Type: multipart/form-data; boundary=b\r\nContent-Length: 1000\r\n\r\n"
				+ "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"f\"\r\n\r\nhalf");
		assertThat(answer).isProblem(408, "REQUEST_TIMEOUT").hasHeader("Connection", "close");
	}

}
