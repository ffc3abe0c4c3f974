package dev.mishap.wire;

import dev.mishap.testing.RawHttp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Failures after the response was committed: the client has to see that it is not whole.
 */
abstract class CutContract {

	@LocalServerPort
	private int port;

	final RawHttp http() {
		return new RawHttp(this.port);
	}

	private RawHttp.Answer get(String target) {
		return http().raw("GET " + target + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/open/stream-after-commit", "/open/flushed", "/open/flushed?thrown=rse",
			"/door/json-fails-late", "/door/chunks", "/door/chunks?how=writer", "/door/chunks?how=rse", "/door/sized",
			"/door/async-chunks", "/door/sse?events=2", "/door/filter/chunks" })
	void connectionIsCutAfterTheCommit(String target) {
		RawHttp.Answer answer = get(target);
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.whole()).as(answer.body()).isFalse();
		assertThat(answer.body()).doesNotContain("\"type\"", "request_id", "INTERNAL_ERROR", "timestamp", "s3cr3t");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/open/flushed", "/open/flushed?thrown=rse", "/open/stream-after-commit" })
	void connectionThatWouldBeClosedAnywayIsCutAsWell(String target) {
		assertThat(http().send("GET", target).whole()).isFalse();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "/open/flushed|{\"a\":", "/open/flushed?thrown=rse|{\"a\":",
			"/door/chunks|half", "/door/chunks?how=writer|half", "/door/sized|half", "/door/async-chunks|half" })
	void nothingIsAppended(String target, String body) {
		assertThat(get(target).body()).isEqualTo(body);
	}

	/** The buffer of the server has overflown, and nobody has flushed it. */
	@Test
	void whatWasWrittenBeforeTheFailureArrives() {
		RawHttp.Answer answer = get("/open/overflown");
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.whole()).isFalse();
		assertThat(answer.body()).startsWith("xxx").matches("x+");
	}

	/** There is no body of which it could be seen that it is not whole. */
	@Test
	void headOfAResponseThatFailsTooLateHasItsStatus() {
		RawHttp.Answer answer = http().send("HEAD", "/open/overflown");
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.header("X-Request-Id")).isNotNull();
		assertThat(answer.body()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/door/sse?events=2" })
	void eventsBeforeTheFailureArrive(String target) {
		assertThat(get(target).body()).contains("event 0", "event 1");
	}

}
