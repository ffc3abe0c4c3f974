package dev.mishap.coexistence;

import java.util.List;

import dev.mishap.AnswersWith;
import dev.mishap.Problem;
import dev.mishap.ProblemMappingsCustomizer;
import dev.mishap.RateLimitExceededException;
import dev.mishap.testing.ProblemAssert;
import dev.mishap.testing.RawHttp;
import dev.mishap.testing.RawHttp.Answer;
import io.github.resilience4j.bulkhead.BulkheadFullException;
import io.github.resilience4j.bulkhead.annotation.Bulkhead;
import io.github.resilience4j.circuitbreaker.annotation.CircuitBreaker;
import io.github.resilience4j.ratelimiter.RequestNotPermitted;
import io.github.resilience4j.ratelimiter.annotation.RateLimiter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.responses.ApiResponses;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.webmvc.core.fn.SpringdocRouteBuilder;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
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

	private JsonNode document() {
		return JsonMapper.builder().build().readTree(new RawHttp(this.port).send("GET", "/v3/api-docs").content());
	}

	private JsonNode responses(String path, String method) {
		return document().path("paths").path(path).path(method).path("responses");
	}

	private List<String> codes(JsonNode response) {
		return response.path("content")
			.path("application/problem+json")
			.path("schema")
			.path("properties")
			.path("code")
			.path("enum")
			.valueStream()
			.map(JsonNode::asString)
			.toList();
	}

	@Test
	void operationHasTheProblemsThatCanOccurThere() {
		JsonNode responses = responses("/articles/{id}", "get");
		assertThat(responses.propertyNames()).containsExactlyInAnyOrder("200", "400", "500");
		assertThat(codes(responses.path("400"))).containsExactly("INVALID_PARAMETER");
		assertThat(codes(responses.path("500"))).containsExactly("INTERNAL_ERROR");
		assertThat(document().toString()).doesNotContain("/error\"", "Exception");
	}

	@Test
	void bodyAndFormatsAndDeclaredExceptionsCount() {
		JsonNode responses = responses("/articles", "post");
		assertThat(responses.propertyNames()).containsExactlyInAnyOrder("200", "400", "406", "409", "413", "415", "422",
				"429", "500");
		assertThat(codes(responses.path("400"))).containsExactly("MALFORMED_BODY", "MISSING_BODY", "MISSING_HEADER",
				"MISSING_PARAMETER");
		assertThat(codes(responses.path("409"))).containsExactly("TITLE_TAKEN");
		assertThat(codes(responses.path("422"))).containsExactly("VALIDATION_FAILED");
		assertThat(responses.path("429").path("headers").propertyNames()).contains("Retry-After", "X-Request-Id");
	}

	@Test
	void exampleIsWhatIsReallyAnswered() {
		JsonNode example = responses("/articles/{id}", "get").path("400")
			.path("content")
			.path("application/problem+json")
			.path("examples")
			.path("INVALID_PARAMETER")
			.path("value");
		Answer answer = new RawHttp(this.port).send("GET", "/articles/seven");
		ProblemAssert.assertThat(answer).isProblem(400, "INVALID_PARAMETER");
		JsonNode real = JsonMapper.builder().build().readTree(answer.content());
		assertThat(example.propertyNames()).containsExactlyElementsOf(real.propertyNames());
		assertThat(example.path("title")).isEqualTo(real.path("title"));
	}

	@Test
	void schemasAreThereOnce() {
		JsonNode schemas = document().path("components").path("schemas");
		assertThat(schemas.path("ProblemDetails").path("properties").propertyNames()).containsExactly("type", "title",
				"status", "detail", "instance", "code", "request_id", "errors");
		assertThat(schemas.path("ProblemDetails").path("type").asString()).isEqualTo("object");
		assertThat(schemas.path("ProblemViolation").path("properties").propertyNames()).contains("pointer", "code");
	}

	@Test
	void responseThatAnOperationDocumentsStays() {
		JsonNode responses = responses("/articles/{id}", "delete");
		assertThat(responses.path("400").path("description").asString()).isEqualTo("My own words");
		assertThat(responses.path("400").toString()).doesNotContain("INVALID_PARAMETER");
		assertThat(codes(responses.path("500"))).containsExactly("INTERNAL_ERROR");
	}

	@Test
	void limitOfResilience4jIsA429WithRetryAfter() {
		JsonNode limited = responses("/articles/{id}/pages", "get").path("429");
		assertThat(codes(limited)).containsExactly("TOO_MANY_REQUESTS");
		assertThat(limited.path("headers").path("Retry-After").path("description").asString()).isNotEmpty();
	}

	@Test
	void bulkheadAndCircuitBreakerAreAnsweredAsTheirRowsSay() {
		JsonNode unavailable = responses("/articles/{id}/pages", "get").path("503");
		assertThat(codes(unavailable)).containsExactly("SERVICE_UNAVAILABLE", "SHELF_FULL");
		assertThat(unavailable.path("headers").propertyNames()).contains("Retry-After");
	}

	@Test
	void limitWithAFallbackIsNotAnsweredWithAProblem() {
		assertThat(responses("/articles/{id}/summary", "get").propertyNames()).containsExactlyInAnyOrder("200", "400",
				"500");
	}

	@Test
	void codesThatAHandlerNamesAreThere() {
		JsonNode responses = responses("/articles/{id}", "put");
		assertThat(codes(responses.path("412"))).containsExactly("PRECONDITION_FAILED");
		assertThat(codes(responses.path("428"))).containsExactly("PRECONDITION_REQUIRED");
		assertThat(responses.toString()).doesNotContain("NOBODY_KNOWS_IT");
	}

	@Test
	void functionalRouteHasWhatItsBodyLeadsTo() {
		JsonNode responses = responses("/shelves", "post");
		assertThat(responses.propertyNames()).containsExactlyInAnyOrder("400", "413", "415", "500");
		assertThat(codes(responses.path("400"))).containsExactly("MALFORMED_BODY");
		ProblemAssert.assertThat(new RawHttp(this.port).json("POST", "/shelves", "{")).isProblem(400, "MALFORMED_BODY");
	}

	@Test
	void methodOfAFunctionalRouteCountsWhereItIsNamed() {
		JsonNode responses = responses("/shelves/{id}", "get");
		assertThat(responses.propertyNames()).containsExactlyInAnyOrder("200", "409", "412", "500");
		assertThat(codes(responses.path("409"))).containsExactly("TITLE_TAKEN");
	}

	@Test
	void operationThatTheApplicationAddsItselfStays() {
		assertThat(responses("/elsewhere", "get").propertyNames()).containsExactly("204");
		assertThat(document().toString()).doesNotContain("x-mishap");
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
	@Import({ Articles.class, Shelves.class })
	static class Application {

		@Bean
		ProblemMappingsCustomizer rows() {
			return (mappings) -> mappings.map(BulkheadFullException.class, Problem.of(503, "SHELF_FULL"));
		}

		@Bean
		RouterFunction<ServerResponse> routes(Shelves shelves) {
			return SpringdocRouteBuilder.route()
				.POST("/shelves", (request) -> ServerResponse.ok().body(request.body(Article.class).title()),
						(operation) -> operation.operationId("addShelf")
							.requestBody(org.springdoc.core.fn.builders.requestbody.Builder.requestBodyBuilder()
								.implementation(Article.class)))
				.GET("/shelves/{id}", shelves::shelf,
						(operation) -> operation.beanClass(Shelves.class).beanMethod("shelf"))
				.build();
		}

		@Bean
		OpenApiCustomizer operationOfAnotherService() {
			return (document) -> document.path("/elsewhere", new PathItem().get(new Operation().responses(
					new ApiResponses().addApiResponse("204", new io.swagger.v3.oas.models.responses.ApiResponse()))));
		}

	}

	static final class Shelves {

		@AnswersWith("PRECONDITION_FAILED")
		ServerResponse shelf(ServerRequest request) throws TitleTakenException {
			return ServerResponse.ok().build();
		}

	}

	@RestController
	static class Articles {

		@GetMapping("/articles/{id}")
		String article(@PathVariable int id) {
			return "article " + id;
		}

		@PostMapping(path = "/articles", consumes = "application/json", produces = "application/json")
		String add(@RequestBody Article article, @RequestParam String shelf, @RequestHeader("X-Tenant") String tenant)
				throws TitleTakenException, RateLimitExceededException {
			return "";
		}

		@RateLimiter(name = "pages")
		@Bulkhead(name = "pages")
		@CircuitBreaker(name = "pages")
		@GetMapping("/articles/{id}/pages")
		String pages(@PathVariable int id) {
			return "";
		}

		@RateLimiter(name = "summaries", fallbackMethod = "none")
		@GetMapping("/articles/{id}/summary")
		String summary(@PathVariable int id) {
			return "";
		}

		String none(int id, RequestNotPermitted exception) {
			return "";
		}

		@AnswersWith({ "PRECONDITION_FAILED", "PRECONDITION_REQUIRED", "NOBODY_KNOWS_IT" })
		@PutMapping("/articles/{id}")
		void change(@PathVariable int id) {
		}

		@ApiResponse(responseCode = "400", description = "My own words")
		@DeleteMapping("/articles/{id}")
		void remove(@PathVariable int id) {
		}

	}

	record Article(String title) {
	}

	@ResponseStatus(HttpStatus.CONFLICT)
	static class TitleTakenException extends Exception {

		private static final long serialVersionUID = 1L;

	}

}
