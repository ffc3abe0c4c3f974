package dev.mishap.reactive;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

import dev.mishap.testing.RawHttp;
import dev.mishap.testing.Without;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

import static dev.mishap.testing.ProblemAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** {@code mishap.payload} in a reactive application. */
@SpringBootTest(classes = ReactiveApplication.class, webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "spring.main.web-application-type=reactive", Without.TRACE_BUDGET,
				ReactiveApplication.NO_SECURITY, "mishap.payload.max-size=1KB",
				"mishap.payload.paths[0].pattern=/fn/**", "mishap.payload.paths[0].max-size=2KB" })
class ReactivePayloadTests {

	@LocalServerPort
	private int port;

	private RawHttp http() {
		return new RawHttp(this.port);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/text", "/only-post", "/nowhere" })
	void announcedBodyOverTheLimitIsRefused(String target) {
		assertThat(http().sendBody("POST", target, "text/plain", "a".repeat(1025))).isProblem(413, "CONTENT_TOO_LARGE");
	}

	@Test
	void bodyOfUnknownLengthIsCounted() {
		String chunk = "200\r\n" + "a".repeat(512) + "\r\n";
		assertThat(http().raw("POST /text HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Type: text/plain\r\n"
				+ "Transfer-Encoding: chunked\r\n\r\n" + chunk.repeat(3) + "0\r\n\r\n"))
			.isProblem(413, "CONTENT_TOO_LARGE");
	}

	/** A client that sent its next request on that connection would get nothing. */
	@ParameterizedTest
	@CsvSource({ "Transfer-Encoding: chunked,413,CONTENT_TOO_LARGE,/text,text/plain",
			"Content-Length: 900,400,MALFORMED_BODY,/stream,application/json" })
	void connectionOnWhichARestOfABodyIsLeftIsClosedAndSaysSo(String framing, int status, String code, String target,
			String type) throws IOException {
		String body = framing.startsWith("T") ? ("200\r\n" + "a".repeat(512) + "\r\n").repeat(4)
				: "{]" + " ".repeat(500);
		try (Socket socket = http().open()) {
			socket.getOutputStream()
				.write(("POST " + target + " HTTP/1.1\r\nHost: a\r\nContent-Type: " + type + "\r\n" + framing
						+ "\r\n\r\n" + body)
					.getBytes(StandardCharsets.ISO_8859_1));
			RawHttp.Answer answer = RawHttp.read(socket, false, true);
			assertThat(answer).isProblem(status, code).hasHeader("Connection", "close");
			assertThat(answer.closed()).isTrue();
		}
	}

	@Test
	void limitOfThePathCounts() {
		assertThat(http().sendBody("POST", "/fn/text", "text/plain", "a".repeat(2048)).status()).isEqualTo(200);
		assertThat(http().sendBody("POST", "/fn/text", "text/plain", "a".repeat(2049))).isProblem(413,
				"CONTENT_TOO_LARGE");
		assertThat(http().sendBody("POST", "/text", "text/plain", "a".repeat(1024)).status()).isEqualTo(200);
	}

	@Test
	void formOverTheLimitIsRefused() {
		assertThat(http().sendBody("POST", "/form", "application/x-www-form-urlencoded", "text=" + "a".repeat(2000)))
			.isProblem(413, "CONTENT_TOO_LARGE");
	}

}
