package dev.mishap.reactive;

import dev.mishap.testing.RawHttp;
import dev.mishap.testing.Without;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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
