package dev.mishap.docs;

import dev.mishap.testing.RawHttp;
import dev.mishap.testing.RawHttp.Answer;
import dev.mishap.testing.Without;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/** What the tests of old bodies have in common. */
@SpringBootTest(classes = ShopApplication.class, webEnvironment = WebEnvironment.RANDOM_PORT)
@TestPropertySource(
		properties = Without.SECURITY + ",org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration")
abstract class OldBodyContract {

	@LocalServerPort
	int port;

	/** Sends a request with a request ID that is known, and checks the head. */
	Answer get(String target, int status, String contentType) {
		Answer answer = new RawHttp(this.port).send("GET", target, "X-Request-Id: r-1");
		assertThat(answer.status()).as(answer.body()).isEqualTo(status);
		assertThat(answer.header("Content-Type")).isEqualTo(contentType);
		assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
		assertThat(answer.body()).doesNotContain("s3cr3t");
		return answer;
	}

}
