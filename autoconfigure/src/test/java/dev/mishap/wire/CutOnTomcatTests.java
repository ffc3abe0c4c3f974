package dev.mishap.wire;

import dev.mishap.testing.RawHttp;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

@OnTomcat
class CutOnTomcatTests extends CutContract {

	/** Without chunks and length there is no other end than that of the connection. */
	@Test
	void responseToHttp10EndsWithTheConnectionOnTomcat() {
		RawHttp.Answer answer = http().raw("GET /door/chunks HTTP/1.0\r\n\r\n");
		assertThat(answer.body()).isEqualTo("half");
		assertThat(answer.closed()).isTrue();
	}

}
