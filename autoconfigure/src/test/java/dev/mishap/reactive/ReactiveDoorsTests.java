package dev.mishap.reactive;

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

/** Errors that reach a reactive application, by whichever door. */
@SpringBootTest(classes = ReactiveApplication.class, webEnvironment = WebEnvironment.RANDOM_PORT, properties = {
		"spring.main.web-application-type=reactive", Without.TRACE_BUDGET, ReactiveApplication.NO_SECURITY })
class ReactiveDoorsTests {

	@LocalServerPort
	private int port;

	private RawHttp http() {
		return new RawHttp(this.port);
	}

	@ParameterizedTest
	@CsvSource({ "/throws,500,INTERNAL_ERROR", "/error-signal,500,INTERNAL_ERROR", "/elsewhere,500,INTERNAL_ERROR",
			"/rse,404,NOT_FOUND", "/rse?status=999,500,INTERNAL_ERROR", "/old,410,OLD", "/lost,500,INTERNAL_ERROR",
			"/overflow,500,INTERNAL_ERROR", "/retry,410,OLD", "/timeout,503,SERVICE_UNAVAILABLE",
			"/thrown-timeout,503,SERVICE_UNAVAILABLE", "/rejected,503,OVERLOADED", "/future,410,OLD",
			"/connect,500,INTERNAL_ERROR", "/broken-pipe,500,INTERNAL_ERROR", "/early,500,INTERNAL_ERROR",
			"/nowhere,404,NOT_FOUND" })
	void answersWhatControllersSignal(String target, int status, String code) {
		assertThat(http().send("GET", target)).isProblem(status, code);
	}

	@ParameterizedTest
	@CsvSource({ "/fn/throws,500,INTERNAL_ERROR", "/fn/error,500,INTERNAL_ERROR", "/fn/rse,409,CONFLICT",
			"/fn/bare,410,GONE", "/fn/overflow,500,INTERNAL_ERROR" })
	void answersWhatFunctionsSignal(String target, int status, String code) {
		assertThat(http().send("GET", target)).isProblem(status, code);
	}

	@ParameterizedTest
	@CsvSource({ "/filter/throws,500,INTERNAL_ERROR", "/filter/error,500,INTERNAL_ERROR", "/filter/rse,409,CONFLICT",
			"/filter/later,409,CONFLICT", "/filter/status,429,TOO_MANY_REQUESTS", "/filter/complete,418,UNUSED_STATUS",
			"/filter/before-commit,404,NOT_FOUND" })
	void answersWhatFiltersDo(String target, int status, String code) {
		RawHttp.Answer answer = http().send("GET", target);
		if (target.endsWith("before-commit")) {
			assertThat(answer.status()).isIn(404, 500);
		}
		else {
			assertThat(answer).isProblem(status, code);
		}
	}

	@ParameterizedTest
	@CsvSource({ "/bare/404,404,NOT_FOUND", "/bare/401,401,UNAUTHENTICATED", "/bare/503,503,SERVICE_UNAVAILABLE",
			"/empty/404,404,NOT_FOUND" })
	void errorStatusWithoutABodyGetsOne(String target, int status, String code) {
		assertThat(http().send("GET", target)).isProblem(status, code);
	}

	@Test
	void bodyThatIsThereStays() {
		RawHttp.Answer answer = http().send("GET", "/own/409");
		assertThat(answer.status()).isEqualTo(409);
		assertThat(answer.body()).isEqualTo("own words");
		assertThat(answer.header("X-Request-Id")).isNotBlank();
	}

	@ParameterizedTest
	@CsvSource({ "/nowhere,404", "/throws,500", "/bare/401,401", "/filter/complete,418", "/ok,200" })
	void answerToHeadHasTheStatusAndNoBody(String target, int status) {
		RawHttp.Answer answer = http().send("HEAD", target);
		assertThat(answer.status()).isEqualTo(status);
		assertThat(answer.content()).isEmpty();
		assertThat(answer.header("X-Request-Id")).isNotBlank();
		if (status >= 400) {
			assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
			assertThat(answer.header("Transfer-Encoding")).isNull();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "/text", "/fn/text" })
	void bodyOverTheLimitOfTheCodecsIsTooLarge(String target) {
		assertThat(http().sendBody("POST", target, "text/plain", "a".repeat(400_000))).isProblem(413,
				"CONTENT_TOO_LARGE");
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET /%zz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
			"GET /a|b HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
			"GET /{a}^ HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n" })
	void addressThatIsNoUriIsRefused(String request) {
		assertThat(http().raw(request)).isProblem(400, "BAD_REQUEST");
	}

	@ParameterizedTest
	@ValueSource(strings = { "rubbish\r\n\r\n", "GET /ok HTTP/1.1\r\nHost: a\r\nbad name: x\r\n\r\n",
			"POST /text HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\na",
			"POST /text HTTP/1.1\r\nHost: a\r\nContent-Type: text/plain\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n" })
	void whatCannotBeDecodedIsRefused(String request) {
		RawHttp.Answer answer = http().raw(request);
		assertThat(answer).isProblem(400, "BAD_REQUEST").hasHeader("Connection", "close");
		assertThat(answer.closed()).isTrue();
	}

	@Test
	void targetThatIsTooLongIsRefused() {
		assertThat(http().raw("GET /" + "a".repeat(9000) + " HTTP/1.1\r\nHost: a\r\n\r\n"))
			.isProblem(414, "URI_TOO_LONG")
			.hasHeader("Connection", "close");
	}

	@Test
	void headerThatIsTooLargeIsRefused() {
		assertThat(http().raw("GET / HTTP/1.1\r\nHost: a\r\nX: " + "a".repeat(9000) + "\r\n\r\n"))
			.isProblem(431, "REQUEST_HEADERS_TOO_LARGE")
			.hasHeader("Connection", "close");
	}

	/**
	 * To WebFlux the response is committed, and the server has sent nothing of it yet.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "/completed", "/unsaved?fails=true", "/unsaved?fails=false" })
	void errorBeforeAnythingIsSentIsSaid(String target) {
		RawHttp.Answer answer = http().raw("GET " + target + " HTTP/1.1\r\nHost: a\r\n\r\n");
		assertThat(answer.status()).isEqualTo(500);
		assertThat(answer.whole()).isTrue();
		assertThat(answer.body()).doesNotContain("s3cr3t");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/late", "/events" })
	void errorAfterTheCommitCutsTheConnection(String target) {
		RawHttp.Answer answer = http().raw("GET " + target + " HTTP/1.1\r\nHost: a\r\n\r\n");
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.whole()).isFalse();
		assertThat(answer.body()).doesNotContain("s3cr3t", "INTERNAL_ERROR");
	}

	@Test
	void requestIdIsInAttributeContextAndLog() {
		RawHttp.Answer answer = http().send("GET", "/id", "X-Request-Id: abc-1");
		assertThat(answer.header("X-Request-Id")).isEqualTo("abc-1");
		assertThat(answer.body()).contains("\"mdc\":\"abc-1\"", "\"context\":\"abc-1\"", "\"attribute\":\"abc-1\"");
	}

}
