package dev.mishap.sample;

import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.bucket4j.TimeMeter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

import static dev.mishap.sample.ProblemAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What the status-code sheet asks of a service, each sentence by its number. The numbers
 * are those of the list S1 to S48; what concerns the starter alone is tested there.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "sample.levers.hold=1s", "sample.jobs.step=100ms" })
class SheetObligationsTests {

	private static final String GOOD = "{\"text\": \"clear and useful\"}";

	private static final String JSON_BODY = "{\"Content-Type\": \"application/json\"}";

	private static final String EXPECTING = "{\"Content-Type\": \"application/json\", \"Expect\": \"100-continue\"}";

	@Autowired
	private MeterRegistry meters;

	@Autowired
	@Qualifier("jobExecutor")
	private ThreadPoolTaskExecutor jobs;

	@Autowired
	private Time time;

	@Autowired
	@Qualifier("requestMappingHandlerMapping")
	private RequestMappingHandlerMapping mappings;

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
	void s02InterimAnswersComeOnlyWhenAskedFor() {
		String plain = wire("POST", "/v1/predict", JSON_BODY, GOOD).path("response").asString();
		String refused = wire("POST", "/v1/predict", JSON_BODY, "{").path("response").asString();
		assertThat(List.of(plain, refused)).noneMatch((response) -> response.contains("HTTP/1.1 1"));
		String asked = wire("POST", "/v1/predict", EXPECTING, GOOD).path("response").asString();
		assertThat(asked.split("HTTP/1\\.1 1", -1)).as(asked).hasSize(2);
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
	void s06OnlyServerFaultsCountAsServerFaults() {
		long refused = answers("/v1/predict", "CLIENT_ERROR");
		this.http.postJson("/v1/predict", "{\"text\":");
		Waiting.until(() -> answers("/v1/predict", "CLIENT_ERROR") > refused);
		long failed = answers("/trouble/boom", "SERVER_ERROR");
		this.http.get("/trouble/boom");
		Waiting.until(() -> answers("/trouble/boom", "SERVER_ERROR") > failed);
		assertThat(this.meters.find("http.server.requests").tag("status", "500").timers())
			.noneMatch((timer) -> "/v1/predict".equals(timer.getId().getTag("uri")));
	}

	private long answers(String uri, String outcome) {
		return this.meters.find("http.server.requests")
			.tags("outcome", outcome, "uri", uri)
			.timers()
			.stream()
			.mapToLong(Timer::count)
			.sum();
	}

	@Test
	void s07BodyIsAskedForOnlyWhenItIsWanted() {
		JsonNode exchange = wire("POST", "/v1/predict", EXPECTING, GOOD);
		assertThat(exchange.path("response").asString()).startsWith("HTTP/1.1 100").contains("HTTP/1.1 200");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "POST | /v1/predict | application/json | 30000000 | HTTP/1.1 413",
					"POST | /v1/predict | text/plain | 10 | HTTP/1.1 415",
					"POST | /health | application/json | 10 | HTTP/1.1 405",
					"POST | /account | application/json | 10 | HTTP/1.1 401" })
	void s07BodyThatNobodyWillReadIsNotAskedFor(String method, String path, String type, String length,
			String statusLine) {
		String headers = Http.JSON
			.writeValueAsString(Map.of("Content-Type", type, "Content-Length", length, "Expect", "100-continue"));
		String response = wire(method, path, headers, "").path("response").asString();
		assertThat(response).startsWith(statusLine).contains("application/problem+json").doesNotContain("HTTP/1.1 100");
	}

