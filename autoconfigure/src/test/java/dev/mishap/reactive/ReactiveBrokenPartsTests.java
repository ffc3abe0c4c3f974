package dev.mishap.reactive;

import dev.mishap.operations.BrokenPartsContract;
import org.junit.jupiter.api.BeforeAll;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

@SpringBootTest(classes = ReactiveBrokenPartsTests.Application.class, webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "spring.main.web-application-type=reactive", ReactiveApplication.NO_SECURITY,
				"mishap.body.trace-id=true" })
class ReactiveBrokenPartsTests extends BrokenPartsContract {

	@BeforeAll
	static void forbidBlocking() {
		ReactiveApplication.forbidBlocking();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import(BrokenParts.class)
	static class Application {

	}

}
