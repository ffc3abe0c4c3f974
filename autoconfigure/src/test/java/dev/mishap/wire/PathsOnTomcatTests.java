package dev.mishap.wire;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.test.context.TestPropertySource;

import static dev.mishap.testing.ProblemAssert.assertThat;

@OnTomcat
@TestPropertySource(properties = { "server.servlet.context-path=/app", "spring.mvc.servlet.path=/api" })
class PathsOnTomcatTests extends PathsContract {

	@ParameterizedTest
	@ValueSource(strings = { "POST", "DELETE", "PATCH", "PUT" })
	void everyMethodIsNotFoundOutsideOfTheServlet(String method) {
		assertThat(http().send(method, "/app/other", "Content-Length: 0")).isProblem(404, "NOT_FOUND");
	}

}
