package dev.mishap.coexistence;

import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ContextConfiguration;

/** Actuator beside the application. */
@ContextConfiguration(classes = ActuatorOnSamePortTests.Application.class)
class ActuatorOnSamePortTests extends ManagementPortContract {

	@LocalServerPort
	int port;

	@Override
	int managementPort() {
		return this.port;
	}

	@PlainApplication
	@Import(Ailing.class)
	static class Application {

	}

}
