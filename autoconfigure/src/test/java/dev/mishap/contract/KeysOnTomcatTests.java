package dev.mishap.contract;

import dev.mishap.rows.PayloadOfServlets;
import dev.mishap.testing.Without;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

import static dev.mishap.testing.ProblemAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** The keys of {@code keys.yml} on Tomcat. */
@SpringBootTest(classes = { KeysApplication.class, ServletParts.class, PayloadOfServlets.ServletController.class },
		webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { Without.SECURITY
				+ ",org.springframework.boot.jetty.autoconfigure.servlet.JettyServletWebServerAutoConfiguration",
				Without.TRACE_BUDGET, "contract.server=TOMCAT", "spring.config.import=classpath:/keys.yml" })
class KeysOnTomcatTests {

	@Nested
	class Keys extends KeysContract {

		@Test
		void errorsThatAServletSendsAreStillAnswered() {
			assertThat(get("/send-error/409")).isProblem(409, "CONFLICT");
			assertThat(get("/flushed-status").content()).isEmpty();
		}

	}

	@Nested
	class Interceptor extends InterceptorContract {

	}

	@Nested
	class Payload extends PayloadOfServlets {

	}

}
