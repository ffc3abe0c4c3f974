package dev.mishap.client;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.jupiter.api.Test;

import org.springframework.http.HttpMethod;
import org.springframework.http.ProblemDetail;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.HttpServerErrorException;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientResponseException;
import org.springframework.web.reactive.function.client.WebClientResponseException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What is made of an answer, the same with every client and every library below it.
 */
@ParameterizedClass
@EnumSource
class AnswersTests {

	private static final String JSON = "application/problem+json";

	private static final String OUT_OF_STOCK = """
			{"type":"https://example.org/out-of-stock","title":"Out of Stock","status":409,\
			"detail":"secret-token-123","instance":"/orders/7","code":"OUT_OF_STOCK","request_id":"req_7",\
			"product":"B00027Y5QG","left":0}""";

	private final Caller caller;

	private final Upstream upstream = new Upstream();

	AnswersTests(Caller caller) {
		this.caller = caller;
	}

	@AfterEach
	void stop() {
		this.upstream.close();
	}

	@Test
	void aProblemIsReadWhole() {
		this.upstream.answers(409, JSON, OUT_OF_STOCK, "X-Request-Id: req_of_the_field");
		UpstreamFailure failure = failure();
		assertThat(failure.problem()).isEqualTo(new UpstreamProblem(true, 409, "OUT_OF_STOCK",
				URI.create("https://example.org/out-of-stock"), "Out of Stock", "secret-token-123",
				URI.create("/orders/7"), "req_7", List.of(), Map.of("product", "B00027Y5QG", "left", 0L)));
		assertThat(failure.problem().code(InventoryError.class)).contains(InventoryError.OUT_OF_STOCK);
		assertThat(failure.problem().is(InventoryError.OUT_OF_STOCK)).isTrue();
		assertThat(failure.requestId()).contains("req_7");
	}

	@Test
	void theMessageSaysWhoAndWhatAndNothingOfTheBody() {
		this.upstream.answers(409, JSON, OUT_OF_STOCK);
		assertThat((Throwable) failure()).hasMessage("inventory answered 409 OUT_OF_STOCK (request req_7)");
	}

	@Test
	void exceptionsOfOursAreSpringsToo() {
		this.upstream.answers(409, JSON, OUT_OF_STOCK);
		Throwable thrown = (Throwable) failure();
		if (this.caller.isRest()) {
			assertThat(thrown).isInstanceOfSatisfying(HttpClientErrorException.class, (ex) -> {
				assertThat(ex.getStatusCode().value()).isEqualTo(409);
				assertThat(ex.getResponseBodyAsString()).isEqualTo(OUT_OF_STOCK);
				assertThat(ex.getResponseHeaders().getFirst("Content-Type")).isEqualTo(JSON);
				ProblemDetail detail = ex.getResponseBodyAs(ProblemDetail.class);
				assertThat(detail.getTitle()).isEqualTo("Out of Stock");
			});
		}
		else {
			assertThat(thrown).isInstanceOfSatisfying(WebClientResponseException.class, (ex) -> {
				assertThat(ex.getStatusCode().value()).isEqualTo(409);
				assertThat(ex.getResponseBodyAsString()).isEqualTo(OUT_OF_STOCK);
				assertThat(ex.getRequest().getURI()).isEqualTo(URI.create(this.upstream.url()));
				ProblemDetail detail = ex.getResponseBodyAs(ProblemDetail.class);
				assertThat(detail.getTitle()).isEqualTo("Out of Stock");
			});
		}
	}

	@Test
	void a5xxIsAServerError() {
		this.upstream.answers(503, JSON, "{}");
		Throwable thrown = (Throwable) failure();
		assertThat(thrown)
			.isInstanceOf(this.caller.isRest() ? HttpServerErrorException.class : WebClientResponseException.class);
		assertThat(thrown).hasMessage("inventory answered 503");
	}

