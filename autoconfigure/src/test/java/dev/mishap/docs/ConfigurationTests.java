package dev.mishap.docs;

import dev.mishap.config.ConfiguredApplication;
import dev.mishap.testing.RawHttp;
import dev.mishap.testing.RawHttp.Answer;
import dev.mishap.testing.Without;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/** The YAML of docs/configuration.md, running. */
@SpringBootTest(classes = ConfiguredApplication.class, webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { Without.SECURITY, "spring.config.location=classpath:docs/configuration.yml" })
@ExtendWith(OutputCaptureExtension.class)
class ConfigurationTests {

	@LocalServerPort
	int port;

	@Test
	void mappingsAndBodyAreAsWritten(CapturedOutput output) {
		Answer answer = new RawHttp(this.port).send("GET", "/fails/stock", "X-Request-Id: abc");
		assertThat(answer.status()).isEqualTo(409);
		assertThat(answer.body()).isEqualTo("{\"type\":\"https://shop.example/problems/out-of-stock\","
				+ "\"title\":\"Out of stock\",\"status\":409,\"detail\":\"The article is not in stock.\","
				+ "\"instance\":\"urn:request:abc\",\"error_code\":\"OUT_OF_STOCK\",\"request_id\":\"abc\"}");
		assertThat(answer.header("Link")).isEqualTo("<https://status.shop.example>; rel=\"help\"");
		assertThat(answer.header("Retry-After")).isEqualTo("30");
		assertThat(output).containsPattern("WARN .*409 OUT_OF_STOCK: GET /fails/stock");
	}

	@Test
	void oneEntryNamesSeveralExceptions() {
		assertThat(new RawHttp(this.port).send("GET", "/fails/unmapped").body())
			.contains("\"type\":\"https://errors.shop.example/not-yet\"", "\"error_code\":\"NOT_YET\"");
	}

	@Test
	void textsAndLogAreAsWritten(CapturedOutput output) {
		assertThat(new RawHttp(this.port).send("GET", "/nowhere").body()).contains("\"title\":\"Nothing here\"",
				"\"detail\":\"This address does not exist. See https://shop.example/api.\"");
		new RawHttp(this.port).send("GET", "/fails/unpaid");
		assertThat(output).containsPattern("INFO .*404 NOT_FOUND: GET /nowhere")
			.containsPattern("ERROR .*402 CART_UNPAID: GET /fails/unpaid")
			.contains("dev.mishap.ProblemException: 402 CART_UNPAID");
	}

}
