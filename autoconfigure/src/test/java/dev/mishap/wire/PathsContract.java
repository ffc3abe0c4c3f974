package dev.mishap.wire;

import dev.mishap.testing.RawHttp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.test.web.server.LocalServerPort;

import static dev.mishap.testing.ProblemAssert.assertThat;

/** Paths at which no handler of the application stands. */
abstract class PathsContract {

	@LocalServerPort
	private int port;

	final RawHttp http() {
		return new RawHttp(this.port);
	}

	@ParameterizedTest
	@CsvSource({ "GET,/other", "POST,/other", "DELETE,/other", "GET,/app/other", "GET,/app/api/other",
			"GET,/app/api/error", "GET,/app/error" })
	void pathWithoutHandlerIsNotFound(String method, String target) {
		assertThat(http().send(method, target, "Content-Length: 0")).isProblem(404, "NOT_FOUND");
	}

	@ParameterizedTest
	@CsvSource({ "/other", "/app/other", "/app/api/other" })
	void headGetsNoBody(String target) {
		RawHttp.Answer answer = http().send("HEAD", target);
		org.assertj.core.api.Assertions.assertThat(answer.status()).isEqualTo(404);
		org.assertj.core.api.Assertions.assertThat(answer.content()).isEmpty();
		org.assertj.core.api.Assertions.assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
	}

	@ParameterizedTest
	@CsvSource({ "/other", "/app/other", "/app/api/other" })
	void requestIdOfTheClientIsKept(String target) {
		assertThat(http().send("GET", target, "X-Request-Id: mine-1")).isProblem(404, "NOT_FOUND")
			.hasHeader("X-Request-Id", "mine-1");
	}

	@Test
	void handlerWithinIsReached() {
		assertThat(http().send("GET", "/app/api/open/throws")).isProblem(500, "INTERNAL_ERROR");
	}

}