	@Test
	void anUnknownStatusIsAnErrorToo() {
		this.upstream.answers(499, JSON, OUT_OF_STOCK);
		assertThat(failure().problem().status()).isEqualTo(499);
		this.upstream.answers(599, JSON, OUT_OF_STOCK);
		assertThat(failure().problem().status()).isEqualTo(599);
	}

	@Test
	void aLargePageIsNotRead() {
		this.upstream.answers(500, "text/html", "x".repeat(20_000_000));
		UpstreamFailure failure = failure();
		assertThat((Throwable) failure).hasMessage("inventory answered 500");
		assertThat(failure.problem()).isEqualTo(UpstreamProblem.none(500, null));
		assertThat(failure.answer().body()).hasSize(64 * 1024);
		assertThat(failure.answer().isBodyCut()).isTrue();
	}

	@Test
	void aLargeProblemKeepsWhatStandsAtItsBeginning() {
		this.upstream.answers(409, JSON,
				"{\"code\":\"OUT_OF_STOCK\",\"status\":409,\"detail\":\"" + "x".repeat(300_000) + "\"}");
		UpstreamFailure failure = failure();
		assertThat(failure.problem().code()).isEqualTo("OUT_OF_STOCK");
		assertThat(failure.problem().detail()).isNull();
		assertThat((Throwable) failure).hasMessage("inventory answered 409 OUT_OF_STOCK");
	}

	@Test
	void aMemberOfTheWrongTypeIsIgnored() {
		this.upstream.answers(409, JSON, """
				{"type":["x"],"title":{"a":1},"status":"409","detail":7,"instance":"::not a uri::",
				"code":{"c":1},"request_id":5,"errors":"none","product":"B00027Y5QG"}""");
		assertThat(failure().problem())
			.isEqualTo(new UpstreamProblem(true, 409, null, UpstreamProblem.BLANK, null, null, null, null, List.of(),
					Map.of("code", Map.of("c", 1L), "request_id", 5L, "errors", "none", "product", "B00027Y5QG")));
	}

	@Test
	void withoutATypeItIsAboutBlank() {
		this.upstream.answers(404, JSON, "{\"title\":\"Not Found\"}");
		assertThat(failure().problem().type()).isEqualTo(URI.create("about:blank"));
	}

	@Test
	void theStatusLineCountsAndNotTheBody() {
		this.upstream.answers(401, JSON, "{\"status\":409,\"title\":\"Conflict\"}", "WWW-Authenticate: Basic");
		UpstreamProblem problem = failure().problem();
		assertThat(problem.status()).isEqualTo(401);
		assertThat(problem.title()).isEqualTo("Conflict");
		assertThat(problem.members()).isEmpty();
	}

	@Test
	void anotherMediaTypeIsReadWhereTheBodyLooksLikeAProblem() {
		this.upstream.answers(409, "application/json;charset=ISO-8859-1", OUT_OF_STOCK);
		assertThat(failure().problem().code()).isEqualTo("OUT_OF_STOCK");
		this.upstream.answers(409, "application/vnd.example.v1+json", OUT_OF_STOCK);
		assertThat(failure().problem().code()).isEqualTo("OUT_OF_STOCK");
		this.upstream.answers(409, "application/x-problem+json", "{\"product\":1}");
		assertThat(failure().problem().found()).isTrue();
		this.upstream.answers(409, "application/json", "{\"product\":1}");
		assertThat(failure().problem().found()).isFalse();
		this.upstream.answers(409, "application/json", "[1,2]");
		assertThat(failure().problem().found()).isFalse();
		this.upstream.answers(409, "text/plain", OUT_OF_STOCK);
		assertThat(failure().problem().found()).isFalse();
		this.upstream.answers(409, "", OUT_OF_STOCK);
		assertThat(failure().problem().found()).isTrue();
	}

