package dev.mishap.coexistence;

import dev.mishap.testing.ProblemAssert;
import dev.mishap.testing.RawHttp;
import dev.mishap.testing.RawHttp.Answer;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

/** Beside springdoc, which publishes an OpenAPI document of the application. */
@SpringBootTest(classes = SpringdocTests.Application.class, webEnvironment = WebEnvironment.RANDOM_PORT)
class SpringdocTests {

	@LocalServerPort
	int port;

	@Test
	void documentIsServed() {
		Answer answer = new RawHttp(this.port).send("GET", "/v3/api-docs");
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.header("Content-Type")).isEqualTo("application/json");
		JsonNode document = JsonMapper.builder().build().readTree(answer.content());
		assertThat(document.path("openapi").asString()).startsWith("3.");
		assertThat(document.path("paths").propertyNames()).contains("/articles/{id}");
	}

	/** springdoc makes responses of the return types of advices; ours has none. */
	@Test
	void documentPromisesNothingInTheNameOfTheLibrary() {
		Answer answer = new RawHttp(this.port).send("GET", "/v3/api-docs");
		JsonNode operation = JsonMapper.builder()
			.build()
			.readTree(answer.content())
			.path("paths")
			.path("/articles/{id}")
			.path("get");
		assertThat(operation.path("responses").propertyNames()).containsExactly("200");
		assertThat(answer.body()).doesNotContain("/error");
	}

	@Test
	void unknownDocumentIsAProblem() {
		ProblemAssert.assertThat(new RawHttp(this.port).send("GET", "/v3/api-docs/nowhere"))
			.isProblem(404, "NOT_FOUND");
	}

	@Test
	void wrongMethodIsAProblem() {
		ProblemAssert.assertThat(new RawHttp(this.port).send("POST", "/v3/api-docs"))
			.isProblem(405, "METHOD_NOT_ALLOWED")
			.hasHeader("Allow", "GET, HEAD, OPTIONS");
	}

	@PlainApplication
	@Import(Articles.class)
	static class Application {

	}

	@RestController
	static class Articles {

		@GetMapping("/articles/{id}")
		String article(@PathVariable int id) {
			return "article " + id;
		}

	}

}