	@Test
	void s08GoodTextIsJudged() {
		Http.Answer answer = this.http.postJson("/v1/predict", "{\"text\": \"A clear and useful sheet, thanks\"}");
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.member("label")).isEqualTo("positive");
		assertThat(answer.json().path("confidence").asDouble()).isGreaterThan(0.5);
		assertThat(answer.header("X-Request-Id")).startsWith("req_");
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
	void s11PollTellsStateAndWhereToAskAgain() {
		String self = this.http.postJson("/jobs", "{\"texts\": [\"good\"]}").header("Location");
		JsonNode job = this.http.get(self).json();
		assertThat(self).isEqualTo("/jobs/" + job.path("id").asString());
		assertThat(job.path("state").asString()).isIn("queued", "running", "succeeded");
		assertThat(job.path("links").path("self").asString()).isEqualTo(self);
		assertThat(job.has("error")).isFalse();
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
		Http.Answer gone = this.http.get(path);
		assertThat(gone).isProblem(410, "PREDICTION_GONE");
		assertThat(gone.member("deleted_at")).matches("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}Z");
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
	void s05And14And23MalformedBodyIsExplainedInWordsForTheCaller() {
		Http.Answer answer = this.http.postJson("/v1/predict", "{\n \"text\": nonsense}");
		assertThat(answer).isProblem(400, "MALFORMED_BODY");
		assertThat(answer.member("detail")).contains("line 2, column 10").doesNotContain("Json", "token", "tools.");
		assertThat(answer.json().path("line").intValue()).isEqualTo(2);
		assertThat(answer.json().path("column").intValue()).isEqualTo(10);
	}

	@ParameterizedTest
	@CsvSource({ "POST, /health", "GET, /v1/predict", "POST, /predictions/none", "PUT, /jobs", "DELETE, /account" })
	void s15And16WrongMethodIsToldTheRightOnes(String method, String path) {
		String bearer = this.http.bearer("ada", "");
		Http.Answer answer = this.http.send(method, path, null, "Authorization", bearer);
		assertThat(answer).isProblem(405, "METHOD_NOT_ALLOWED");
		Set<String> allowed = allowed(answer);
		assertThat(allowed).doesNotContain(method)
			.isEqualTo(allowed(this.http.send("OPTIONS", path, null, "Authorization", bearer)));
		for (String other : allowed) {
			assertThat(this.http.send(other, path, null, "Authorization", bearer).status()).as(other).isNotEqualTo(405);
		}
	}

	private static Set<String> allowed(Http.Answer answer) {
		return new TreeSet<>(List.of(answer.header("Allow").split(", *")));
	}

	@ParameterizedTest
	@ValueSource(strings = { "application/pdf", "image/png", "text/csv", ";;;" })
	void s17UnavailableFormatIsToldTheAvailableOnes(String accept) {
		String path = this.http.postJson("/predictions", GOOD).header("Location");
		Http.Answer answer = this.http.get(path, "Accept", accept);
		assertThat(answer).isProblem(406, "NOT_ACCEPTABLE").hasNoHeader("Accept");
		assertThat(answer.json().path("acceptable").valueStream().map(JsonNode::asString))
			.containsExactly("application/json");
	}

	@Test
	void s18UnknownFormatIsToldTheKnownOnes() {
		assertThat(this.http.send("POST", "/v1/predict", "text", "Content-Type", "text/plain"))
			.isProblem(415, "UNSUPPORTED_MEDIA_TYPE")
			.hasHeader("Accept", "application/json")
			.hasHeader("Accept-Post", "application/json")
			.hasNoHeader("Accept-Encoding");
		String path = this.http.postJson("/predictions", GOOD).header("Location");
		assertThat(this.http.send("PATCH", path, "{}", "Content-Type", "text/plain"))
			.isProblem(415, "UNSUPPORTED_MEDIA_TYPE")
			.hasHeader("Accept-Patch", "application/merge-patch+json")
			.hasNoHeader("Accept-Post");
	}

	@Test
	void s18MissingFormatIsMissed() {
		Http.Answer answer = this.http.send("POST", "/v1/predict", GOOD);
		assertThat(answer).isProblem(415, "UNSUPPORTED_MEDIA_TYPE").hasHeader("Accept", "application/json");
		assertThat(answer.member("detail")).contains("Content-Type").doesNotContain("null");
	}

	@Test
	void s18UnknownCodingSaysNothingOfTheFormat() {
		assertThat(this.http.postJson("/v1/predict", "not really packed", "Content-Encoding", "gzip"))
			.isProblem(415, "UNSUPPORTED_CONTENT_CODING")
			.hasHeader("Accept-Encoding", "identity")
			.hasNoHeader("Accept")
			.hasNoHeader("Accept-Post");
	}

	@Test
	void s19And23EachWrongFieldIsNamed() {
		Http.Answer answer = this.http.postJson("/v1/predict", "{\"text\": \"\", \"max_labels\": 0}");
		assertThat(answer).isProblem(422, "VALIDATION_FAILED");
		assertThat(answer.json().path("errors").findValuesAsString("pointer")).containsExactlyInAnyOrder("#/text",
				"#/max_labels");
		assertThat(answer.json().path("errors").findValuesAsString("code")).doesNotContain("WRONG_TYPE");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "{\"text\": \"good\", \"max_labels\": \"many\"} | #/max_labels",
			"{\"text\": {\"de\": \"gut\"}} | #/text", "{\"text\": [\"good\"]} | #/text" })
	void s24WrongTypeIsAWrongField(String body, String pointer) {
		Http.Answer answer = this.http.postJson("/v1/predict", body);
		assertThat(answer).isProblem(422, "VALIDATION_FAILED");
		assertThat(answer.json().path("errors").findValuesAsString("pointer")).containsExactly(pointer);
		assertThat(answer.json().path("errors").findValuesAsString("code")).containsExactly("WRONG_TYPE");
		assertThat(answer.body()).doesNotContain("many", "gut");
	}