	/** A {@code RestClient} looks at the media type before it asks any status handler. */
	@Test
	void whatIsNoMediaTypeHidesNoError() {
		this.upstream.answers(409, "no media type at all", OUT_OF_STOCK);
		if (this.caller.isRest()) {
			RestClient client = this.caller.rest().apply(RestClientProblems.of(Caller.OWN)).build();
			assertThatExceptionOfType(UpstreamClientErrorException.class)
				.isThrownBy(() -> client.get().uri(this.upstream.url()).retrieve().toBodilessEntity())
				.withMessage("inventory answered 409");
		}
		else {
			assertThat((Throwable) failure()).hasMessageStartingWith("inventory answered 409");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "UTF-8", "UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32", "UTF-32LE" })
	void theEncodingIsKnownByTheFirstBytes(String charset) {
		byte[] body = "{\"code\":\"OUT_OF_STOCK\",\"title\":\"Größe 日本\"}".getBytes(Charset.forName(charset));
		this.upstream.answers(409, JSON + ";charset=ISO-8859-1", body);
		assertThat(failure().problem().title()).isEqualTo("Größe 日本");
	}

	@Test
	void whatIsNoCharacterDoesNoHarm() {
		byte[] body = "{\"code\":\"OUT_OF_STOCK\",\"title\":\"Größe\"}".getBytes(StandardCharsets.ISO_8859_1);
		this.upstream.answers(409, JSON, body);
		assertThat(failure().problem().title()).isEqualTo("Gr\uFFFD\uFFFDe");
		assertThat(failure().problem().code()).isEqualTo("OUT_OF_STOCK");
	}

	@Test
	void aBodyCutShortIsNoProblem() {
		byte[] head = Upstream.head(409, JSON, "Content-Length: 5000");
		this.upstream.answers((out) -> {
			out.write(head);
			out.write(OUT_OF_STOCK.getBytes(StandardCharsets.UTF_8));
		});
		assertThat(failure().problem()).isEqualTo(UpstreamProblem.none(409, null));
		this.upstream.answers(409, JSON, OUT_OF_STOCK.substring(0, 60));
		assertThat(failure().problem()).isEqualTo(UpstreamProblem.none(409, null));
	}

	@Test
	void anEmptyBodyIsNoProblemAndAHeadHasNone() {
		this.upstream.answers(404, JSON, "", "X-Request-Id: req_8");
		assertThat(failure().problem()).isEqualTo(UpstreamProblem.none(404, "req_8"));
		this.upstream.answers((out) -> out.write(Upstream.head(404, JSON, "Content-Length: 403")));
		Throwable thrown = this.caller.call(Caller.OWN, HttpMethod.HEAD, this.upstream.url());
		assertThat(thrown).hasMessage("inventory answered 404");
		assertThat(((UpstreamFailure) thrown).problem()).isEqualTo(UpstreamProblem.none(404, null));
	}

	@Test
	void aZippedBodyThatNobodyAskedForIsNoProblemOrIsUnzippedBelow() throws Exception {
		ByteArrayOutputStream zipped = new ByteArrayOutputStream();
		try (GZIPOutputStream zip = new GZIPOutputStream(zipped)) {
			zip.write(OUT_OF_STOCK.getBytes(StandardCharsets.UTF_8));
		}
		this.upstream.answers(409, JSON, zipped.toByteArray(), "Content-Encoding: gzip");
		UpstreamProblem problem = failure().problem();
		assertThat(problem.status()).isEqualTo(409);
		assertThat(problem.code()).isIn(null, "OUT_OF_STOCK");
	}

	@Test
	void anEndlessBodyEndsWithTheFirstBytes() {
		byte[] head = Upstream.head(500, JSON, "Transfer-Encoding: chunked");
		byte[] chunk = ("2000\r\n" + " ".repeat(0x2000) + "\r\n").getBytes(StandardCharsets.US_ASCII);
		this.upstream.answers((out) -> {
			out.write(head);
			while (!Thread.currentThread().isInterrupted()) {
				out.write(chunk);
			}
		});
		long start = System.nanoTime();
		assertThat(failure().answer().isBodyCut()).isTrue();
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
	}

