package dev.mishap.sample.webflux;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.BodyContentSpec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A door each of the reactive sample, on the wire. */
abstract class WebFluxSampleContract {

	private static final String PREDICT = "/v1/models/sentiment/predict";

	private WebTestClient client;

	/** Returns the port of the running sample. */
	abstract int port();

	@BeforeEach
	void bind() {
		this.client = WebTestClient.bindToServer().baseUrl("http://localhost:" + port()).build();
	}

	private WebTestClient.ResponseSpec post(String path, String body) {
		return this.client.post().uri(path).contentType(MediaType.APPLICATION_JSON).bodyValue(body).exchange();
	}

	private WebTestClient.ResponseSpec get(String path) {
		return this.client.get().uri(path).exchange();
	}

	private static BodyContentSpec problem(WebTestClient.ResponseSpec response, int status, String code) {
		response.expectStatus().isEqualTo(status);
		response.expectHeader().contentType(MediaType.APPLICATION_PROBLEM_JSON);
		response.expectHeader().valueEquals("Cache-Control", "no-store");
		BodyContentSpec body = response.expectBody();
		body.jsonPath("$.status").isEqualTo(status).jsonPath("$.code").isEqualTo(code);
		String text = new String(body.returnResult().getResponseBodyContent(), java.nio.charset.StandardCharsets.UTF_8);
		String id = body.returnResult().getResponseHeaders().getFirst("X-Request-Id");
		assertThat(id).startsWith("req_");
		assertThat(text).contains("\"request_id\":\"" + id + "\"")
			.doesNotContain("Exception", "secret", "weights", "models.internal", "shard", "org.", "java.");
		return body;
	}

	@Test
	void aPredictionIsMade() {
		post(PREDICT, "{\"text\":\"good\"}").expectStatus()
			.isOk()
			.expectBody()
			.jsonPath("$.label")
			.isEqualTo("positive");
	}

	@Test
	void aTextThatIsMissingIsNamed() {
		problem(post(PREDICT, "{\"text\":\" \"}"), 422, "VALIDATION_FAILED").jsonPath("$.errors[0].pointer")
			.isEqualTo("#/text");
	}

	@Test
	void aBodyThatIsNoJsonIsTheCallersMistake() {
		problem(post(PREDICT, "{\"text\":"), 400, "MALFORMED_BODY");
	}

	@Test
	void aBodyThatIsTooLargeIsRefused() {
		problem(post(PREDICT, "{\"text\":\"" + "x".repeat(100_000) + "\"}"), 413, "CONTENT_TOO_LARGE");
	}

	@Test
	void anotherMediaTypeLearnsWhatIsAccepted() {
		WebTestClient.ResponseSpec response = this.client.post()
			.uri(PREDICT)
			.contentType(MediaType.TEXT_PLAIN)
			.bodyValue("good")
			.exchange();
		response.expectHeader().value("Accept", (accept) -> assertThat(accept).contains("application/json"));
		problem(response, 415, "UNSUPPORTED_MEDIA_TYPE");
	}

	@Test
	void anotherMethodLearnsWhatIsAllowed() {
		WebTestClient.ResponseSpec response = this.client.method(HttpMethod.DELETE).uri(PREDICT).exchange();
		response.expectHeader().value("Allow", (allow) -> assertThat(allow).contains("POST"));
		problem(response, 405, "METHOD_NOT_ALLOWED");
	}

	@Test
	void exceptionsOfTheServiceHaveTheirRows() {
		problem(post("/v1/models/none/predict", "{\"text\":\"good\"}"), 404, "MODEL_NOT_FOUND");
		WebTestClient.ResponseSpec loading = post("/v1/models/large/predict", "{\"text\":\"good\"}");
		loading.expectHeader().valueEquals("Retry-After", "30");
		problem(loading, 503, "MODEL_LOADING");
		problem(post("/v1/models/slow/predict", "{\"text\":\"good\"}"), 503, "SERVICE_UNAVAILABLE");
		problem(post("/v1/models/broken/predict", "{\"text\":\"good\"}"), 500, "INTERNAL_ERROR");
	}

	@Test
	void whatIsNowhereIsNotFound() {
		problem(get("/nowhere"), 404, "NOT_FOUND");
	}

	@Test
	void aStreamIsWholeOrItsConnectionIsCut() throws IOException, InterruptedException {
		get("/v1/models/sentiment/stream").expectStatus().isOk();
		problem(get("/v1/models/large/stream"), 503, "MODEL_LOADING");
		HttpClient plain = HttpClient.newHttpClient();
		HttpRequest request = HttpRequest
			.newBuilder(URI.create("http://localhost:" + port() + "/v1/models/flaky/stream"))
			.build();
		assertThatThrownBy(() -> plain.send(request, BodyHandlers.ofString())).isInstanceOf(IOException.class);
	}

	@Test
	void strangersAreAskedWhoTheyAreAndUsersMayNotEverything() {
		WebTestClient.ResponseSpec stranger = get("/v1/account");
		stranger.expectHeader().value("WWW-Authenticate", (challenge) -> assertThat(challenge).startsWith("Basic "));
		problem(stranger, 401, "UNAUTHENTICATED");
		WebTestClient.ResponseSpec wrong = this.client.get()
			.uri("/v1/account")
			.headers((headers) -> headers.setBasicAuth("demo", "wrong"))
			.exchange();
		wrong.expectHeader().exists("WWW-Authenticate");
		problem(wrong, 401, "INVALID_CREDENTIALS");
		problem(this.client.get()
			.uri("/v1/admin")
			.headers((headers) -> headers.setBasicAuth("demo", "demo"))
			.exchange(), 403, "FORBIDDEN");
		this.client.get()
			.uri("/v1/account")
			.headers((headers) -> headers.setBasicAuth("demo", "demo"))
			.exchange()
			.expectStatus()
			.isOk();
	}

	@Test
	void theOtherServicesAnswersAreNotPassedOn() {
		get("/v1/explanations/good").expectStatus().isOk();
		problem(get("/v1/explanations/broken"), 502, "UPSTREAM_FAILED");
		WebTestClient.ResponseSpec picky = get("/v1/explanations/picky");
		picky.expectHeader().doesNotExist("WWW-Authenticate");
		problem(picky, 502, "UPSTREAM_FAILED");
		WebTestClient.ResponseSpec busy = get("/v1/explanations/busy");
		busy.expectHeader().valueEquals("Retry-After", "7");
		problem(busy, 503, "UPSTREAM_UNAVAILABLE");
	}

}
