package dev.mishap.wire;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

@OnJetty
class CutOnJettyTests extends CutContract {

	@Test
	void responseToHttp10IsReset() {
		assertThat(http().raw("GET /door/chunks HTTP/1.0\r\n\r\n").whole()).isFalse();
	}

}
