package dev.mishap.rows;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

import dev.mishap.testing.RawHttp;
import dev.mishap.testing.Without;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;

import static dev.mishap.testing.ProblemAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** What the other container does otherwise. */
@SpringBootTest(classes = RowsOnJettyTests.Application.class, webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { Without.SECURITY, PayloadContract.LIMIT })
class RowsOnJettyTests {

	@LocalServerPort
	int port;

	@Test
	void traceIsRefusedInTheSameWayEverywhere() {
		assertThat(new RawHttp(this.port).send("TRACE", "/items", "Cookie: s3cr3t=1"))
			.isProblem(405, "METHOD_NOT_ALLOWED")
			.hasHeaderList("Allow", "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT");
	}

	@Test
	void s25LargeBodyIsRefusedBeforeAnybodyReadsIt() {
		assertThat(new RawHttp(this.port).json("POST", "/text", "{\"text\":\"" + "x".repeat(20_000) + "\"}"))
			.isProblem(413, "CONTENT_TOO_LARGE")
			.hasHeader("Connection", "close");
	}

	@Test
	void s7FinalAnswerComesBeforeTheBodyIsAskedFor() throws IOException {
		try (Socket socket = new RawHttp(this.port).open()) {
			socket.getOutputStream()
				.write(("POST /text HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
						+ "Content-Length: 20000\r\nExpect: 100-continue\r\n\r\n")
					.getBytes(StandardCharsets.ISO_8859_1));
			RawHttp.Answer answer = RawHttp.read(socket, false);
			assertThat(answer.interim()).isEmpty();
			assertThat(answer).isProblem(413, "CONTENT_TOO_LARGE").hasHeader("Connection", "close");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "POST", "DELETE" })
	void allowIsThatOfTheAddress(String method) {
		assertThat(new RawHttp(this.port).send(method, "/items")).isProblem(405, "METHOD_NOT_ALLOWED")
			.hasHeaderList("Allow", "GET", "HEAD", "OPTIONS");
	}

	@Test
	void aRangeOutsideOfAReturnedResourceDoesNotSendTheResource() {
		assertThat(new RawHttp(this.port).send("GET", "/resource", "Range: bytes=100-200"))
			.isProblem(416, "RANGE_NOT_SATISFIABLE")
			.hasHeader("Content-Range", "bytes */10");
	}

	@OnJetty
	@Import({ RoutingTests.Controller.class, PayloadContract.Controller.class })
	static class Application {

	}

}
