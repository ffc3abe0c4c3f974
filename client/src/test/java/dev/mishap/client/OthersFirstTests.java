package dev.mishap.client;

import java.net.URI;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.http.converter.StringHttpMessageConverter;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.ResponseErrorHandler;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientResponseException;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientResponseException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A builder that has the library already, as those of Spring Boot, still does what an
 * application adds to it.
 */
class OthersFirstTests {

	private final Upstream upstream = new Upstream();

	private final RestClient.Builder rest = RestClient.builder()
		.apply(RestClientProblems.forAll(ProblemClient.named("inventory"), (client) -> client));

	private final WebClient.Builder web = WebClient.builder()
		.apply(WebClientProblems.forAll(ProblemClient.named("inventory"), (client) -> client));

	@AfterEach
	void stop() {
		this.upstream.close();
	}

	@Test
	void aStatusHandlerThatIsAddedLaterComesFirst() {
		this.upstream.answers(409, "application/json", "{\"code\":\"OUT_OF_STOCK\"}");
		RestClient.Builder added = this.rest.clone()
			.defaultStatusHandler(HttpStatusCode::isError, (request, response) -> {
				throw new OfApplication();
			});
		RestClient.Builder cloned = this.rest.clone();
		List<RestClient> clients = List.of(added.build(), added.clone().build(), added.build().mutate().build(),
				cloned.build().mutate().defaultStatusHandler(HttpStatusCode::isError, (request, response) -> {
					throw new OfApplication();
				}).build(), added.clone().apply(RestClientProblems.of("other")).build(),
				this.rest.clone().apply(RestClientProblems.off()).defaultStatusHandler(new Handler(409)).build());
		for (RestClient client : clients) {
			assertThatExceptionOfType(OfApplication.class).isThrownBy(() -> call(client));
		}
	}

	@Test
	void oneThatIsNotThereForTheStatusIsNotAsked() {
		this.upstream.answers(409, "application/json", "{\"code\":\"OUT_OF_STOCK\"}");
		RestClient client = this.rest.defaultStatusHandler(new Handler(410))
			.defaultStatusHandler((status) -> status.value() == 411, (request, response) -> {
				throw new OfApplication();
			})
			.build();
		assertThatExceptionOfType(HttpClientErrorException.Conflict.class).isThrownBy(() -> call(client))
			.withMessage("inventory answered 409 OUT_OF_STOCK");
	}

	@Test
	void theFirstOfThemCounts() {
		this.upstream.answers(409, "application/json", "{}");
		RestClient client = this.rest.defaultStatusHandler(new Handler(410))
			.defaultStatusHandler(new Handler(409))
			.defaultStatusHandler(HttpStatusCode::isError, (request, response) -> {
				throw new IllegalStateException();
			})
			.build();
		assertThatExceptionOfType(OfApplication.class).isThrownBy(() -> call(client));
	}

	@Test
	void oneThatTakesAnErrorForNoneIsBelieved() {
		this.upstream.answers(404, "text/plain", "none");
		RestClient client = this.rest.defaultStatusHandler(HttpStatusCode::isError, (request, response) -> {
		}).build();
		assertThat(call(client)).isEqualTo("none");
	}

	@Test
	void aBodyIsConvertedByTheConvertersOfTheClient() {
		this.upstream.answers(409, "application/x-upside-down", "7B");
		RestClient client = this.rest
			.configureMessageConverters((converters) -> converters.addCustomConverter(new UpsideDown()))
			.build();
		assertThatExceptionOfType(RestClientResponseException.class).isThrownBy(() -> call(client))
			.satisfies((ex) -> assertThat(ex.getResponseBodyAs(StringBuilder.class)).hasToString("B7"));
	}

	@Test
	void springCanBeLookedInto() {
		assertThat(SpringsClient.isKnown()).isTrue();
	}

