package dev.mishap.client;

import java.net.URI;
import java.util.List;
import java.util.Map;

import dev.mishap.ProblemType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpMethod;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.support.RestClientAdapter;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientResponseException;
import org.springframework.web.reactive.function.client.support.WebClientAdapter;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.PostExchange;
import org.springframework.web.service.invoker.HttpExchangeAdapter;
import org.springframework.web.service.invoker.HttpServiceProxyFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** Codes as constants, and exceptions that are bound to them. */
class TypedTests {

	private static final String JSON = "application/problem+json";

	private final Upstream upstream = new Upstream();

	@AfterEach
	void stop() {
		this.upstream.close();
	}

	@Test
	void aCodeCountsBeforeATypeAndATypeBeforeAStatus() {
		assertThat(problem(404, "OUT_OF_STOCK", "https://example.org/unknown-sku").code(InventoryError.class))
			.contains(InventoryError.OUT_OF_STOCK);
		assertThat(problem(404, null, "https://example.org/unknown-sku").code(InventoryError.class))
			.contains(InventoryError.NO_SUCH_ITEM);
		assertThat(problem(404, null, "about:blank").code(InventoryError.class)).contains(InventoryError.NOT_FOUND);
		assertThat(problem(410, null, "about:blank").code(InventoryError.class)).contains(InventoryError.NO_SUCH_ITEM);
		assertThat(problem(418, null, "about:blank").code(InventoryError.class)).isEmpty();
	}

	@Test
	void anUnknownCodeIsNoConstantWhateverTheStatus() {
		assertThat(problem(404, "SOMETHING_NEW", "about:blank").code(InventoryError.class)).isEmpty();
		assertThat(problem(404, "SOMETHING_NEW", "about:blank").is(InventoryError.NOT_FOUND)).isFalse();
	}

	@Test
	void aCodeIsTheSameWithOtherSeparators() {
		for (String code : List.of("out-of-stock", "outOfStock", "Out_Of_Stock")) {
			assertThat(problem(409, code, "about:blank").code(InventoryError.class)).as(code)
				.contains(InventoryError.OUT_OF_STOCK);
		}
		assertThat(problem(404, "SKU-404", "about:blank").code(InventoryError.class))
			.contains(InventoryError.NO_SUCH_ITEM);
		assertThat(problem(404, "UNKNOWN_SKU", "about:blank").code(InventoryError.class))
			.contains(InventoryError.NO_SUCH_ITEM);
	}

	@Test
	void theLastPartOfATypeCountsLikeACode() {
		for (String type : List.of("https://example.org/problems/out-of-stock", "urn:problem:inventory:outOfStock",
				"/errors#OUT_OF_STOCK")) {
			assertThat(problem(409, null, type).code(InventoryError.class)).as(type)
				.contains(InventoryError.OUT_OF_STOCK);
		}
	}

	@Test
	void aCatalogueThatClientAndServerShareIsKnownByItsCodesAndTypes() {
		assertThat(problem(409, "SHOP.SOLD_OUT", "about:blank").code(Shared.class)).contains(Shared.SOLD_OUT);
		assertThat(problem(409, null, "https://example.org/docs/7").code(Shared.class)).contains(Shared.SOLD_OUT);
	}

	@Test
	void anExceptionIsBoundByRegistration() {
		this.upstream.answers(409, JSON, "{\"code\":\"OUT_OF_STOCK\",\"product\":\"B7\"}");
		ProblemClient client = ProblemClient.builder("inventory").exceptions(OutOfStock.class).build();
		for (Caller caller : List.of(Caller.REST_JDK, Caller.WEB_JDK)) {
			Throwable thrown = caller.call(client, HttpMethod.POST, this.upstream.url());
			assertThat(thrown).isInstanceOfSatisfying(OutOfStock.class, (ex) -> {
				assertThat(ex.product()).isEqualTo("B7");
				assertThat(ex).hasMessage("inventory answered 409 OUT_OF_STOCK");
			});
		}
	}

	@Test
	void anExceptionIsBoundByAFunctionToo() {
		this.upstream.answers(409, JSON, "{\"code\":\"OUT_OF_STOCK\"}");
		ProblemClient client = ProblemClient.builder("inventory")
			.exception("OUT_OF_STOCK", (answer) -> new IllegalStateException(answer.summary()))
			.build();
		assertThat(Caller.REST_JDK.call(client, HttpMethod.GET, this.upstream.url()))
			.isInstanceOf(IllegalStateException.class);
	}

	@Test
	void aCodeThatIsNotBoundIsTheGeneralException() {
		this.upstream.answers(409, JSON, "{\"code\":\"SOMETHING_NEW\"}");
		ProblemClient client = ProblemClient.builder("inventory").exceptions(OutOfStock.class).build();
		assertThat(Caller.REST_JDK.call(client, HttpMethod.GET, this.upstream.url()))
			.isExactlyInstanceOf(HttpClientErrorException.Conflict.class);
		assertThat(Caller.WEB_JDK.call(client, HttpMethod.GET, this.upstream.url()))
			.isExactlyInstanceOf(WebClientResponseException.Conflict.class);
	}

