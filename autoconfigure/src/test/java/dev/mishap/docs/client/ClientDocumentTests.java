package dev.mishap.docs.client;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

import dev.mishap.Problem;
import dev.mishap.client.CodeRegistry;
import dev.mishap.client.DeclaredProblems;
import dev.mishap.client.ProblemClient;
import dev.mishap.client.ProblemClient.Exceptions;
import dev.mishap.client.ReactorRetries;
import dev.mishap.client.Resilience4jRetries;
import dev.mishap.client.RestClientProblems;
import dev.mishap.client.UpstreamAnswer;
import dev.mishap.client.UpstreamClientErrorException;
import dev.mishap.client.UpstreamCode;
import dev.mishap.client.UpstreamProblem;
import dev.mishap.client.UpstreamRetry;
import dev.mishap.client.UpstreamServerErrorException;
import dev.mishap.client.WebClientProblems;
import io.github.resilience4j.retry.Retry;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import org.springframework.core.retry.RetryTemplate;
import org.springframework.http.MediaType;
import org.springframework.test.web.client.MockRestServiceServer;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.support.RestClientAdapter;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientResponseException;
import org.springframework.web.service.annotation.PostExchange;
import org.springframework.web.service.invoker.HttpServiceProxyFactory;

import static dev.mishap.client.test.ProblemResponses.withProblem;
import static dev.mishap.client.test.WebProblemResponses.exchangeWith;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.springframework.test.web.client.match.MockRestRequestMatchers.requestTo;
import static org.springframework.test.web.client.response.MockRestResponseCreators.withSuccess;

/** The examples of docs/client.md run. */
class ClientDocumentTests {

	@Test
	void plainBuilders() {
		// tag::plain[]
		RestClient inventory = RestClient.builder()
			.baseUrl("http://inventory:8080")
			.apply(RestClientProblems.of("inventory"))
			.build();
		WebClient inventoryLater = WebClient.builder()
			.baseUrl("http://inventory:8080")
			.apply(WebClientProblems.of("inventory"))
			.build();
		// end::plain[]
		// tag::off[]
		RestClient untouched = RestClient.builder().apply(RestClientProblems.off()).build();
		// end::off[]
		assertThat(inventory).isNotNull();
		assertThat(inventoryLater).isNotNull();
		assertThat(untouched).isNotNull();
	}

	@Test
	void whatTheExceptionSays() {
		RestClient.Builder builder = RestClient.builder();
		MockRestServiceServer server = MockRestServiceServer.bindTo(builder).build();
		server.expect(requestTo("/reservations")).andRespond(withProblem(409, "OUT_OF_STOCK"));
		RestClient inventory = builder.apply(RestClientProblems.of("inventory")).build();
		assertThat(new Shop(inventory).order()).isEqualTo("Sorry, it is gone.");
	}

	@Test
	void anExceptionOfOnesOwn() {
		RestClient.Builder builder = RestClient.builder();
		MockRestServiceServer server = MockRestServiceServer.bindTo(builder).build();
		server.expect(requestTo("/reservations"))
			.andRespond(withProblem(Problem.of(409, "OUT_OF_STOCK").withExtension("article", "B7")));
		server.expect(requestTo("/reservations")).andRespond(withProblem(409, "OUT_OF_STOCK"));
		// @start region = "register"
		ProblemClient client = ProblemClient.builder("inventory").exceptions(OutOfStock.class).build();
		RestClient.Builder configured = RestClient.builder().apply(RestClientProblems.of(client));
		// @end region = "register"
		RestClient inventory = builder.apply(RestClientProblems.of(client)).build();
		assertThat(configured).isNotNull();
		assertThatExceptionOfType(OutOfStock.class)
			.isThrownBy(() -> inventory.post().uri("/reservations").retrieve().toBodilessEntity())
			.satisfies((ex) -> assertThat(ex.article()).isEqualTo("B7"));
		assertThatExceptionOfType(OutOfStock.class).isThrownBy(proxy(inventory)::reserve);
	}

	// tag::proxy[]
	Inventory proxy(RestClient inventory) {
		return HttpServiceProxyFactory.builderFor(RestClientAdapter.create(inventory))
			.httpRequestValuesProcessor(new DeclaredProblems())
			.build()
			.createClient(Inventory.class);
	}
	// end::proxy[]

	@Test
	void retries() {
		RestClient.Builder builder = RestClient.builder();
		MockRestServiceServer server = MockRestServiceServer.bindTo(builder).ignoreExpectOrder(false).build();
		Problem busy = Problem.of(503, "BUSY").withRetryAfter(Duration.ofSeconds(1));
		server.expect(requestTo("/stock")).andRespond(withProblem(busy));
		server.expect(requestTo("/stock")).andRespond(withSuccess("7", MediaType.TEXT_PLAIN));
		RestClient inventory = builder.apply(RestClientProblems.of("inventory")).build();
		assertThat(stock(inventory)).isEqualTo("7");
		// tag::retry-others[]
		Retry resilience4j = Retry.of("inventory", Resilience4jRetries.config(UpstreamRetry.withDefaults()).build());
		reactor.util.retry.Retry reactor = ReactorRetries.spec(UpstreamRetry.withDefaults().maxRetries(1));
		// end::retry-others[]
		UpstreamServerErrorException failure = new UpstreamServerErrorException(UpstreamAnswer.of("inventory", busy));
		assertThat(resilience4j.getRetryConfig().getExceptionPredicate().test(failure)).isTrue();
		assertThatExceptionOfType(IllegalStateException.class)
			.isThrownBy(() -> Mono.error(new IllegalStateException()).retryWhen(reactor).block());
	}

