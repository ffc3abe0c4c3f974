package dev.mishap.security;

import dev.mishap.testing.BasicChallenge;
import dev.mishap.testing.ProblemAssert;
import dev.mishap.testing.RawHttp;
import dev.mishap.testing.RawHttp.Answer;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.jetty.autoconfigure.servlet.JettyServletWebServerAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;

/** A chain with Basic, CSRF protection and method security. */
@SpringBootTest(classes = BasicChainTests.Application.class, webEnvironment = WebEnvironment.RANDOM_PORT)
class BasicChainTests {

	private static final String CHALLENGE = BasicChallenge.of("Realm");

	@LocalServerPort
	int port;

	@ParameterizedTest
	@CsvSource({ "throws,500,INTERNAL_ERROR", "rse,404,NOT_FOUND", "callable,500,INTERNAL_ERROR",
			"future,500,INTERNAL_ERROR", "deferred,500,INTERNAL_ERROR", "deferred-timeout,503,SERVICE_UNAVAILABLE",
			"callable-timeout,503,SERVICE_UNAVAILABLE", "stack-overflow,500,INTERNAL_ERROR",
			"assertion,500,INTERNAL_ERROR", "message-throws,500,INTERNAL_ERROR", "send-error,410,GONE",
			"bodiless,404,NOT_FOUND", "nowhere,404,NOT_FOUND", "half-csv,500,INTERNAL_ERROR",
			"stream-before-commit,500,INTERNAL_ERROR", "filter/throws,500,INTERNAL_ERROR", "filter/rse,409,CONFLICT",
			"filter/send-error,429,TOO_MANY_REQUESTS", "filter/set-status,418,UNUSED_STATUS",
			"servlet/x,500,INTERNAL_ERROR", "send-error?status=429,429,TOO_MANY_REQUESTS" })
	void anonymousCallerOfPublicPathGetsTheTruth(String path, int status, String code) {
		Answer answer = get("/open/" + path);
		assertThat(answer).isProblem(status, code).hasNoHeader("WWW-Authenticate").hasNoHeader("Set-Cookie");
	}

	@ParameterizedTest
	@CsvSource({ "throws,500,INTERNAL_ERROR", "rse,404,NOT_FOUND", "callable,500,INTERNAL_ERROR",
			"deferred-timeout,503,SERVICE_UNAVAILABLE", "stack-overflow,500,INTERNAL_ERROR", "send-error,410,GONE",
			"bodiless,404,NOT_FOUND", "nowhere,404,NOT_FOUND", "stream-before-commit,500,INTERNAL_ERROR",
			"filter/throws,500,INTERNAL_ERROR", "filter/send-error,429,TOO_MANY_REQUESTS",
			"servlet/x,500,INTERNAL_ERROR" })
	void userOfProtectedPathGetsTheTruth(String path, int status, String code) {
		assertThat(get("/closed/" + path, SecuredBeans.USER)).isProblem(status, code)
			.hasNoHeader("WWW-Authenticate")
			.hasNoHeader("Set-Cookie");
	}

	@ParameterizedTest
	@ValueSource(strings = { "throws", "rse", "callable", "deferred", "nowhere", "filter/throws", "servlet/x", "ok" })
	void v32AnonymousCallerOfProtectedPathIsChallengedInABody(String path) {
		assertThat(get("/closed/" + path)).isProblem(401, "UNAUTHENTICATED")
			.hasHeader("WWW-Authenticate", CHALLENGE)
			.hasNoHeader("Set-Cookie");
	}

	@ParameterizedTest
	@CsvSource({ "denied,403,FORBIDDEN", "disabled,401,INVALID_CREDENTIALS", "other,500,INTERNAL_ERROR" })
	void causeOfAnExceptionIsForSecurityToDecide(String type, int status, String code) {
		assertThat(get("/open/wrapped/" + type, SecuredBeans.USER)).isProblem(status, code);
	}

	@Test
	void anonymousCallerIsChallengedForACauseToo() {
		assertThat(get("/open/wrapped/denied")).isProblem(401, "UNAUTHENTICATED")
			.hasHeader("WWW-Authenticate", CHALLENGE);
	}

	@Test
	void causeOfWhatSaysItsStatusIsNotForSecurity() {
		assertThat(get("/open/wrapped-on-purpose", SecuredBeans.USER)).isProblem(409, "CONFLICT");
	}

