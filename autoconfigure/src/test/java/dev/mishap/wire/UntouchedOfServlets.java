package dev.mishap.wire;

import dev.mishap.testing.RawHttp;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What only servlets do. */
abstract class UntouchedOfServlets extends UntouchedContract {

	@Test
	void streamOfAHandlerStaysAsItIs() {
		RawHttp.Answer answer = http().send("GET", "/door/own-stream");
		assertThat(answer.status()).isEqualTo(422);
		assertThat(answer.body()).isEqualTo("mine");
	}

	/**
	 * Who flushes has said that the head is complete: it leaves as it would without us.
	 */
	@Test
	void flushedStatusStaysEmpty() {
		RawHttp.Answer answer = http().send("GET", "/door/flushed-status");
		assertThat(answer.status()).isEqualTo(403);
		assertThat(answer.content()).isEmpty();
	}

}