	// @start region = "retry"
	String stock(RestClient inventory) {
		RetryTemplate template = new RetryTemplate(UpstreamRetry.withDefaults().policy());
		return template.invoke(() -> inventory.get().uri("/stock").retrieve().body(String.class));
	}
	// @end region = "retry"

	@Test
	void testsOfOnesOwn() {
		// tag::mock[]
		RestClient.Builder builder = RestClient.builder().apply(RestClientProblems.of("inventory"));
		MockRestServiceServer server = MockRestServiceServer.bindTo(builder).build();
		server.expect(requestTo("/reservations")).andRespond(withProblem(409, InventoryError.OUT_OF_STOCK));
		// end::mock[]
		assertThat(new Shop(builder.build()).order()).isEqualTo("Sorry, it is gone.");
		// tag::mock-web[]
		WebClient inventory = WebClient.builder()
			.exchangeFunction(exchangeWith(Problem.of(409, "OUT_OF_STOCK")))
			.apply(WebClientProblems.of("inventory"))
			.build();
		// end::mock-web[]
		assertThatExceptionOfType(WebClientResponseException.Conflict.class)
			.isThrownBy(() -> inventory.get().uri("/").retrieve().toBodilessEntity().block())
			.satisfies((ex) -> assertThat(UpstreamProblem.of(ex).code()).isEqualTo("OUT_OF_STOCK"));
	}

	@Test
	void codesAreThoseOfTheServer() throws Exception {
		Path problems = Path.of("../sample-app/problems.json");
		check(problems);
		assertThat(CodeRegistry.read(problems).codes()).contains("OUT_OF_STOCK", "INTERNAL_ERROR");
	}

	@Test
	void exceptionsOfTheModule() {
		RestClient.Builder builder = RestClient.builder();
		MockRestServiceServer server = MockRestServiceServer.bindTo(builder).build();
		server.expect(requestTo("/stock")).andRespond(withProblem(409, InventoryError.OUT_OF_STOCK));
		// tag::own[]
		ProblemClient client = ProblemClient.builder("inventory").exceptions(Exceptions.OWN).build();
		RestClient.Builder configured = RestClient.builder().apply(RestClientProblems.of(client));
		// end::own[]
		RestClient inventory = builder.apply(RestClientProblems.of(client)).build();
		assertThat(configured).isNotNull();
		assertThatExceptionOfType(UpstreamClientErrorException.class)
			.isThrownBy(() -> inventory.get().uri("/stock").retrieve().toBodilessEntity())
			.satisfies((ex) -> assertThat(ex.problem().is(InventoryError.OUT_OF_STOCK)).isTrue());
	}

	// tag::check[]
	void check(Path problems) throws IOException {
		CodeRegistry.read(problems).check(InventoryError.class);
	}
	// end::check[]

	// tag::enum[]
	/** What the inventory answers. */
	enum InventoryError {

		OUT_OF_STOCK, NOT_FOUND

	}
	// end::enum[]

	static class Shop {

		private final RestClient inventory;

		Shop(RestClient inventory) {
			this.inventory = inventory;
		}

		String order() {
			return order(this.inventory);
		}

		// tag::catch[]
		String order(RestClient inventory) {
			try {
				inventory.post().uri("/reservations").retrieve().toBodilessEntity();
				return "Ordered.";
			}
			catch (HttpClientErrorException ex) {
				if (UpstreamProblem.of(ex).is(InventoryError.OUT_OF_STOCK)) {
					return "Sorry, it is gone.";
				}
				throw ex;
			}
		}
		// end::catch[]

		// tag::any[]
		String whatItSays(Exception exception) {
			return UpstreamAnswer.of(exception)
				.map((answer) -> answer.service() + ": " + answer.problem().title() + ", again after "
						+ answer.retryAfter().orElse(Duration.ZERO))
				.orElse("no service has answered");
		}
		// end::any[]

	}

	// tag::exception[]
	@UpstreamCode("OUT_OF_STOCK")
	static class OutOfStock extends UpstreamClientErrorException {

		private static final long serialVersionUID = 1L;

		OutOfStock(UpstreamAnswer answer) {
			super(answer);
		}

		String article() {
			return problem().member("article", String.class).orElse("unknown");
		}

	}
	// end::exception[]

	// tag::interface[]
	interface Inventory {

		@PostExchange("/reservations")
		void reserve() throws OutOfStock;

	}
	// end::interface[]

}
