package dev.mishap.sample;

import org.junit.jupiter.api.BeforeEach;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * The service as it is, shared by several classes, with a collector of traces beside it.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
abstract class RunningSample {

	static final Collector collector = new Collector();

	@SuppressWarnings("NullAway.Init")
	Http http;

	@DynamicPropertySource
	static void export(DynamicPropertyRegistry properties) {
		properties.add("management.opentelemetry.tracing.export.otlp.endpoint", collector::address);
		properties.add("management.opentelemetry.tracing.export.schedule-delay", () -> "200ms");
	}

	@BeforeEach
	void connect(@LocalServerPort int port) {
		this.http = new Http(port);
	}

}
