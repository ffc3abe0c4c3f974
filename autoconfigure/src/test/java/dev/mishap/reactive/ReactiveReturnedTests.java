package dev.mishap.reactive;

import dev.mishap.testing.RawHttp;
import dev.mishap.testing.Without;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

import static dev.mishap.testing.ProblemAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** Problems in Spring's words that handlers of WebFlux return. */
@SpringBootTest(classes = ReactiveApplication.class, webEnvironment = WebEnvironment.RANDOM_PORT, properties = {
		"spring.main.web-application-type=reactive", Without.TRACE_BUDGET, ReactiveApplication.NO_SECURITY })
class ReactiveReturnedTests {

	@LocalServerPort
	private int port;

	private RawHttp http() {
		return new RawHttp(this.port);
	}

	@ParameterizedTest
	@CsvSource({ "/detail?status=404,404,NOT_FOUND", "/detail?status=500,500,INTERNAL_ERROR", "/shared,409,CONFLICT",
			"/response,409,CONFLICT", "/fn/detail,503,SERVICE_UNAVAILABLE" })
	void returnedProblemGainsCodeAndId(String target, int status, String code) {
		RawHttp.Answer answer = http().send("GET", target, "X-Request-Id: abc-1");
		assertThat(answer.status()).isEqualTo(status);
		assertThat(answer.header("Content-Type")).startsWith("application/");
		assertThat(answer.header("X-Request-Id")).isEqualTo("abc-1");
		assertThat(answer.body()).contains("\"code\":\"" + code + "\"", "\"request_id\":\"abc-1\"")
			.doesNotContain("s3cr3t");
	}

	@Test
	void problemsThatAreValuesStayAsTheyAre() {
		RawHttp.Answer answer = http().send("GET", "/details");
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.header("Content-Type")).startsWith("application/");
		assertThat(answer.body()).startsWith("[").contains("\"seat\":7").doesNotContain("request_id");
	}

	@Test
	void problemIsSentWhateverTheClientTakes() {
		assertThat(http().send("GET", "/shared", "Accept: image/png").header("Content-Type"))
			.isEqualTo("application/problem+json");
	}

}
