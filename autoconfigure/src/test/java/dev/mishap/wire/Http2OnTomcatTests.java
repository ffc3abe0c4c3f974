package dev.mishap.wire;

import org.springframework.test.context.TestPropertySource;

@OnTomcat
@TestPropertySource(properties = "server.http2.enabled=true")
class Http2OnTomcatTests extends Http2Contract {

}
