package dev.mishap.sample;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** The OpenAPI document of the service, and whether it is true. */
class OpenApiTests extends RunningSample {

	private static final String PROBLEM = "application/problem+json";

	private JsonNode document() {
		return this.http.get("/v3/api-docs").json();
	}

	private JsonNode responses(String method, String path) {
		return document().path("paths").path(path).path(method.toLowerCase(Locale.ROOT)).path("responses");
	}

	private static List<String> texts(JsonNode array) {
		return array.valueStream().map(JsonNode::asString).toList();
	}

	private static List<String> codes(JsonNode response) {
		return texts(
				response.path("content").path(PROBLEM).path("schema").path("properties").path("code").path("enum"));
	}

	@Test
	void documentHasTheApiAndNothingOfThePage() {
		assertThat(document().path("paths").propertyNames()).containsExactlyInAnyOrder("/account", "/admin/models",
				"/jobs", "/jobs/{id}", "/llm", "/predictions", "/predictions/{id}", "/v1/explanations/{mood}",
				"/v1/models/{name}", "/v1/orders", "/v1/predict", "/v1/stock/{article}/reservations", "/vault/{name}");
	}

	@Test
	void operationHasTheProblemsThatCanOccurThere() {
		JsonNode responses = responses("POST", "/v1/predict");
		assertThat(responses.propertyNames()).containsExactlyInAnyOrder("200", "400", "406", "413", "415", "422", "500",
				"503");
		assertThat(codes(responses.path("503"))).containsExactly("MODEL_LOADING", "MODEL_OVERLOADED");
		assertThat(codes(responses("POST", "/jobs").path("422"))).containsExactly("IDEMPOTENCY_KEY_REUSED",
				"VALIDATION_FAILED");
		assertThat(responses("GET", "/v1/explanations/{mood}").propertyNames()).contains("502", "503", "504");
	}

	@ParameterizedTest
	@CsvSource({ "GET, /account", "GET, /admin/models", "GET, /vault/{name}", "DELETE, /vault/{name}" })
	void protectedOperationSaysWithWhichChallengesItRefuses(String method, String path) {
		JsonNode responses = responses(method, path);
		assertThat(codes(responses.path("401"))).containsExactly("INVALID_TOKEN", "TOKEN_EXPIRED", "UNAUTHENTICATED");
		assertThat(codes(responses.path("403"))).containsExactly("FORBIDDEN", "INSUFFICIENT_SCOPE");
		for (String status : List.of("401", "403")) {
			assertThat(responses.path(status).path("headers").path("WWW-Authenticate").path("description").asString(""))
				.isEqualTo("How to authenticate (RFC 9110, section 11.6.1).");
		}
	}

	@Test
	void openOperationRefusesNobody() {
		assertThat(responses("POST", "/v1/predict").propertyNames()).doesNotContain("401", "403");
		assertThat(responses("GET", "/jobs/{id}").propertyNames()).doesNotContain("401", "403");
	}

	@Test
	void quotaIsA429WithRetryAfter() {
		JsonNode response = responses("POST", "/llm").path("429");
		assertThat(codes(response)).containsExactly("TOO_MANY_REQUESTS");
		assertThat(response.path("headers").propertyNames()).contains("Retry-After", "X-Request-Id");
	}

	@Test
	void membersAreSpeltAsTheyAreSent() {
		assertThat(
				document().path("components").path("schemas").path("PredictRequest").path("properties").propertyNames())
			.containsExactly("text", "max_labels");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "POST | /v1/predict | /v1/predict | {",
			"POST | /v1/predict | /v1/predict | {\"text\": \"\"}", "GET | /predictions/{id} | /predictions/none |",
			"PUT | /predictions/{id} | /predictions/none | {\"note\": \"\"}", "GET | /jobs/{id} | /jobs/none |",
			"POST | /v1/stock/{article}/reservations | /v1/stock/atlas/reservations | {}",
			"GET | /v1/models/{name} | /v1/models/none |", "GET | /v1/explanations/{mood} | /v1/explanations/broken |",
			"GET | /v1/explanations/{mood} | /v1/explanations/busy |", "GET | /account | /account |",
			"GET | /vault/{name} | /vault/ada-notes |" })
	void whatIsAnsweredStandsInTheDocument(String method, String operation, String path, String body) {
		Http.Answer answer = (body != null) ? this.http.send(method, path, body, "Content-Type", "application/json")
				: this.http.get(path);
		assertInDocument(method, operation, answer);
	}

	@Test
	void tokenThatWillNotDoIsRefusedAsTheDocumentSays() {
		assertInDocument("GET", "/account", this.http.get("/account", "Authorization", this.http.expiredBearer("ada")));
		assertInDocument("GET", "/admin/models",
				this.http.get("/admin/models", "Authorization", this.http.bearer("ada", "read")));
	}

	private void assertInDocument(String method, String operation, Http.Answer answer) {
		JsonNode response = responses(method, operation).path(String.valueOf(answer.status()));
		assertThat(codes(response)).as(answer.toString()).contains(answer.member("code"));
		JsonNode schema = response.path("content").path(PROBLEM).path("schema").path("properties");
		assertThat(texts(schema.path("type").path("enum"))).contains(answer.member("type"));
		assertThat(schema.path("status").path("enum").toString()).isEqualTo("[" + answer.status() + "]");
		JsonNode example = response.path("content").path(PROBLEM).path("examples").path(answer.member("code"));
		assertThat(example.path("value").path("detail").asString("")).isNotEmpty();
		for (String field : List.of("WWW-Authenticate", "Retry-After", "X-Request-Id")) {
			assertThat(response.path("headers").has(field) || answer.header(field).isEmpty())
				.as(field + " of " + answer)
				.isTrue();
		}
	}

	@Test
	void docsShowTheProblemsOfTheOperations() throws Exception {
		StringBuilder table = new StringBuilder("| operation | problems, beside `INTERNAL_ERROR` |\n| --- | --- |\n");
		document().path("paths").propertyStream().sorted(Map.Entry.comparingByKey()).forEach((path) -> {
			path.getValue().propertyStream().forEach((operation) -> {
				List<String> problems = new ArrayList<>();
				operation.getValue().path("responses").propertyStream().forEach((response) -> {
					if (!codes(response.getValue()).isEmpty() && !response.getKey().equals("500")) {
						problems.add(response.getKey() + " `" + String.join("`, `", codes(response.getValue())) + "`");
					}
				});
				String name = operation.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey();
				table.append("| `" + name + "` | " + String.join("; ", problems) + " |\n");
			});
		});
		new Recorded("openapi.md").text("operations", table.toString());
	}

	@Test
	void docsShowAResponse() throws Exception {
		new Recorded("openapi.md").code("quota",
				Http.JSON.writerWithDefaultPrettyPrinter().writeValueAsString(responses("POST", "/llm").path("429")));
	}

	@ParameterizedTest
	@ValueSource(strings = { "/swagger-ui/index.html", "/problems" })
	void pageLinksTo(String path) {
		assertThat(this.http.get("/index.html").body()).contains("href=\"" + path.substring(1) + "\"");
		Http.Answer page = this.http.get(path, "Accept", "text/html");
		assertThat(page.status()).isEqualTo(200);
		assertThat(page.header("Content-Type")).startsWith("text/html");
	}

}
