package dev.mishap.contract;

import dev.mishap.rows.PayloadContract;
import dev.mishap.rows.PayloadOfServlets;
import dev.mishap.testing.Without;
import org.junit.jupiter.api.Nested;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

/** The keys of {@code keys.yml} on Jetty. */
@SpringBootTest(classes = { KeysApplication.class, ServletParts.class, PayloadOfServlets.ServletController.class },
		webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { Without.SECURITY
				+ ",org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration",
				Without.TRACE_BUDGET, "contract.server=JETTY", "spring.config.import=classpath:/keys.yml" })
class KeysOnJettyTests {

	@Nested
	class Payload extends PayloadContract {

	}

}
