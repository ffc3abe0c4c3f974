package dev.mishap.wire;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import dev.mishap.testing.RawHttp;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.web.server.LocalServerPort;

import static dev.mishap.testing.ProblemAssert.assertThat;

/** Errors that reach the application, by whichever door: the same on every server. */
abstract class DoorsContract {

	@LocalServerPort
	private int port;

	/** As many as time out at once: they wait together. */
	private final ExecutorService clients = Executors.newFixedThreadPool(40);

	@AfterEach
	void closeClients() {
		this.clients.shutdownNow();
	}

	final RawHttp http() {
		return new RawHttp(this.port);
	}

	@ParameterizedTest
	@CsvSource({ "/open/throws,500,INTERNAL_ERROR", "/open/rse,404,NOT_FOUND", "/open/callable,500,INTERNAL_ERROR",
			"/open/future,500,INTERNAL_ERROR", "/open/deferred,500,INTERNAL_ERROR",
			"/door/late-error,500,INTERNAL_ERROR", "/open/deferred-timeout,503,SERVICE_UNAVAILABLE",
			"/open/callable-timeout,503,SERVICE_UNAVAILABLE", "/open/stack-overflow,500,INTERNAL_ERROR",
			"/open/assertion,500,INTERNAL_ERROR", "/open/message-throws,500,INTERNAL_ERROR",
			"/open/cyclic-cause,500,INTERNAL_ERROR", "/open/huge-message,500,INTERNAL_ERROR",
			"/open/send-error,410,GONE", "/open/send-error?status=999,500,INTERNAL_ERROR",
			"/open/nowhere,404,NOT_FOUND", "/nowhere,404,NOT_FOUND", "/door/csv,500,INTERNAL_ERROR",
			"/door/io,400,MISSING_PARAMETER", "/door/sse?events=0,500,INTERNAL_ERROR",
			"/open/stream-before-commit,500,INTERNAL_ERROR" })
	void answersWhatControllersThrow(String target, int status, String code) {
		assertThat(http().send("GET", target)).isProblem(status, code);
	}

	@ParameterizedTest
	@CsvSource({ "/open/filter/throws,500,INTERNAL_ERROR", "/open/filter/rse,409,CONFLICT",
			"/open/filter/send-error,429,TOO_MANY_REQUESTS", "/open/filter/set-status,418,UNUSED_STATUS",
			"/door/filter/eof,500,INTERNAL_ERROR", "/door/filter/error,500,INTERNAL_ERROR",
			"/door/filter/half,500,INTERNAL_ERROR", "/door/filter/half-refused,409,CONFLICT",
			"/door/filter/after-refusal,409,CONFLICT", "/door/filter/cors,403,FORBIDDEN",
			"/door/filter/full-disk,404,NOT_FOUND" })
	void answersWhatFiltersDo(String target, int status, String code) {
		assertThat(http().send("GET", target)).isProblem(status, code);
	}

	@ParameterizedTest
	@CsvSource({ "/open/servlet/x,500,INTERNAL_ERROR", "/servlet/throws,500,INTERNAL_ERROR",
			"/servlet/send-error,410,GONE", "/unavailable/x,503,SERVICE_UNAVAILABLE",
			"/servlet/async-refused,409,CONFLICT", "/servlet/async-refused-by-wrapper,409,CONFLICT",
			"/servlet/async-timeout,503,SERVICE_UNAVAILABLE" })
	void answersWhatServletsDo(String target, int status, String code) {
		assertThat(http().send("GET", target)).isProblem(status, code);
	}

