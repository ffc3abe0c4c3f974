package dev.mishap.coexistence;

import dev.mishap.testing.ProblemAssert;
import dev.mishap.testing.RawHttp;
import dev.mishap.testing.RawHttp.Answer;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.hateoas.mediatype.problem.Problem;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

/** Beside the problem type that Spring HATEOAS has of its own. */
@SpringBootTest(classes = HateoasProblemTests.Application.class, webEnvironment = WebEnvironment.RANDOM_PORT)
class HateoasProblemTests {

	@LocalServerPort
	int port;

	@Test
	void problemThatAHandlerReturnsIsUntouched() {
		Answer answer = new RawHttp(this.port).send("GET", "/returned", "Accept: application/problem+json");
		assertThat(answer.status()).isEqualTo(409);
		assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
		assertThat(answer.body()).contains("\"title\":\"Taken\"", "\"detail\":\"Seven is taken.\"")
			.doesNotContain("request_id");
		assertThat(answer.header("X-Request-Id")).isNotBlank();
	}

	@Test
	void whatAHandlerThrowsIsAProblemOfTheLibrary() {
		ProblemAssert.assertThat(new RawHttp(this.port).send("GET", "/thrown", "Accept: application/hal+json"))
			.isProblem(500, "INTERNAL_ERROR");
	}

	@PlainApplication
	@Import(Controller.class)
	static class Application {

	}

	@RestController
	static class Controller {

		@GetMapping("/returned")
		ResponseEntity<Problem> returned() {
			return ResponseEntity.status(HttpStatus.CONFLICT)
				.contentType(MediaType.APPLICATION_PROBLEM_JSON)
				.body(Problem.create()
					.withStatus(HttpStatus.CONFLICT)
					.withTitle("Taken")
					.withDetail("Seven is taken."));
		}

		@GetMapping("/thrown")
		Problem thrown() {
			throw new IllegalStateException("jdbc:h2:mem:x;password=s3cr3t");
		}

	}

}
