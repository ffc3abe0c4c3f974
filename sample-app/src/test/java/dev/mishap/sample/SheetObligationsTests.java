package dev.mishap.sample;

import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

import static dev.mishap.sample.ProblemAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What the status-code sheet asks of a service, each sentence by its number. The numbers
 * are those of the list S1 to S48; what concerns the starter alone is tested there.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "sample.llm.window=10s")
class SheetObligationsTests {

	private static final String GOOD = "{\"text\": \"clear and useful\"}";

	@Autowired
	private MeterRegistry meters;

	private Http http;

	private int port;

	@BeforeEach
	void connect(@LocalServerPort int port) {
		this.port = port;
		this.http = new Http(port);
		waitForModel();
	}

	private void waitForModel() {
		Waiting.until(() -> this.http.postJson("/v1/predict", GOOD).status() == 200);
	}

	@ParameterizedTest
	@CsvSource({ "GET, /health, 2", "GET, /predictions/none, 4", "GET, /account, 4", "GET, /trouble/boom, 5",
			"GET, /v1/explanations/broken, 5", "POST, /predict, 3" })
	void s01FirstDigitTellsWhoHasToAct(String method, String path, int first) {
		assertThat(this.http.send(method, path, null).status() / 100).isEqualTo(first);
	}

	@Test
	void s03SuccessIsPlain() {
		Http.Answer answer = this.http.get("/health");
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.header("X-Request-Id")).isNotEmpty();
		assertThat(answer.header("Content-Language")).isEmpty();
	}

	@Test
	void s04ClientWithoutTokenIsNotSentToLoginPage() {
		assertThat(this.http.get("/account", "Accept", "application/json")).isProblem(401, "UNAUTHENTICATED");
	}

	@Test
	void s05ClientFaultsAreFourHundreds() {
		assertThat(this.http.postJson("/v1/predict", "{\"text\":")).isProblem(400, "MALFORMED_BODY");
		assertThat(this.http.get("/account")).isProblem(401, "UNAUTHENTICATED");
		assertThat(this.http.get("/predictions/none")).isProblem(404, "PREDICTION_NOT_FOUND");
	}

	@Test
	void s06OnlyServerFaultsCountAsServerFaults() {
		long before = serverErrors();
		this.http.postJson("/v1/predict", "{\"text\":");
		assertThat(serverErrors()).isEqualTo(before);
		this.http.get("/trouble/boom");
		Waiting.until(() -> serverErrors() == before + 1);
	}

	private long serverErrors() {
		return this.meters.find("http.server.requests")
			.tag("status", "500")
			.timers()
			.stream()
			.mapToLong(Timer::count)
			.sum();
	}

	@Test
	void s07BodyIsAskedForOnlyWhenItIsWanted() {
		JsonNode exchange = wire("POST", "/v1/predict", """
				{"Content-Type": "application/json", "Expect": "100-continue"}""", GOOD);
		assertThat(exchange.path("response").asString()).startsWith("HTTP/1.1 100").contains("HTTP/1.1 200");
	}

	@Test
	void s08LowConfidenceIsSuccess() {
		Http.Answer answer = this.http.postJson("/v1/predict", "{\"text\": \"good but slow\"}");
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.json().path("confidence").asDouble()).isLessThan(0.5);
	}

	@Test
	void s09CreatedPredictionIsWhereLocationSays() {
		Http.Answer created = this.http.postJson("/predictions", GOOD);
		assertThat(created.status()).isEqualTo(201);
		Http.Answer read = this.http.get(created.header("Location"));
		assertThat(read.status()).isEqualTo(200);
		assertThat(read.json()).isEqualTo(created.json());
	}

	@Test
	void s10JobIsAcceptedAndPredictionCreated() {
		assertThat(this.http.postJson("/jobs", "{\"texts\": [\"good\"]}").status()).isEqualTo(202);
		assertThat(this.http.postJson("/predictions", GOOD).status()).isEqualTo(201);
	}

	@Test
	void s12DeletionIsEmptyAndSecondOneFindsNothing() {
		String path = this.http.postJson("/predictions", GOOD).header("Location");
		Http.Answer deleted = this.http.send("DELETE", path, null);
		assertThat(deleted.status()).isEqualTo(204);
		assertThat(deleted.body()).isEmpty();
		assertThat(deleted.header("Content-Length")).isEmpty();
		assertThat(deleted.header("Transfer-Encoding")).isEmpty();
		assertThat(this.http.send("DELETE", path, null)).isProblem(404, "PREDICTION_NOT_FOUND");
		assertThat(this.http.get(path)).isProblem(410, "PREDICTION_GONE");
	}

	@Test
	void s13UnchangedPredictionIsNotSentAgain() {
		String path = this.http.postJson("/predictions", GOOD).header("Location");
		Http.Answer first = this.http.get(path);
		Http.Answer second = this.http.get(path, "If-None-Match", first.header("ETag"));
		assertThat(second.status()).isEqualTo(304);
		assertThat(second.body()).isEmpty();
		for (String field : List.of("ETag", "Cache-Control", "Vary")) {
			assertThat(second.header(field)).as(field).isEqualTo(first.header(field)).isNotEmpty();
		}
		assertThat(second.header("Content-Type")).isEmpty();
	}

	@Test
	void s13ChangeOfPassedVersionFails() {
		String path = this.http.postJson("/predictions", GOOD).header("Location");
		assertThat(change(path)).isProblem(428, "PRECONDITION_REQUIRED");
		Http.Answer changed = change(path, "If-Match", "\"1\"");
		assertThat(changed.status()).as(changed.toString()).isEqualTo(200);
		assertThat(changed.header("ETag")).isEqualTo("\"2\"");
		assertThat(change(path, "If-Match", "\"1\"")).isProblem(412, "PRECONDITION_FAILED").hasNoHeader("ETag");
	}

	private Http.Answer change(String path, String... headers) {
		String[] all = Stream.concat(Stream.of(headers), Stream.of("Content-Type", "application/json"))
			.toArray(String[]::new);
		return this.http.send("PUT", path, "{\"note\": \"keep\"}", all);
	}

	@Test
	void s14MalformedBodyIsExplainedInWordsForTheCaller() {
		Http.Answer answer = this.http.postJson("/v1/predict", "{\"text\": nonsense}");
		assertThat(answer).isProblem(400, "MALFORMED_BODY");
		assertThat(answer.member("detail")).doesNotContain("Json", "token", "tools.");
	}

	@Test
	void s15And16WrongMethodIsToldTheRightOnes() {
		Http.Answer answer = this.http.send("POST", "/health", null);
		assertThat(answer).isProblem(405, "METHOD_NOT_ALLOWED");
		TreeSet<String> allowed = new TreeSet<>(List.of(answer.header("Allow").split(", *")));
		assertThat(allowed).contains("GET").doesNotContain("POST");
		for (String method : allowed) {
			assertThat(this.http.send(method, "/health", null).status()).as(method).isNotEqualTo(405);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "application/pdf", "image/png", "text/csv" })
	void s17UnavailableFormatIsExplainedAllTheSame(String accept) {
		String path = this.http.postJson("/predictions", GOOD).header("Location");
		assertThat(this.http.get(path, "Accept", accept)).isProblem(406, "NOT_ACCEPTABLE");
	}

	@Test
	void s18UnknownFormatIsToldTheKnownOnes() {
		assertThat(this.http.send("POST", "/v1/predict", "text", "Content-Type", "text/plain"))
			.isProblem(415, "UNSUPPORTED_MEDIA_TYPE")
			.hasHeader("Accept", "application/json")
			.hasNoHeader("Accept-Encoding");
		String path = this.http.postJson("/predictions", GOOD).header("Location");
		assertThat(this.http.send("PATCH", path, "{}", "Content-Type", "text/plain"))
			.isProblem(415, "UNSUPPORTED_MEDIA_TYPE")
			.hasHeader("Accept-Patch", "application/merge-patch+json");
	}

	@Test
	void s19And24EachWrongFieldIsNamed() {
		Http.Answer answer = this.http.postJson("/v1/predict", "{\"text\": \"\", \"max_labels\": 0}");
		assertThat(answer).isProblem(422, "VALIDATION_FAILED");
		assertThat(answer.json().path("errors").findValuesAsString("pointer")).containsExactlyInAnyOrder("#/text",
				"#/max_labels");
	}

	@Test
	void s20And21And32TwentyRequestsAndThenAWait() throws Exception {
		String token = this.http.bearer(UUID.randomUUID().toString(), "");
		for (int i = 1; i <= 20; i++) {
			Http.Answer answer = ask(token);
			assertThat(answer.status()).isEqualTo(200);
			assertThat(answer.header("RateLimit")).startsWith("\"llm\";r=" + (20 - i) + ";t=");
		}
		Http.Answer refused = ask(token);
		assertThat(refused).isProblem(429, "TOO_MANY_REQUESTS")
			.hasHeaderMatching("Retry-After", "10|[1-9]")
			.hasHeader("RateLimit-Policy", "\"llm\";q=20;w=10")
			.hasHeaderMatching("RateLimit", "\"llm\";r=0;t=(10|[1-9])");
		Thread.sleep(1000 * Long.parseLong(refused.header("Retry-After")));
		assertThat(ask(token).status()).isEqualTo(200);
	}

	private Http.Answer ask(String token) {
		return this.http.postJson("/llm", "{\"prompt\": \"hello\"}", "Authorization", token);
	}

	@ParameterizedTest
	@CsvSource({ "busy, MODEL_OVERLOADED", "loading, MODEL_LOADING" })
	void s22And29ModelThatCannotAnswerSaysWhenItCan(String lever, String code) throws Exception {
		this.http.send("POST", "/demo/model/" + lever, null);
		Http.Answer answer = this.http.postJson("/v1/predict", GOOD);
		assertThat(answer).isProblem(503, code).hasHeaderMatching("Retry-After", "[1-3]");
		Thread.sleep(1000 * Long.parseLong(answer.header("Retry-After")));
		waitForModel();
	}

	@Test
	void s22ResultThatComesTooLateIsUnavailable() {
		assertThat(this.http.get("/trouble/late").status()).isEqualTo(503);
	}

	@Test
	void s23BrokenSyntaxAndBrokenRulesDiffer() {
		assertThat(this.http.postJson("/v1/predict", "{\"text\":")).isProblem(400, "MALFORMED_BODY");
		assertThat(this.http.postJson("/v1/predict", "{\"text\": \"\"}")).isProblem(422, "VALIDATION_FAILED");
	}

	@Test
	void s25BodyThatIsTooLargeIsRefusedUnread() {
		JsonNode exchange = wire("POST", "/v1/predict", """
				{"Content-Type": "application/json", "Content-Length": "30000000"}""", "");
		assertThat(exchange.path("response").asString()).startsWith("HTTP/1.1 413")
			.containsIgnoringCase("Connection: close")
			.contains("CONTENT_TOO_LARGE");
	}

	@Test
	void s26MissingAndExpiredTokensAreChallenged() {
		Http.Answer missing = this.http.get("/account");
		assertThat(missing).isProblem(401, "UNAUTHENTICATED");
		assertThat(missing.header("WWW-Authenticate")).startsWith("Bearer").doesNotContain("error=");
		Http.Answer expired = this.http.get("/account", "Authorization", this.http.expiredBearer("ada"));
		assertThat(expired.status()).isEqualTo(401);
		assertThat(expired.header("WWW-Authenticate")).contains("error=\"invalid_token\"");
		Http.Answer script = this.http.get("/account", "X-Requested-With", "XMLHttpRequest");
		assertThat(script.header("WWW-Authenticate")).startsWith("Bearer");
	}

	@Test
	void s27KnownCallerWithoutRightIsForbidden() {
		Http.Answer answer = this.http.get("/admin/models", "Authorization", this.http.bearer("ada", "read"));
		assertThat(answer.status()).isEqualTo(403);
		assertThat(answer.header("WWW-Authenticate")).contains("insufficient_scope");
		Http.Answer admin = this.http.get("/admin/models", "Authorization", this.http.bearer("eve", "admin"));
		assertThat(admin.status()).isEqualTo(200);
	}

	@Test
	void s30And31JobIsPolledToItsEnd() {
		Http.Answer accepted = this.http.postJson("/jobs", "{\"texts\": [\"good\", \"bad\", \"so so\"]}");
		assertThat(accepted.status()).isEqualTo(202);
		assertThat(accepted.member("state")).isEqualTo("queued");
		String self = accepted.json().path("links").path("self").asString();
		assertThat(accepted.header("Location")).isEqualTo(self);
		Waiting.until(() -> poll(self).equals("succeeded"));
		assertThat(this.http.get(self).json().path("labels").valueStream().map(JsonNode::asString))
			.containsExactly("positive", "negative", "neutral");
	}

	@Test
	void s31FailedJobIsASuccessfulPoll() {
		Http.Answer accepted = this.http.postJson("/jobs", "{\"texts\": [\"good\", \" \"]}");
		String self = accepted.json().path("links").path("self").asString();
		Waiting.until(() -> poll(self).equals("failed"));
		for (int i = 0; i < 3; i++) {
			JsonNode error = this.http.get(self).json().path("error");
			assertThat(error.path("code").asString()).isEqualTo("WORDLESS_TEXT");
			assertThat(error.path("status").intValue()).isEqualTo(422);
		}
		assertThat(this.http.get("/jobs/none")).isProblem(404, "JOB_NOT_FOUND");
	}

	private String poll(String self) {
		Http.Answer answer = this.http.get(self);
		assertThat(answer.status()).isEqualTo(200);
		return answer.member("state");
	}

	@Test
	void s30SameKeyDoesTheWorkOnce() {
		String key = UUID.randomUUID().toString();
		String batch = "{\"texts\": [\"good\"]}";
		Http.Answer first = this.http.postJson("/jobs", batch, "Idempotency-Key", key);
		Http.Answer again = this.http.postJson("/jobs", batch, "Idempotency-Key", key);
		assertThat(again.status()).isEqualTo(202);
		assertThat(again.member("id")).isEqualTo(first.member("id"));
		assertThat(this.http.postJson("/jobs", "{\"texts\": [\"bad\"]}", "Idempotency-Key", key)).isProblem(422,
				"IDEMPOTENCY_KEY_REUSED");
		String taken = UUID.randomUUID().toString();
		this.http.postJson("/demo/keys/" + taken, "[\"good\"]");
		assertThat(this.http.postJson("/jobs", batch, "Idempotency-Key", taken)).isProblem(409,
				"IDEMPOTENCY_KEY_IN_USE");
	}

	@Test
	void s33OldAddressKeepsMethodAndBody() throws Exception {
		Http.Answer moved = this.http.postJson("/predict", GOOD);
		assertThat(moved.status()).isEqualTo(308);
		assertThat(moved.header("Location")).isEqualTo("/v1/predict");
		HttpClient follower = HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).build();
		HttpResponse<String> answer = follower
			.send(HttpRequest.newBuilder(URI.create("http://localhost:" + this.port + "/predict"))
				.header("Content-Type", "application/json")
				.POST(BodyPublishers.ofString(GOOD))
				.build(), BodyHandlers.ofString());
		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(answer.body()).contains("positive");
	}

	@Test
	void s35And45And46AntiPatternsAreStillThereToBeSeen() {
		assertThat(this.http.get("/wrong/ok-with-error").status()).isEqualTo(200);
		assertThat(this.http.get("/wrong/made-up").status()).isEqualTo(230);
		assertThat(this.http.get("/wrong/traceback").body()).contains(".java:");
		assertThat(this.http.get("/wrong/hidden-401").status()).isEqualTo(404);
		assertThat(this.http.send("POST", "/wrong/predict", null).status()).isEqualTo(301);
	}

	@ParameterizedTest
	@CsvSource({ "/trouble/boom, */*", "/trouble/boom?trace=true, application/json", "/trouble/async, */*",
			"/trouble/export, text/csv" })
	void s38And39NothingInternalIsTold(String path, String accept) {
		Http.Answer answer = this.http.get(path, "Accept", accept);
		assertThat(answer).isProblem(500, "INTERNAL_ERROR");
		assertThat(answer.member("request_id")).matches("req_[0-9A-HJKMNP-TV-Z]{26}");
	}

	@Test
	void s40And41SupportFindsTheTraceByItsId() {
		Http.Answer failed = this.http.get("/trouble/boom");
		JsonNode lines = this.http.get("/demo/logs?request_id=" + failed.member("request_id")).json().path("lines");
		assertThat(lines.size()).isEqualTo(1);
		assertThat(lines.get(0).asString()).contains("ERROR", "IllegalStateException", "TroubleController");
		Http.Answer refused = this.http.get("/predictions/none");
		JsonNode line = this.http.get("/demo/logs?request_id=" + refused.member("request_id")).json().path("lines");
		assertThat(line.size()).isEqualTo(1);
		assertThat(line.get(0).asString()).contains("PREDICTION_NOT_FOUND").doesNotContain("\tat ");
	}

	@Test
	void s41IdOfTheClientIsKept() {
		assertThat(this.http.get("/predictions/none", "X-Request-Id", "order-7").member("request_id"))
			.isEqualTo("order-7");
	}

	@Test
	void s42AnonymousCallerLearnsNothingOfWhatExists() {
		Http.Answer existing = this.http.get("/vault/ada-notes");
		Http.Answer missing = this.http.get("/vault/none");
		assertThat(existing).isProblem(401, "UNAUTHENTICATED");
		assertThat(comparable(missing)).isEqualTo(comparable(existing));
	}

	@Test
	void s44ConcealedDocumentLooksLikeNone() {
		String bob = this.http.bearer("bob", "");
		Http.Answer hidden = this.http.get("/vault/ada-notes", "Authorization", bob);
		Http.Answer missing = this.http.get("/vault/none", "Authorization", bob);
		assertThat(hidden).isProblem(404, "NOT_FOUND").hasNoHeader("WWW-Authenticate");
		assertThat(comparable(missing)).isEqualTo(comparable(hidden));
		assertThat(this.http.send("HEAD", "/vault/ada-notes", null, "Authorization", bob).status()).isEqualTo(404);
		Http.Answer delete = this.http.send("DELETE", "/vault/ada-notes", null, "Authorization", bob);
		assertThat(delete.status()).isEqualTo(403);
		assertThat(comparable(this.http.send("DELETE", "/vault/none", null, "Authorization", bob)))
			.isEqualTo(comparable(delete));
		String ada = this.http.bearer("ada", "");
		assertThat(this.http.get("/vault/ada-notes", "Authorization", ada).status()).isEqualTo(200);
	}

	private static String comparable(Http.Answer answer) {
		String requestId = answer.header("X-Request-Id");
		return answer.toString().replace(requestId, "ID").replaceAll("date=\\[[^]]*]", "date");
	}

	@Test
	void s46WithheldModelNamesWhoDemandedIt() {
		assertThat(this.http.get("/v1/models/chatty-9")).isProblem(451, "MODEL_WITHHELD")
			.hasHeaderMatching("Link", "<[^>]+>; rel=\"blocked-by\"");
	}

	@Test
	void handlerOfTheApplicationComesFirst() {
		Http.Answer answer = this.http.get("/v1/models/toy-sentiment-0");
		assertThat(answer.status()).as(answer.toString()).isEqualTo(410);
		assertThat(answer.member("code")).isEqualTo("MODEL_RETIRED");
		assertThat(answer.member("successor")).isEqualTo("/v1/models/toy-sentiment-1");
		assertThat(answer.member("request_id")).isEqualTo(answer.header("X-Request-Id"));
	}

	@Test
	void everyProblemSaysWhereItIsExplained() {
		assertThat(this.http.get("/predictions/none").member("help")).isEqualTo("/#c404");
	}

	@Test
	void s47And48StatusIsForTheStackAndCodeForTheClient() {
		assertThat(this.http.get("/predictions/none")).isProblem(404, "PREDICTION_NOT_FOUND");
		assertThat(this.http.get("/jobs/none")).isProblem(404, "JOB_NOT_FOUND");
		assertThat(this.http.get("/nowhere")).isProblem(404, "NOT_FOUND");
	}

	@ParameterizedTest
	@CsvSource({ "broken, 502", "secretive, 502", "babbling, 502", "slow, 504", "busy, 503" })
	void upstreamFailureIsNotPassedOffAsOurs(String mood, int status) {
		Http.Answer answer = this.http.get("/v1/explanations/" + mood);
		assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
		assertThat(answer).isProblem(status, answer.member("code")).hasNoHeader("WWW-Authenticate");
		assertThat(answer.member("code")).startsWith("UPSTREAM_");
		if (status == 503) {
			assertThat(answer.header("Retry-After")).isEqualTo("7");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "/trouble/stream", "/trouble/events" })
	void failureInMidStreamCutsTheConnection(String path) {
		assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> this.http.get(path));
		String response = wire("GET", path, "{}", "").path("response").asString();
		assertThat(response).startsWith("HTTP/1.1 200").contains("answer").doesNotEndWith("0\r\n\r\n");
		Assertions.assertThat(response).doesNotContain("problem+json");
	}

	private JsonNode wire(String method, String target, String headers, String body) {
		Http.Answer answer = this.http.postJson("/demo/wire",
				Http.JSON.writeValueAsString(Http.JSON.createObjectNode()
					.put("method", method)
					.put("target", target)
					.put("body", body)
					.set("headers", Http.JSON.readTree(headers))));
		assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
		return answer.json();
	}

}