	/**
	 * The stream ends on a thread of its own, which may commit the response while the
	 * error is answered: then it is cut, and never looks whole.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "unwritable", "unwritable-late", "fails", "fails-late" })
	void eventStreamWhoseFirstElementFailsIsNeverWhole(String first) {
		for (int i = 0; i < 50; i++) {
			RawHttp.Answer answer = http().send("GET", "/door/flux?first=" + first);
			if (answer.status() == 200) {
				org.assertj.core.api.Assertions.assertThat(answer.whole()).as(answer.toString()).isFalse();
			}
			else {
				assertThat(answer).isProblem(500, "INTERNAL_ERROR");
			}
		}
	}

	@Test
	void methodThatIsNotTakenGetsTheOnesThatAre() {
		assertThat(http().send("POST", "/open/ok", "Content-Length: 0")).isProblem(405, "METHOD_NOT_ALLOWED");
	}

	@Test
	void mediaTypeThatIsNotTakenGetsTheOnesThatAre() {
		assertThat(http().sendBody("POST", "/door/read", "text/csv", "a,b")).isProblem(415, "UNSUPPORTED_MEDIA_TYPE");
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"a\":", "not json" })
	void bodyThatCannotBeParsedIsRefused(String body) {
		assertThat(http().json("POST", "/door/read", body)).isProblem(400, "MALFORMED_BODY");
	}

	@Test
	void bodyOfTheWrongShapeIsNamed() {
		assertThat(http().json("POST", "/door/read", "[1]")).isProblem(422, "VALIDATION_FAILED")
			.hasErrors(java.util.List
				.of(java.util.Map.of("pointer", "#", "code", "WRONG_TYPE", "detail", "Expected an object.")));
	}

	@Test
	void rangeOutsideTheContentIsRefused() {
		assertThat(http().send("GET", "/ten.txt", "Range: bytes=20-30")).isProblem(416, "RANGE_NOT_SATISFIABLE")
			.hasHeader("Content-Range", "bytes */10");
	}

	@Test
	void partThatIsTooLargeIsRefused() {
		String part = "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"f\"\r\n\r\n"
				+ "a".repeat(1_500_000) + "\r\n--b--\r\n";
		assertThat(http().sendBody("POST", "/door/upload", "multipart/form-data; boundary=b", part)).isProblem(413,
				"CONTENT_TOO_LARGE");
	}

	@ParameterizedTest
	@ValueSource(strings = { "DELETE", "POST", "PUT", "PATCH", "OPTIONS" })
	void everyMethodGetsTheStatusOfTheFilter(String method) {
		assertThat(http().send(method, "/open/filter/send-error", "Content-Length: 0"))
			.isProblem(429, "TOO_MANY_REQUESTS")
			.hasHeader("Retry-After", "7")
			.hasDetail("Slow down.");
	}

	@Test
	void headersOfOthersSurviveARefusal() {
		assertThat(http().send("GET", "/door/filter/cors")).isProblem(403, "FORBIDDEN")
			.hasHeader("Access-Control-Allow-Origin", "https://example.org")
			.hasHeader("Set-Cookie", "kept=1");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/door/busy-timeout", "/door/wrapped-interruption" })
	void timeOutOfACallableIsNeverTheInterruptionItCauses(String target) {
		List<CompletableFuture<RawHttp.Answer>> answers = IntStream.range(0, 40)
			.mapToObj((i) -> CompletableFuture.supplyAsync(() -> http().send("GET", target), this.clients))
			.toList();
		for (CompletableFuture<RawHttp.Answer> answer : answers) {
			assertThat(answer.join()).isProblem(503, "SERVICE_UNAVAILABLE");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "eof", "wrapped-eof", "broken-pipe", "wrapped-broken-pipe", "reset" })
	void brokenConnectionsOfTheApplicationAreNotTakenForTheClients(String thrown) {
		assertThat(http().send("GET", "/door/io?thrown=" + thrown)).isProblem(500, "INTERNAL_ERROR");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/door/unavailable?seconds=30", "/door/unavailable", "/door/filter/unavailable?seconds=30",
			"/door/filter/unavailable?seconds=0" })
	void unavailabilityOfOneHandlerIsNotThatOfAll(String target) {
		assertThat(http().send("GET", target)).isProblem(503, "SERVICE_UNAVAILABLE")
			.hasHeader("Retry-After", target.contains("30") ? "30" : "10");
		org.assertj.core.api.Assertions.assertThat(http().send("GET", "/open/ok").status()).isEqualTo(200);
	}

	@ParameterizedTest
	@ValueSource(strings = { "30", "0" })
	void unavailabilitySaidByAnInterceptorIsNotThatOfAll(String seconds) {
		assertThat(http().send("GET", "/open/ok", "X-Fail-In-Interceptor: " + seconds)).isProblem(503,
				"SERVICE_UNAVAILABLE");
		org.assertj.core.api.Assertions.assertThat(http().send("GET", "/open/ok").status()).isEqualTo(200);
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET", "POST", "DELETE", "HEAD" })
	void errorPathItselfIsNotThere(String method) {
		RawHttp.Answer answer = http().send(method, "/error", "Content-Length: 0");
		if (method.equals("HEAD")) {
			org.assertj.core.api.Assertions.assertThat(answer.status()).isEqualTo(404);
			org.assertj.core.api.Assertions.assertThat(answer.content()).isEmpty();
		}
		else {
			assertThat(answer).isProblem(404, "NOT_FOUND");
		}
	}

}