	@Test
	void aStatusHandlerOfAWebClientComesFirst() {
		this.upstream.answers(409, "application/json", "{\"code\":\"OUT_OF_STOCK\"}");
		WebClient.Builder added = this.web.clone()
			.defaultStatusHandler(HttpStatusCode::isError, (response) -> Mono.just(new OfApplication()));
		for (WebClient client : List.of(added.build(), added.clone().build(), added.build().mutate().build(),
				added.clone().apply(WebClientProblems.of("other")).build())) {
			assertThatExceptionOfType(OfApplication.class).isThrownBy(() -> call(client));
		}
	}

	@Test
	void aStatusHandlerOfAWebClientIsToldWhatSpringWouldThrow() {
		this.upstream.answers(409, "application/json", "{\"code\":\"OUT_OF_STOCK\"}");
		WebClient client = this.web
			.defaultStatusHandler(HttpStatusCode::isError,
					(response) -> response.createException().map((ex) -> new OfApplication(ex)))
			.build();
		assertThatExceptionOfType(OfApplication.class).isThrownBy(() -> call(client))
			.withCauseInstanceOf(WebClientResponseException.Conflict.class)
			.satisfies((ex) -> assertThat(UpstreamProblem.of(ex).code()).isEqualTo("OUT_OF_STOCK"));
	}

	@Test
	void aFilterThatChangesTheResponseHidesNothing() {
		this.upstream.answers(409, "application/json", "{\"code\":\"OUT_OF_STOCK\"}");
		WebClient client = this.web
			.filter(ExchangeFilterFunction
				.ofResponseProcessor((response) -> Mono.just(response.mutate().header("X-Filter", "seen").build())))
			.build();
		assertThatExceptionOfType(WebClientResponseException.class).isThrownBy(() -> call(client)).satisfies((ex) -> {
			assertThat(ex.getHeaders().getFirst("X-Filter")).isEqualTo("seen");
			assertThat(UpstreamAnswer.read(ex)).isNotNull();
		});
	}

	@Test
	void aFilterThatAnswersErrorsItselfComesFirst() {
		this.upstream.answers(409, "application/json", "{}");
		WebClient client = this.web
			.filter(ExchangeFilterFunction.ofResponseProcessor((response) -> response.statusCode().isError()
					? response.releaseBody().then(Mono.<ClientResponse>error(new OfApplication()))
					: Mono.just(response)))
			.build();
		assertThatExceptionOfType(OfApplication.class).isThrownBy(() -> call(client));
	}

	private String call(RestClient client) {
		return client.get().uri(this.upstream.url()).retrieve().body(String.class);
	}

	private String call(WebClient client) {
		return client.get().uri(this.upstream.url()).retrieve().bodyToMono(String.class).block();
	}

	/** Exception of an application. */
	private static final class OfApplication extends RuntimeException {

		private static final long serialVersionUID = 1L;

		OfApplication(Throwable... causes) {
			super("of the application", (causes.length > 0) ? causes[0] : null);
		}

	}

	/** Handler of the older kind, which has a look at the response. */
	private record Handler(int status) implements ResponseErrorHandler {

		@Override
		public boolean hasError(ClientHttpResponse response) throws java.io.IOException {
			return response.getStatusCode().value() == this.status;
		}

		@Override
		public void handleError(URI url, HttpMethod method, ClientHttpResponse response) {
			throw new OfApplication();
		}

	}

	/** Reads what nobody else does. */
	private static final class UpsideDown
			extends org.springframework.http.converter.AbstractHttpMessageConverter<StringBuilder> {

		private final StringHttpMessageConverter text = new StringHttpMessageConverter();

		UpsideDown() {
			super(MediaType.parseMediaType("application/x-upside-down"));
		}

		@Override
		protected boolean supports(Class<?> type) {
			return type == StringBuilder.class;
		}

		@Override
		protected StringBuilder readInternal(Class<? extends StringBuilder> type,
				org.springframework.http.HttpInputMessage message) throws java.io.IOException {
			return new StringBuilder(this.text.read(String.class, message)).reverse();
		}

		@Override
		protected void writeInternal(StringBuilder value, org.springframework.http.HttpOutputMessage message) {
			throw new UnsupportedOperationException();
		}

	}

}