	@Test
	void methodAndMediaTypeAndInputErrorsOfPublicPathsStayWhatTheyAre() {
		RawHttp http = new RawHttp(this.port);
		assertThat(http.send("GET", "/open/predict")).isProblem(405, "METHOD_NOT_ALLOWED");
		assertThat(http.send("GET", "/open/rse", "Accept: image/png")).isProblem(404, "NOT_FOUND");
		assertThat(http.send("TRACE", "/open/ok")).isProblem(405, "METHOD_NOT_ALLOWED");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/open/flushed", "/open/flushed?thrown=rse", "/open/stream-after-commit",
			"/open/json-fails-late", "/closed/flushed" })
	void failureAfterCommitIsCut(String target) {
		Answer answer = get(target, SecuredBeans.USER);
		Assertions.assertThat(answer.status()).isEqualTo(200);
		Assertions.assertThat(answer.whole()).as(answer.body()).isFalse();
		Assertions.assertThat(answer.body()).doesNotContain("request_id");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/open//ok", "/open/ok;a=1", "/open/%2e%2e/ok", "/open/a%0db", "/closed//ok" })
	void v33FirewallRejectionIsABadRequest(String target) {
		assertThat(get(target)).isProblem(400, "REQUEST_REJECTED").hasNoHeader("WWW-Authenticate");
	}

	@Test
	void rejectionInsideOfAControllerIsABadRequest() {
		assertThat(get("/open/names?a%00b=1")).isProblem(400, "REQUEST_REJECTED");
	}

	@Test
	void requestThatNeverReachesTheApplicationIsAProblem() {
		assertThat(get("/%zz")).isProblem(400, "BAD_REQUEST").hasNoHeader("WWW-Authenticate");
	}

	@Test
	void s42HidingIsNotTheDefault() {
		assertThat(get("/closed/documents/1", SecuredBeans.USER)).isProblem(403, "FORBIDDEN");
		String existing = Wire.get(this.port, "/closed/documents/2");
		Assertions.assertThat(existing)
			.startsWith("HTTP/1.1 401")
			.isEqualTo(Wire.get(this.port, "/closed/documents/9"));
	}

	@Test
	void s43FailedLoginsAreAlike() {
		String wrongPassword = Wire.get(this.port, "/closed/ok", SecuredBeans.WRONG_PASSWORD);
		Assertions.assertThat(wrongPassword).startsWith("HTTP/1.1 401").contains("INVALID_CREDENTIALS");
		Assertions.assertThat(Wire.get(this.port, "/closed/ok", SecuredBeans.UNKNOWN_USER)).isEqualTo(wrongPassword);
		Assertions.assertThat(Wire.get(this.port, "/closed/ok", SecuredBeans.LOCKED_USER)).isEqualTo(wrongPassword);
		Assertions.assertThat(Wire.get(this.port, "/closed/ok", SecuredBeans.DISABLED_USER)).isEqualTo(wrongPassword);
	}

	@ParameterizedTest
	@ValueSource(strings = { "wrapped", "login" })
	void failedLoginInsideOfAControllerIsChallenged(String path) {
		assertThat(get("/open/" + path)).isProblem(401, "INVALID_CREDENTIALS").hasHeader("WWW-Authenticate", CHALLENGE);
	}

	@Test
	void v33CsrfFailureIsForbiddenEvenWithCredentials() {
		assertThat(new RawHttp(this.port).send("POST", "/open/change", SecuredBeans.USER))
			.isProblem(403, "CSRF_REJECTED")
			.hasNoHeader("WWW-Authenticate");
		assertThat(new RawHttp(this.port).send("POST", "/closed/change")).isProblem(403, "CSRF_REJECTED");
	}

	@Test
	void v36CachingIsForbiddenInOneWord() {
		assertThat(get("/closed/ok")).isProblem(401, "UNAUTHENTICATED").hasNoHeader("Pragma").hasNoHeader("Expires");
		assertThat(get("/open//ok")).isProblem(400, "REQUEST_REJECTED").hasNoHeader("Pragma");
	}

	@Test
	void headHasTheHeadersOfGet() {
		Answer head = new RawHttp(this.port).send("HEAD", "/closed/ok");
		Answer get = get("/closed/ok");
		Assertions.assertThat(head.status()).isEqualTo(401);
		Assertions.assertThat(head.content()).isEmpty();
		Assertions.assertThat(head.header("Content-Length")).isEqualTo(get.header("Content-Length"));
		Assertions.assertThat(head.header("WWW-Authenticate")).isEqualTo(CHALLENGE);
	}

	private Answer get(String target, String... headers) {
		return new RawHttp(this.port).send("GET", target, headers);
	}

	private static ProblemAssert assertThat(Answer answer) {
		return ProblemAssert.assertThat(answer);
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration(exclude = JettyServletWebServerAutoConfiguration.class)
	@Import(SecuredBeans.class)
	static class Application {

		@Bean
		SecurityFilterChain chain(HttpSecurity http) {
			return http
				.authorizeHttpRequests(
						(requests) -> requests.requestMatchers("/open/**").permitAll().anyRequest().authenticated())
				.httpBasic(Customizer.withDefaults())
				.build();
		}

	}

}
