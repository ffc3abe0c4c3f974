package dev.mishap.coexistence;

import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.TestPropertySource;

/** Actuator on a port, and a Jetty, of its own. */
@ContextConfiguration(classes = ActuatorOnOwnJettyTests.Application.class)
@TestPropertySource(properties = "management.server.port=0")
class ActuatorOnOwnJettyTests extends ManagementPortContract {

	@LocalManagementPort
	int port;

	@Override
	int managementPort() {
		return this.port;
	}

	@PlainApplicationOnJetty
	@Import(Ailing.class)
	static class Application {

	}

}