	@Test
	void aBodyThatTricklesEndsWithTheTime() {
		byte[] head = Upstream.head(500, JSON, "Transfer-Encoding: chunked");
		this.upstream.answers((out) -> {
			out.write(head);
			for (int i = 0; i < 400; i++) {
				out.write("1\r\n \r\n".getBytes(StandardCharsets.US_ASCII));
				out.flush();
				pause();
			}
		});
		ProblemClient client = Caller.OWN.toBuilder().maxReadTime(Duration.ofMillis(300)).build();
		long start = System.nanoTime();
		Throwable thrown = this.caller.call(client, HttpMethod.GET, this.upstream.url());
		assertThat(thrown).hasMessage("inventory answered 500");
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
	}

	@Test
	void ofAProblemThatTricklesCountsWhatHasComeInTime() {
		byte[] head = Upstream.head(409, JSON, "Transfer-Encoding: chunked");
		String begin = "{\"code\":\"OUT_OF_STOCK\",\"detail\":\"";
		this.upstream.answers((out) -> {
			out.write(head);
			out.write((Integer.toHexString(begin.length()) + "\r\n" + begin + "\r\n")
				.getBytes(StandardCharsets.US_ASCII));
			for (int i = 0; i < 400; i++) {
				out.write("1\r\nx\r\n".getBytes(StandardCharsets.US_ASCII));
				out.flush();
				pause();
			}
		});
		ProblemClient client = Caller.OWN.toBuilder().maxReadTime(Duration.ofMillis(300)).build();
		Throwable thrown = this.caller.call(client, HttpMethod.GET, this.upstream.url());
		assertThat(thrown).hasMessage("inventory answered 409 OUT_OF_STOCK");
		assertThat(((UpstreamFailure) thrown).answer().isBodyCut()).isTrue();
	}

	@Test
	void aReadTimeWithoutEndIsOneToo() {
		this.upstream.answers(409, JSON, OUT_OF_STOCK);
		ProblemClient client = Caller.OWN.toBuilder().maxReadTime(ChronoUnit.FOREVER.getDuration()).build();
		Throwable thrown = this.caller.call(client, HttpMethod.GET, this.upstream.url());
		assertThat(((UpstreamFailure) thrown).problem().code()).isEqualTo("OUT_OF_STOCK");
	}

