package dev.mishap.wire;

import dev.mishap.testing.Http2;
import dev.mishap.testing.ProblemAssert;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

@OnJetty
@TestPropertySource(properties = "server.http2.enabled=true")
class Http2OnJettyTests extends Http2Contract {

	/**
	 * Jetty says GET of every request on HTTP/2 whose address it cannot decode: who sent
	 * a HEAD gets the body, too.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "GET", "HEAD" })
	void methodIsLostWithAnAddressThatCannotBeDecoded(String method) throws Exception {
		Http2.Frames frames = new Http2(this.port).send(method, "/%zz");
		ProblemAssert.assertThat(frames.answer()).isProblem(400, "BAD_REQUEST");
		assertThat(frames.order()).containsExactly("HEADERS", "DATA", "END_STREAM");
	}

}
