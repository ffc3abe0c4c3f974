package dev.mishap.sample;

import java.io.UncheckedIOException;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** The first acquaintance: what the README shows, and one failure from each door. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class SampleApplicationTests {

	private Http http;

	@BeforeEach
	void connect(@LocalServerPort int port) {
		this.http = new Http(port);
	}

	@Test
	void goodTextIsJudged() {
		Http.Answer answer = this.http.postJson("/v1/predict", """
				{"text": "A clear and useful sheet, thanks"}""");
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.member("label")).isEqualTo("positive");
		assertThat(answer.json().path("confidence").asDouble()).isGreaterThan(0.5);
		assertThat(answer.header("X-Request-Id")).startsWith("req_");
	}

	@Test
	void eachFieldThatDoesNotFitIsNamed() {
		Http.Answer answer = this.http.postJson("/v1/predict", """
				{"text": " ", "max_labels": 9}""");
		ProblemAssert.assertThat(answer).isProblem(422, "VALIDATION_FAILED");
		assertThat(answer.json().path("errors").findValuesAsString("pointer")).containsExactlyInAnyOrder("#/text",
				"#/max_labels");
		assertThat(answer.json().path("errors").findValuesAsString("code")).containsExactlyInAnyOrder("NOT_BLANK",
				"MAX");
	}

	@Test
	void brokenJsonIsMalformed() {
		ProblemAssert.assertThat(this.http.postJson("/v1/predict", "{\"text\":")).isProblem(400, "MALFORMED_BODY");
	}

	@Test
	void anonymousCallerGetsChallenge() {
		ProblemAssert.assertThat(this.http.get("/account"))
			.isProblem(401, "UNAUTHENTICATED")
			.hasHeaderMatching("WWW-Authenticate", "Bearer .*");
	}

	@Test
	void tokenOpensAccount() {
		Http.Answer answer = this.http.get("/account", "Authorization", this.http.bearer("ada", ""));
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.member("subject")).isEqualTo("ada");
	}

	@Test
	void callerWithoutScopeIsForbidden() {
		Http.Answer answer = this.http.get("/admin/models", "Authorization", this.http.bearer("ada", ""));
		assertThat(answer.status()).as(answer.toString()).isEqualTo(403);
		assertThat(answer.header("WWW-Authenticate")).contains("error=\"insufficient_scope\"");
	}

	@Test
	void expiredTokenIsNamedAsInvalid() {
		Http.Answer answer = this.http.get("/account", "Authorization", this.http.expiredBearer("ada"));
		assertThat(answer.status()).as(answer.toString()).isEqualTo(401);
		assertThat(answer.header("WWW-Authenticate")).contains("error=\"invalid_token\"");
	}

	@ParameterizedTest
	@CsvSource({ "/trouble/boom, 500, INTERNAL_ERROR", "/trouble/async, 500, INTERNAL_ERROR",
			"/trouble/bare, 404, NOT_FOUND", "/trouble/send-error, 409, CONFLICT",
			"/trouble/export, 500, INTERNAL_ERROR", "/nowhere, 404, NOT_FOUND",
			"/v1/predict, 405, METHOD_NOT_ALLOWED" })
	void failureIsProblemWhicheverWayItCame(String path, int status, String code) {
		ProblemAssert.assertThat(this.http.get(path)).isProblem(status, code).hasNoHeader("Content-Disposition");
	}

	@Test
	void resultThatComesTooLateIsUnavailable() {
		Http.Answer answer = this.http.get("/trouble/late");
		assertThat(answer.status()).isEqualTo(503);
		assertThat(answer.header("Retry-After")).matches("[1-9][0-9]*");
	}

	@Test
	void failureAfterCommitCutsTheMessage() {
		assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> this.http.get("/trouble/stream"));
	}

}
