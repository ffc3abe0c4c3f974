package dev.mishap.wire;

import dev.mishap.testing.RawHttp;
import org.junit.jupiter.api.Test;

import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

@OnTomcat
@TestPropertySource(properties = "server.tomcat.connection-timeout=500ms")
class ReadFailuresOnTomcatTests extends ReadFailuresContract {

	@Test
	void requestThatNeverComesIsClosedWithoutAWord() {
		RawHttp.Answer answer = http().raw("GET / HTTP/1.1\r\nHost: a\r\n");
		assertThat(answer.status()).isZero();
		assertThat(answer.closed()).isTrue();
		assertNothingAboveDebug();
	}

}
