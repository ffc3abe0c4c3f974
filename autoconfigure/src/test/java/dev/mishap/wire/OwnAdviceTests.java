package dev.mishap.wire;

import dev.mishap.testing.RawHttp;
import dev.mishap.testing.Without;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An advice of the application that handles everything comes first, without an order too.
 * Those that handle exceptions of their own are in the contract of both stacks.
 */
@SpringBootTest(classes = { FailingApplication.class, OwnAdviceTests.CatchAllHandler.class },
		webEnvironment = WebEnvironment.RANDOM_PORT, properties = Without.SECURITY)
class OwnAdviceTests {

	@LocalServerPort
	private int port;

	@ParameterizedTest
	@CsvSource({ "/open/throws", "/open/rse", "/nowhere", "/open/callable", "/open/stack-overflow" })
	void winsWithoutAnOrder(String target) {
		RawHttp.Answer answer = new RawHttp(this.port).send("GET", target);
		assertThat(answer.status()).isEqualTo(503);
		assertThat(answer.body()).isEqualTo("all mine");
		assertThat(answer.headerLines("Retry-After")).isEmpty();
	}

	@RestControllerAdvice
	static class CatchAllHandler {

		@ExceptionHandler(Throwable.class)
		ResponseEntity<String> handle() {
			return ResponseEntity.status(503).body("all mine");
		}

	}

}
