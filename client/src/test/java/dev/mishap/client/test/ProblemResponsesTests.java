package dev.mishap.client.test;

import java.time.Duration;
import java.util.List;

import dev.mishap.Problem;
import dev.mishap.ProblemType;
import dev.mishap.Violation;
import dev.mishap.Violation.Location;
import dev.mishap.client.RestClientProblems;
import dev.mishap.client.UpstreamAnswer;
import dev.mishap.client.UpstreamClientErrorException;
import dev.mishap.client.UpstreamProblem;
import dev.mishap.client.WebClientProblems;
import org.junit.jupiter.api.Test;

import org.springframework.test.web.client.MockRestServiceServer;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.HttpServerErrorException;
import org.springframework.web.client.RestClient;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientResponseException;

import static dev.mishap.client.test.ProblemResponses.withProblem;
import static dev.mishap.client.test.WebProblemResponses.answeringWith;
import static dev.mishap.client.test.WebProblemResponses.exchangeWith;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.springframework.test.web.client.match.MockRestRequestMatchers.requestTo;

/** Answers for tests are those that a server with this library gives. */
class ProblemResponsesTests {

	private final RestClient.Builder rest = RestClient.builder();

	private final MockRestServiceServer server = MockRestServiceServer.bindTo(this.rest).build();

	@Test
	void aMockServerAnswersWithAProblem() {
		this.server.expect(requestTo("/orders"))
			.andRespond(withProblem(Problem.of(503, "BUSY")
				.withRetryAfter(Duration.ofSeconds(7))
				.withDetail("Later.")
				.withExtension("queue", 12)
				.withViolations(List.of(Violation.of(Location.BODY, "#/quantity", "MIN", "At least 1.")))));
		RestClient client = this.rest.apply(RestClientProblems.of("inventory")).build();
		assertThatExceptionOfType(HttpServerErrorException.ServiceUnavailable.class)
			.isThrownBy(() -> client.get().uri("/orders").retrieve().toBodilessEntity())
			.satisfies((ex) -> {
				UpstreamProblem problem = UpstreamProblem.of(ex);
				assertThat(problem.detail()).isEqualTo("Later.");
				assertThat(problem.member("queue", Number.class)).contains(12L);
				assertThat(problem.violations()).hasSize(1);
				assertThat(UpstreamAnswer.of(ex).flatMap(UpstreamAnswer::retryAfter)).contains(Duration.ofSeconds(7));
			})
			.withMessage("inventory answered 503 BUSY (request req_TEST)");
	}

	@Test
	void aMockServerAnswersWithACode() {
		this.server.expect(requestTo("/a")).andRespond(withProblem(409, "OUT_OF_STOCK"));
		this.server.expect(requestTo("/b")).andRespond(withProblem(409, Errors.OUT_OF_STOCK));
		this.server.expect(requestTo("/c")).andRespond(withProblem(Errors.OUT_OF_STOCK));
		RestClient client = this.rest.apply(RestClientProblems.of("inventory")).build();
		for (String path : new String[] { "/a", "/b", "/c" }) {
			assertThatExceptionOfType(HttpClientErrorException.Conflict.class)
				.isThrownBy(() -> client.get().uri(path).retrieve().toBodilessEntity())
				.satisfies((ex) -> assertThat(UpstreamProblem.of(ex).is(Errors.OUT_OF_STOCK)).isTrue());
		}
		this.server.verify();
	}

	@Test
	void aWebTestClientMeetsAProblem() {
		WebTestClient.bindToWebHandler(answeringWith(Problem.of(409, "OUT_OF_STOCK")))
			.build()
			.get()
			.uri("/")
			.exchange()
			.expectStatus()
			.isEqualTo(409)
			.expectHeader()
			.contentType("application/problem+json")
			.expectBody()
			.jsonPath("$.code")
			.isEqualTo("OUT_OF_STOCK");
	}

	@Test
	void aWebClientMeetsAProblem() {
		WebClient client = WebClient.builder()
			.exchangeFunction(exchangeWith(Problem.of(409, "OUT_OF_STOCK")))
			.apply(WebClientProblems.of("inventory"))
			.build();
		for (int i = 0; i < 2; i++) {
			assertThatExceptionOfType(WebClientResponseException.Conflict.class)
				.isThrownBy(() -> client.get().uri("/orders").retrieve().toBodilessEntity().block())
				.satisfies((ex) -> assertThat(UpstreamProblem.of(ex).is(Errors.OUT_OF_STOCK)).isTrue());
		}
	}

	@Test
	void anExceptionCanBeMadeWithoutAServer() {
		UpstreamClientErrorException exception = new UpstreamClientErrorException(
				UpstreamAnswer.of("inventory", Errors.OUT_OF_STOCK));
		assertThat(exception).hasMessage("inventory answered 409 OUT_OF_STOCK (request req_TEST)");
	}

	enum Errors implements ProblemType {

		OUT_OF_STOCK;

		@Override
		public int status() {
			return 409;
		}

	}

}