	@Test
	void anExceptionThatFailsToBeMadeIsTheGeneralOne() {
		this.upstream.answers(409, JSON, "{\"code\":\"OUT_OF_STOCK\"}");
		ProblemClient client = ProblemClient.builder("inventory").exception("OUT_OF_STOCK", (answer) -> {
			throw new IllegalStateException("no");
		}).build();
		assertThat(Caller.REST_JDK.call(client, HttpMethod.GET, this.upstream.url()))
			.isExactlyInstanceOf(HttpClientErrorException.Conflict.class);
	}

	@Test
	void aClassThatCannotBeBoundIsRefused() {
		ProblemClient.Builder client = ProblemClient.builder("inventory");
		assertThatIllegalArgumentException().isThrownBy(() -> client.exceptions(NotBound.class))
			.withMessageEndingWith("has no @UpstreamCode");
		assertThatIllegalArgumentException().isThrownBy(() -> client.exceptions(NotMade.class))
			.withMessageEndingWith("has no constructor with an UpstreamAnswer as its only parameter");
	}

	@Test
	void theThrowsClauseOfAMethodBindsExceptions() {
		RestClient rest = RestClient.builder()
			.baseUrl(this.upstream.url())
			.apply(RestClientProblems.of(Caller.OWN))
			.build();
		theThrowsClauseBinds(RestClientAdapter.create(rest), UpstreamClientErrorException.class);
		WebClient web = WebClient.builder()
			.baseUrl(this.upstream.url())
			.apply(WebClientProblems.of(Caller.OWN))
			.build();
		theThrowsClauseBinds(WebClientAdapter.create(web), UpstreamWebClientException.class);
	}

	private void theThrowsClauseBinds(HttpExchangeAdapter adapter, Class<? extends Exception> general) {
		Inventory inventory = HttpServiceProxyFactory.builderFor(adapter)
			.httpRequestValuesProcessor(new DeclaredProblems())
			.build()
			.createClient(Inventory.class);
		this.upstream.answers(409, JSON, "{\"code\":\"OUT_OF_STOCK\",\"product\":\"B7\"}");
		assertThatExceptionOfType(OutOfStock.class).isThrownBy(() -> inventory.reserve())
			.satisfies((ex) -> assertThat(ex.product()).isEqualTo("B7"));
		// another method does not declare it
		assertThatExceptionOfType(general).isThrownBy(() -> inventory.look());
		this.upstream.answers(404, JSON, "{}");
		assertThatExceptionOfType(general).isThrownBy(() -> inventory.reserve());
		assertThatExceptionOfType(general).isThrownBy(() -> inventory.badlyDeclared());
	}

	@Test
	void theThrowsClauseBindsInAMonoToo() {
		WebClient web = WebClient.builder()
			.baseUrl(this.upstream.url())
			.apply(WebClientProblems.of("inventory"))
			.build();
		Inventory inventory = HttpServiceProxyFactory.builderFor(WebClientAdapter.create(web))
			.httpRequestValuesProcessor(new DeclaredProblems())
			.build()
			.createClient(Inventory.class);
		this.upstream.answers(409, JSON, "{\"code\":\"OUT_OF_STOCK\"}");
		assertThatExceptionOfType(OutOfStock.class).isThrownBy(() -> inventory.reserveLater().block());
	}

	@Test
	void onStatusOfACallComesFirst() {
		this.upstream.answers(409, JSON, "{\"code\":\"OUT_OF_STOCK\"}");
		RestClient client = RestClient.builder().apply(RestClientProblems.of("inventory")).build();
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> client.get()
			.uri(this.upstream.url())
			.retrieve()
			.onStatus((status) -> status.value() == 409, (request, response) -> {
				throw new UnsupportedOperationException();
			})
			.toBodilessEntity());
	}

	private static UpstreamProblem problem(int status, String code, String type) {
		return new UpstreamProblem(true, status, code, URI.create(type), null, null, null, null, List.of(), Map.of());
	}

	/** HTTP interface of the tests. */
	interface Inventory {

		@PostExchange("/reservations")
		String reserve() throws OutOfStock;

		@PostExchange("/reservations")
		Mono<String> reserveLater() throws OutOfStock;

		@GetExchange("/stock")
		String look();

		@GetExchange("/stock")
		String badlyDeclared() throws NotMade;

	}

	/** Bound to a code. */
	@UpstreamCode("OUT_OF_STOCK")
	static class OutOfStock extends UpstreamClientErrorException {

		private static final long serialVersionUID = 1L;

		OutOfStock(UpstreamAnswer answer) {
			super(answer);
		}

		String product() {
			return problem().member("product", String.class).orElse("?");
		}

	}

	/** Bound to nothing. */
	static class NotBound extends UpstreamClientErrorException {

		private static final long serialVersionUID = 1L;

		NotBound(UpstreamAnswer answer) {
			super(answer);
		}

	}

	/** Without the constructor. */
	@UpstreamCode("OUT_OF_STOCK")
	static class NotMade extends RuntimeException {

		private static final long serialVersionUID = 1L;

	}

	/** Catalogue of client and server. */
	enum Shared implements ProblemType {

		SOLD_OUT;

		@Override
		public int status() {
			return 409;
		}

		@Override
		public String code() {
			return "SHOP.SOLD_OUT";
		}

		@Override
		public URI documentation() {
			return URI.create("https://example.org/docs/7");
		}

	}

}