	@Test
	void s20And21And32TwentyRequestsAndThenAWait() {
		String token = this.http.bearer(UUID.randomUUID().toString(), "");
		for (int i = 1; i <= 20; i++) {
			Http.Answer answer = ask(token);
			assertThat(answer.status()).isEqualTo(200);
			assertThat(answer.header("RateLimit")).isEqualTo("\"llm\";r=" + (20 - i) + ";t=60");
		}
		Http.Answer refused = ask(token);
		assertThat(refused).isProblem(429, "TOO_MANY_REQUESTS")
			.hasHeader("Retry-After", "60")
			.hasHeader("RateLimit-Policy", "\"llm\";q=20;w=60")
			.hasHeader("RateLimit", "\"llm\";r=0;t=60");
		this.time.pass(Duration.ofMillis(59_500));
		assertThat(ask(token)).isProblem(429, "TOO_MANY_REQUESTS").hasHeader("Retry-After", "1");
		this.time.pass(Duration.ofMillis(500));
		assertThat(ask(token).status()).isEqualTo(200);
	}

	private Http.Answer ask(String token) {
		return this.http.postJson("/llm", "{\"prompt\": \"hello\"}", "Authorization", token);
	}

	@ParameterizedTest
	@CsvSource({ "busy, MODEL_OVERLOADED, 3", "loading, MODEL_LOADING, 1" })
	void s22And29ModelThatCannotAnswerSaysWhenItCan(String lever, String code, String seconds) {
		this.http.send("POST", "/demo/model/" + lever, null);
		Http.Answer answer = this.http.postJson("/v1/predict", GOOD);
		assertThat(answer).isProblem(503, code).hasHeader("Retry-After", seconds);
		waitForModel();
	}

