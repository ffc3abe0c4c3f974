package dev.mishap.wire;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;

import dev.mishap.testing.RawHttp;
import dev.mishap.testing.RawHttp.Answer;
import dev.mishap.testing.Without;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/** Problems where the server compresses them. */
@SpringBootTest(classes = FailingApplication.class, webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { Without.SECURITY, "server.compression.enabled=true", "server.compression.min-response-size=1",
				"server.compression.mime-types=application/problem+json" })
class CompressionTests {

	@LocalServerPort
	int port;

	@Test
	void problemIsZippedOnRequest() throws IOException {
		Answer answer = new RawHttp(this.port).send("GET", "/nowhere", "Accept-Encoding: gzip");
		assertThat(answer.status()).isEqualTo(404);
		assertThat(answer.header("Content-Encoding")).isEqualTo("gzip");
		assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
		try (GZIPInputStream body = new GZIPInputStream(new ByteArrayInputStream(answer.content()))) {
			assertThat(new String(body.readAllBytes(), StandardCharsets.UTF_8)).contains("\"code\":\"NOT_FOUND\"",
					answer.header("X-Request-Id"));
		}
	}

	@Test
	void problemIsNotZippedForOthers() {
		Answer answer = new RawHttp(this.port).send("GET", "/nowhere");
		assertThat(answer.header("Content-Encoding")).isNull();
		assertThat(answer.body()).contains("\"code\":\"NOT_FOUND\"");
	}

}
