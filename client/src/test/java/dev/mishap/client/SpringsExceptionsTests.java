package dev.mishap.client;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.http.HttpMethod;
import org.springframework.web.client.RestClientResponseException;
import org.springframework.web.client.support.NotFoundRestClientAdapterDecorator;
import org.springframework.web.client.support.RestClientAdapter;
import org.springframework.web.reactive.function.client.WebClientResponseException;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.invoker.HttpServiceProxyFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Unless something else is said the exceptions are those that Spring throws, so that
 * every {@code catch} block of an application goes on working, and nothing of the body is
 * in their messages.
 */
@ParameterizedClass
@EnumSource(names = { "REST_JDK", "REST_SIMPLE", "WEB_JDK", "WEB_REACTOR" })
class SpringsExceptionsTests {

	private static final String JSON = "application/json";

	private static final String OUT_OF_STOCK = """
			{"title":"Out of Stock","status":409,"detail":"secret-token-123","code":"OUT_OF_STOCK","request_id":"req_7"}""";

	private final Caller caller;

	private final Upstream upstream = new Upstream();

	SpringsExceptionsTests(Caller caller) {
		this.caller = caller;
	}

	@AfterEach
	void stop() {
		this.upstream.close();
	}

	@Test
	void everyCatchBlockGoesOnWorking() {
		for (int status = 400; status < 600; status++) {
			if (status == 401 || status == 407) {
				// some libraries want a challenge
				this.upstream.answers(status, JSON, OUT_OF_STOCK, "WWW-Authenticate: Bearer",
						"Proxy-Authenticate: Bearer");
			}
			else {
				this.upstream.answers(status, JSON, OUT_OF_STOCK);
			}
			Throwable plain = plain();
			Throwable ours = thrown(HttpMethod.GET);
			assertThat(ours).as("%s", status).hasSameClassAs(plain);
			if (plain instanceof RestClientResponseException ofSpring) {
				RestClientResponseException same = (RestClientResponseException) ours;
				assertThat(same.getStatusCode()).isEqualTo(ofSpring.getStatusCode());
				assertThat(same.getStatusText()).isEqualTo(ofSpring.getStatusText());
				assertThat(same.getResponseBodyAsString()).isEqualTo(ofSpring.getResponseBodyAsString());
				assertThat((Object) same.getResponseBodyAs(Map.class)).isEqualTo(ofSpring.getResponseBodyAs(Map.class));
			}
			else {
				WebClientResponseException ofSpring = (WebClientResponseException) plain;
				WebClientResponseException same = (WebClientResponseException) ours;
				assertThat(same).hasMessage(ofSpring.getMessage());
				assertThat(same.getStatusCode()).isEqualTo(ofSpring.getStatusCode());
				assertThat(same.getStatusText()).isEqualTo(ofSpring.getStatusText());
				assertThat(same.getResponseBodyAsString()).isEqualTo(ofSpring.getResponseBodyAsString());
				assertThat((Object) same.getResponseBodyAs(Map.class)).isEqualTo(ofSpring.getResponseBodyAs(Map.class));
			}
		}
	}

	@Test
	void whatTheAnswerSaysCanBeAsked() {
		this.upstream.answers(503, JSON, OUT_OF_STOCK, "Retry-After: 7");
		Throwable thrown = thrown(HttpMethod.GET);
		UpstreamAnswer answer = UpstreamAnswer.of(new IllegalStateException(thrown)).orElseThrow();
		assertThat(answer.service()).isEqualTo("inventory");
		assertThat(answer.problem().code(InventoryError.class)).contains(InventoryError.OUT_OF_STOCK);
		assertThat(answer.requestId()).contains("req_7");
		assertThat(answer.retryAfter()).contains(Duration.ofSeconds(7));
		assertThat(answer.isRetryable()).isTrue();
		assertThat(UpstreamAnswer.read(thrown)).isSameAs(answer);
		assertThat(UpstreamProblem.of(thrown).is(InventoryError.OUT_OF_STOCK)).isTrue();
		assertThat(UpstreamAnswer.of(thrown(HttpMethod.POST)).orElseThrow().isRetryable()).isFalse();
		assertThat(UpstreamProblem.of(new IllegalStateException()).is(InventoryError.OUT_OF_STOCK)).isFalse();
	}

	@Test
	void nothingOfTheBodyIsInAMessageOrATrace() {
		this.upstream.answers(409, JSON, OUT_OF_STOCK);
		Throwable thrown = thrown(HttpMethod.GET);
		StringWriter trace = new StringWriter();
		thrown.printStackTrace(new PrintWriter(trace));
		assertThat(trace.toString()).contains("inventory answered 409 OUT_OF_STOCK (request req_7)")
			.doesNotContain("secret-token-123");
		if (this.caller.isRest()) {
			assertThat(thrown).hasMessage("inventory answered 409 OUT_OF_STOCK (request req_7)");
		}
	}

	@Test
	void aLargeBodyIsNotRead() {
		this.upstream.answers(500, "text/html", "x".repeat(20_000_000));
		UpstreamAnswer answer = UpstreamAnswer.of(thrown(HttpMethod.GET)).orElseThrow();
		assertThat(answer.body()).hasSize(64 * 1024);
		assertThat(answer.isBodyCut()).isTrue();
	}

	@Test
	void anExceptionCanBeSerializedForThoseWithoutThisModule() throws Exception {
		this.upstream.answers(409, JSON, OUT_OF_STOCK);
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
			out.writeObject(thrown(HttpMethod.GET));
		}
		Throwable read = (Throwable) new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();
		assertThat(read.getSuppressed()[0]).isExactlyInstanceOf(RuntimeException.class)
			.hasMessage("inventory answered 409 OUT_OF_STOCK (request req_7)");
		assertThat(bytes.toString(StandardCharsets.ISO_8859_1)).doesNotContain(AnswerNote.class.getName());
	}

	@Test
	void aMissingThingOfAnHttpInterfaceIsStillNothing() {
		if (!this.caller.isRest()) {
			return;
		}
		this.upstream.answers(404, JSON, OUT_OF_STOCK);
		RestClientAdapter adapter = RestClientAdapter
			.create(this.caller.rest().baseUrl(this.upstream.url()).apply(RestClientProblems.of("inventory")).build());
		Stock stock = HttpServiceProxyFactory.builder()
			.exchangeAdapterDecorator(NotFoundRestClientAdapterDecorator::new)
			.exchangeAdapter(adapter)
			.build()
			.createClient(Stock.class);
		assertThat(stock.find()).isNull();
	}

	private Throwable thrown(HttpMethod method) {
		return this.caller.call(ProblemClient.named("inventory"), method, this.upstream.url());
	}

	private Throwable plain() {
		try {
			if (this.caller.isRest()) {
				this.caller.rest().build().get().uri(this.upstream.url()).retrieve().body(String.class);
			}
			else {
				this.caller.web().build().get().uri(this.upstream.url()).retrieve().bodyToMono(String.class).block();
			}
		}
		catch (Exception ex) {
			return ex;
		}
		throw new AssertionError("there was no error");
	}

	/** HTTP interface of the test. */
	interface Stock {

		@GetExchange("/stock")
		String find();

	}

}