	@Test
	void s22ResultThatComesTooLateIsUnavailable() {
		assertThat(this.http.get("/trouble/late")).isProblem(503, "SERVICE_UNAVAILABLE")
			.hasHeaderMatching("Retry-After", "[1-9][0-9]*");
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
	void s05And26MissingAndExpiredTokensAreChallenged() {
		Http.Answer missing = this.http.get("/account");
		assertThat(missing).isProblem(401, "UNAUTHENTICATED");
		assertThat(missing.header("WWW-Authenticate")).startsWith("Bearer").doesNotContain("error=");
		Http.Answer expired = this.http.get("/account", "Authorization", this.http.expiredBearer("ada"));
		assertThat(expired).isProblem(401, "TOKEN_EXPIRED");
		assertThat(expired.header("WWW-Authenticate")).contains("error=\"invalid_token\"");
		Http.Answer script = this.http.get("/account", "X-Requested-With", "XMLHttpRequest");
		assertThat(script).isProblem(401, "UNAUTHENTICATED");
		assertThat(script.header("WWW-Authenticate")).startsWith("Bearer");
	}

	@Test
	void s27KnownCallerWithoutRightIsForbidden() {
		Http.Answer answer = this.http.get("/admin/models", "Authorization", this.http.bearer("ada", "read"));
		assertThat(answer).isProblem(403, "INSUFFICIENT_SCOPE");
		assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer").contains("insufficient_scope");
		Http.Answer admin = this.http.get("/admin/models", "Authorization", this.http.bearer("eve", "admin"));
		assertThat(admin.status()).isEqualTo(200);
		Http.Answer account = this.http.get("/account", "Authorization", this.http.bearer("ada", ""));
		assertThat(account.status()).isEqualTo(200);
		assertThat(account.member("subject")).isEqualTo("ada");
	}

	@ParameterizedTest
	@ValueSource(strings = { "good but slow", "hm", "good good bad bad", "0" })
	void s28UnsureModelCountsAsSuccess(String text) {
		long before = answers("/v1/predict", "SUCCESS");
		Http.Answer answer = this.http.postJson("/v1/predict", "{\"text\": \"" + text + "\"}");
		assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
		assertThat(answer.json().path("confidence").asDouble()).isLessThan(0.5);
		assertThat(answer.json().has("error")).isFalse();
		Waiting.until(() -> answers("/v1/predict", "SUCCESS") > before);
	}

	@Test
	void s29FullQueueSaysWhenThereIsRoomAgain() {
		Waiting.until(() -> this.jobs.getActiveCount() + this.jobs.getQueueSize() == 0);
		CompletableFuture<Void> work = new CompletableFuture<>();
		try {
			IntStream.range(0, this.jobs.getMaxPoolSize()).forEach((thread) -> this.jobs.execute(work::join));
			Waiting.until(() -> this.jobs.getActiveCount() == this.jobs.getMaxPoolSize());
			IntStream.range(0, this.jobs.getQueueCapacity()).forEach((place) -> this.jobs.execute(work::join));
			assertThat(this.http.postJson("/jobs", "{\"texts\": [\"good\"]}")).isProblem(503, "JOBS_OVERLOADED")
				.hasHeader("Retry-After", "1");
		}
		finally {
			work.complete(null);
		}
		Waiting.until(() -> this.http.postJson("/jobs", "{\"texts\": [\"good\"]}").status() == 202);
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
	void s34NoPostIsRedirectedInAWayThatLosesIt() {
		List<String> paths = this.mappings.getHandlerMethods()
			.keySet()
			.stream()
			.filter((mapping) -> mapping.getMethodsCondition().getMethods().contains(RequestMethod.POST))
			.flatMap((mapping) -> mapping.getPatternValues().stream())
			.filter((path) -> !path.startsWith("/wrong/") && !path.startsWith("/demo/"))
			.toList();
		assertThat(paths).contains("/predict", "/v1/predict", "/predictions", "/jobs", "/llm");
		for (String path : paths) {
			String target = path.replaceAll("\\{[^}]*}", "1");
			assertThat(this.http.postJson(target, "{}").status()).as(path).isNotIn(301, 302, 303);
		}
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
	@CsvSource({ "POST, /v1/predict, {, 400, MALFORMED_BODY", "POST, /v1/predict, '', 400, MISSING_BODY",
			"GET, /demo/logs, , 400, MISSING_PARAMETER", "GET, /account, , 401, UNAUTHENTICATED",
			"GET, /nowhere, , 404, NOT_FOUND", "GET, /trouble/bare, , 404, NOT_FOUND",
			"GET, /predict, , 405, METHOD_NOT_ALLOWED", "GET, /trouble/send-error, , 409, CONFLICT",
			"POST, /v1/predict, {}, 422, VALIDATION_FAILED", "POST, /jobs, '{\"texts\": []}', 422, VALIDATION_FAILED",
			"BREW, /health, , 501, NOT_IMPLEMENTED", "GET, /trouble/boom, , 500, INTERNAL_ERROR",
			"GET, /trouble/async, , 500, INTERNAL_ERROR", "GET, /v1/explanations/broken, , 502, UPSTREAM_FAILED" })
	void s36StatusFitsTheProblem(String method, String path, @Nullable String body, int status, String code) {
		assertThat(this.http.send(method, path, body, "Content-Type", "application/json")).isProblem(status, code);
	}

	@Test
	void s37DetailTellsOfTheWholeAndErrorsOfTheParts() {
		Http.Answer whole = this.http.get("/predictions/none");
		assertThat(whole.member("detail")).isNotBlank();
		assertThat(whole.json().has("errors")).isFalse();
		Http.Answer parts = this.http.postJson("/v1/predict", "{\"text\": \" \", \"max_labels\": 9}");
		assertThat(parts.member("detail")).contains("errors");
		JsonNode errors = parts.json().path("errors");
		assertThat(errors.findValuesAsString("code")).containsExactlyInAnyOrder("NOT_BLANK", "MAX");
		assertThat(errors.findValuesAsString("detail")).hasSize(2).noneMatch(String::isBlank);
	}

	@ParameterizedTest
	@CsvSource({ "/trouble/boom, */*", "/trouble/boom?trace=true, application/json", "/trouble/async, */*",
			"/trouble/export, text/csv" })
	void s38And39NothingInternalIsTold(String path, String accept) {
		Http.Answer answer = this.http.get(path, "Accept", accept);
		assertThat(answer).isProblem(500, "INTERNAL_ERROR").hasNoHeader("Content-Disposition");
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
	void s43RefusalSaysNoMoreThanItHasTo() {
		String token = this.http.bearer("grace", "read");
		String unsigned = token.substring(0, token.lastIndexOf('.') + 1) + "AAAA";
		Http.Answer garbage = this.http.get("/account", "Authorization", "Bearer garbage");
		assertThat(garbage).isProblem(401, "INVALID_TOKEN");
		for (String bad : List.of(unsigned, token + "x", "Bearer a.b.c")) {
			assertThat(comparable(this.http.get("/account", "Authorization", bad))).isEqualTo(comparable(garbage));
		}
		Http.Answer forbidden = this.http.get("/admin/models", "Authorization", token);
		for (Http.Answer answer : List.of(garbage, forbidden, this.http.get("/account"))) {
			assertThat(answer.toString()).doesNotContain("grace", "SCOPE_", "hasAuthority", "admin", "ROLE_", "Jwt");
		}
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
		assertThat(delete).isProblem(403, "FORBIDDEN").hasNoHeader("WWW-Authenticate");
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
	@CsvSource({ "broken, 502, UPSTREAM_FAILED, ''", "secretive, 502, UPSTREAM_FAILED, ''",
			"babbling, 502, UPSTREAM_FAILED, ''", "slow, 504, UPSTREAM_TIMED_OUT, ''",
			"busy, 503, UPSTREAM_UNAVAILABLE, 7" })
	void upstreamFailureIsNotPassedOffAsOurs(String mood, int status, String code, String retryAfter) {
		assertThat(this.http.get("/v1/explanations/" + mood)).isProblem(status, code)
			.hasNoHeader("WWW-Authenticate")
			.hasHeader("Retry-After", retryAfter);
	}

	@Test
	void germansAreTalkedToInGerman() {
		String key = UUID.randomUUID().toString();
		this.http.postJson("/demo/keys/" + key, "[\"good\"]");
		Http.Answer answer = this.http.postJson("/jobs", "{\"texts\": [\"good\"]}", "Idempotency-Key", key,
				"Accept-Language", "de-AT");
		assertThat(answer).isProblem(409, "IDEMPOTENCY_KEY_IN_USE").hasHeader("Content-Language", "de");
		assertThat(answer.member("detail")).startsWith("Eine Anfrage");
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

	@TestConfiguration(proxyBeanMethods = false)
	static class Clocks {

		@Bean
		Time time() {
			return new Time();
		}

	}

	/** What the quotas take for the time; it passes when a test says so. */
	static final class Time implements TimeMeter {

		private final AtomicLong nanos = new AtomicLong();

		void pass(Duration duration) {
			this.nanos.addAndGet(duration.toNanos());
		}

		@Override
		public long currentTimeNanos() {
			return this.nanos.get();
		}

		@Override
		public boolean isWallClockBased() {
			return false;
		}

	}

}
