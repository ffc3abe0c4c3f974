package dev.mishap.wire;

import dev.mishap.testing.Http2;
import org.junit.jupiter.api.Test;

import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

@OnTomcat
@TestPropertySource(properties = "server.http2.enabled=true")
class Http2OnTomcatTests extends Http2Contract {

	@Test
	void headOfAnAddressThatCannotBeDecodedHasNoBody() throws Exception {
		Http2.Frames frames = new Http2(this.port).send("HEAD", "/%zz");
		assertThat(frames.headers().get(":status")).containsExactly("400");
		assertThat(frames.order()).containsExactly("HEADERS", "END_STREAM");
	}

}