	private static void pause() {
		try {
			Thread.sleep(50);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Test
	void retryAfterIsSecondsOrADateAfterTheDateOfTheAnswer() {
		this.upstream.answers(503, JSON, "{}", "Retry-After: 7");
		assertThat(failure().retryAfter()).contains(Duration.ofSeconds(7));
		// this clock is an hour behind, and that is no matter
		this.upstream.answers(503, JSON, "{}", "Date: Thu, 01 Jan 2026 00:00:00 GMT",
				"Retry-After: Thu, 01 Jan 2026 00:02:00 GMT");
		assertThat(failure().retryAfter()).contains(Duration.ofMinutes(2));
		this.upstream.answers(503, JSON, "{}", "Date: Thu, 01 Jan 2026 00:00:00 GMT",
				"Retry-After: Wed, 31 Dec 2025 00:02:00 GMT");
		assertThat(failure().retryAfter()).contains(Duration.ZERO);
		this.upstream.answers(503, JSON, "{}", "Retry-After: 999999999999999999999999");
		assertThat(failure().retryAfter()).contains(Duration.ofDays(7));
		this.upstream.answers(503, JSON, "{}", "Retry-After: soon");
		assertThat(failure().retryAfter()).isEmpty();
		this.upstream.answers(503, JSON, "{}");
		assertThat(failure().retryAfter()).isEmpty();
	}

	@Test
	void challengesAreParsed() {
		this.upstream.answers(401, JSON, "{}",
				"WWW-Authenticate: Bearer realm=\"a, b\", error=\"invalid_token\", Basic realm=\"x\"",
				"WWW-Authenticate: Negotiate YWJj==");
		assertThat(failure().challenges()).containsExactly(
				new Challenge("Bearer", null, Map.of("realm", "a, b", "error", "invalid_token")),
				new Challenge("Basic", null, Map.of("realm", "x")), new Challenge("Negotiate", "YWJj==", Map.of()));
		this.upstream.answers(403, JSON, "{}", "WWW-Authenticate: Bearer");
		assertThat(failure().challenges()).isEmpty();
	}

	@Test
	void whatPassesMayBeSentAgainIfItDoesNoHarm() {
		this.upstream.answers(503, JSON, "{}");
		assertThat(failure().isRetryable()).isTrue();
		Throwable post = this.caller.call(Caller.OWN, HttpMethod.POST, this.upstream.url());
		assertThat(((UpstreamFailure) post).isRetryable()).isFalse();
		assertThat(((UpstreamFailure) post).answer().isTransient()).isTrue();
		this.upstream.answers(409, JSON, "{}");
		assertThat(failure().isRetryable()).isFalse();
		this.upstream.answers(409, JSON, "{\"code\":\"LOCKED\",\"retryable\":true}");
		assertThat(failure().isRetryable()).isTrue();
	}

	@Test
	void anUnsafeIdOrCodeReachesNoMessage() {
		this.upstream.answers(409, JSON, """
				{"code":"OUT\\r\\nOF STOCK","request_id":"<script>"}""");
		UpstreamFailure failure = failure();
		assertThat((Throwable) failure).hasMessage("inventory answered 409");
		assertThat(failure.requestId()).isEmpty();
	}

	@Test
	void offIsSpringAlone() {
		this.upstream.answers(404, "application/json", "{\"product\":\"B00027Y5QG\"}");
		Throwable plain = plain();
		Throwable off = this.caller.call(ProblemClient.OFF, HttpMethod.GET, this.upstream.url());
		assertThat(off).hasSameClassAs(plain).hasMessage(plain.getMessage());
		if (off instanceof RestClientResponseException ex) {
			assertThat((Object) ex.getResponseBodyAs(Map.class)).isEqualTo(Map.of("product", "B00027Y5QG"));
		}
	}

	private Throwable plain() {
		try {
			if (this.caller.isRest()) {
				this.caller.rest().build().get().uri(this.upstream.url()).retrieve().toBodilessEntity();
			}
			else {
				this.caller.web().build().get().uri(this.upstream.url()).retrieve().toBodilessEntity().block();
			}
		}
		catch (Exception ex) {
			return ex;
		}
		throw new AssertionError();
	}

	@Test
	void whatIsNoErrorIsNotTouched() {
		this.upstream.answers(200, JSON, OUT_OF_STOCK);
		String body = this.caller.isRest()
				? this.caller.rest()
					.apply(RestClientProblems.of("inventory"))
					.build()
					.get()
					.uri(this.upstream.url())
					.retrieve()
					.body(String.class)
				: this.caller.web()
					.apply(WebClientProblems.of("inventory"))
					.build()
					.get()
					.uri(this.upstream.url())
					.retrieve()
					.bodyToMono(String.class)
					.block();
		assertThat(body).isEqualTo(OUT_OF_STOCK);
	}

	@Test
	void anExceptionKeepsItsProblemWhenItIsSerialized() throws Exception {
		this.upstream.answers(409, JSON, OUT_OF_STOCK, "Retry-After: 7");
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		new ObjectOutputStream(bytes).writeObject(failure());
		UpstreamFailure read = (UpstreamFailure) new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))
			.readObject();
		assertThat(read.service()).isEqualTo("inventory");
		assertThat(read.problem().code()).isEqualTo("OUT_OF_STOCK");
		assertThat(read.retryAfter()).contains(Duration.ofSeconds(7));
	}

	@Test
	void aServiceWithoutANameIsCalledByItsHost() {
		this.upstream.answers(409, JSON, OUT_OF_STOCK);
		ProblemClient client = ProblemClient.builder("").exceptions(ProblemClient.Exceptions.OWN).build();
		Throwable thrown = this.caller.call(client, HttpMethod.GET, this.upstream.url());
		assertThat(thrown).hasMessage("localhost answered 409 OUT_OF_STOCK (request req_7)");
	}

	private UpstreamFailure failure() {
		return this.caller.failure(this.upstream.url());
	}

}
