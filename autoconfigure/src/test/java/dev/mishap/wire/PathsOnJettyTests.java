package dev.mishap.wire;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.test.context.TestPropertySource;

import static dev.mishap.testing.ProblemAssert.assertThat;

@OnJetty
@TestPropertySource(properties = { "server.servlet.context-path=/app", "spring.mvc.servlet.path=/api" })
class PathsOnJettyTests extends PathsContract {

	@ParameterizedTest
	@ValueSource(strings = { "POST", "DELETE", "PATCH", "PUT" })
	void methodsOtherThanGetAreRefusedOutsideOfTheServlet(String method) {
		assertThat(http().send(method, "/app/other", "Content-Length: 0")).isProblem(405, "METHOD_NOT_ALLOWED")
			.hasDetail("This address does not support that method.");
	}

}
