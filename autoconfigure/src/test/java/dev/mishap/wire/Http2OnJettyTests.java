package dev.mishap.wire;

import org.springframework.test.context.TestPropertySource;

@OnJetty
@TestPropertySource(properties = "server.http2.enabled=true")
class Http2OnJettyTests extends Http2Contract {

}
