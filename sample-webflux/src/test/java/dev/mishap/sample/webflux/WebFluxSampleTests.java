package dev.mishap.sample.webflux;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class WebFluxSampleTests extends WebFluxSampleContract {

	@LocalServerPort
	private int port;

	@Override
	int port() {
		return this.port;
	}

}
