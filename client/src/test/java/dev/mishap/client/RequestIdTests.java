package dev.mishap.client;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.micrometer.common.KeyValue;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.MDC;

import org.springframework.http.HttpMethod;
import org.springframework.web.client.RestClient;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * The ID of the request that a call is made for goes along, and the other one comes back.
 */
class RequestIdTests {

	private final Upstream upstream = new Upstream().answers(409, "application/problem+json",
			"{\"code\":\"OUT_OF_STOCK\",\"request_id\":\"req_there\"}", "X-Request-Id: req_there");

	@AfterEach
	void stop() {
		MDC.clear();
		this.upstream.close();
	}

	@ParameterizedTest
	@EnumSource
	void ourOwnHostsAreToldTheId(Caller caller) {
		MDC.put("request_id", "req_here");
		caller.failure(this.upstream.url());
		assertThat(sent()).containsExactly("req_here");
	}

	@ParameterizedTest
	@EnumSource(names = { "REST_JDK", "WEB_JDK" })
	void nobodyIsToldWhereThereIsNoneOrItIsNotWanted(Caller caller) {
		caller.failure(this.upstream.url());
		MDC.put("request_id", "req_here");
		caller.call(ProblemClient.builder("inventory").requestId(ProblemClient.RequestId.NEVER).build(), HttpMethod.GET,
				this.upstream.url());
		caller.call(ProblemClient.OFF, HttpMethod.GET, this.upstream.url());
		MDC.put("request_id", "not\r\nsafe");
		caller.failure(this.upstream.url());
		assertThat(sent()).isEmpty();
	}

	@ParameterizedTest
	@EnumSource(names = { "REST_JDK", "WEB_JDK" })
	void theFieldMayHaveAnotherName(Caller caller) {
		MDC.put("request_id", "req_here");
		caller.call(ProblemClient.builder("inventory").requestIdField("X-Correlation-Id").build(), HttpMethod.GET,
				this.upstream.url());
		assertThat(this.upstream.requests().get(0)).containsIgnoringCase("X-Correlation-Id: req_here");
	}

	@Test
	void anIdThatTheCallSetsIsLeft() {
		MDC.put("request_id", "req_here");
		RestClient.builder()
			.apply(RestClientProblems.of("inventory"))
			.build()
			.get()
			.uri(this.upstream.url())
			.header("X-Request-Id", "mine")
			.retrieve()
			.onStatus((status) -> true, (request, response) -> {
			})
			.toBodilessEntity();
		WebClient.builder()
			.apply(WebClientProblems.of("inventory"))
			.build()
			.get()
			.uri(this.upstream.url())
			.header("X-Request-Id", "mine")
			.exchangeToMono((response) -> response.releaseBody())
			.block();
		assertThat(sent()).containsExactly("mine", "mine");
	}

	@Test
	void reactorsContextHasTheIdWhereTheThreadHasNone() {
		WebClient.builder()
			.apply(WebClientProblems.of("inventory"))
			.build()
			.get()
			.uri(this.upstream.url())
			.exchangeToMono((response) -> response.releaseBody())
			.contextWrite((context) -> context.put(CurrentRequestId.CONTEXT_KEY, "req_context"))
			.block();
		assertThat(sent()).containsExactly("req_context");
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://inventory/x", "http://localhost:8080/", "http://127.0.0.1/", "http://10.1.2.3/",
			"http://172.16.0.1/", "http://192.168.7.7/", "http://[::1]/", "http://[fd00::1]/",
			"http://inventory.shop.svc.cluster.local/", "http://inventory.internal/", "http://api.example.org/",
			"http://a.b.example.com/" })
	void whatIsNotPublicOrIsConfiguredIsOurOwn(String uri) {
		assertThat(isTold(uri)).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://api.example.net/", "http://8.8.8.8/", "http://172.32.0.1/",
			"http://169.254.169.254/", "http://[2001:db8::1]/", "http://example.com/", "http://10.1.2.3.example.net/",
			"http://evil-example.com/", "mailto:x@y" })
	void allOthersAreForeign(String uri) {
		assertThat(isTold(uri)).isFalse();
	}

	private static boolean isTold(String uri) {
		return ProblemClient.builder("x")
			.ownHosts(List.of("api.example.org", "*.example.com"))
			.build()
			.tellsRequestId(URI.create(uri));
	}

	@ParameterizedTest
	@EnumSource(names = { "REST_JDK", "WEB_JDK" })
	void theSpanHasTheIdOfTheOtherService(Caller caller) throws Exception {
		BlockingQueue<Observation.Context> stopped = new LinkedBlockingQueue<>();
		ObservationRegistry registry = ObservationRegistry.create();
		registry.observationConfig().observationHandler(new ObservationHandler<Observation.Context>() {

			@Override
			public void onStop(Observation.Context context) {
				stopped.add(context);
			}

			@Override
			public boolean supportsContext(Observation.Context context) {
				return true;
			}

		});
		ProblemClient client = ProblemClient.builder("inventory").observationRegistry(registry).build();
		if (caller.isRest()) {
			RestClient rest = caller.rest().observationRegistry(registry).apply(RestClientProblems.of(client)).build();
			assertThatException().isThrownBy(() -> rest.get().uri(this.upstream.url()).retrieve().toBodilessEntity());
		}
		else {
			WebClient web = caller.web().observationRegistry(registry).apply(WebClientProblems.of(client)).build();
			assertThatException()
				.isThrownBy(() -> web.get().uri(this.upstream.url()).retrieve().toBodilessEntity().block());
		}
		// a WebClient's may end a little later than the call
		Observation.Context context = stopped.poll(10, TimeUnit.SECONDS);
		assertThat(context.getHighCardinalityKeyValues()).contains(KeyValue.of("upstream.request_id", "req_there"));
		if (caller.isRest()) {
			assertThat(context.getHighCardinalityKeyValues()).contains(KeyValue.of("upstream.code", "OUT_OF_STOCK"));
		}
		assertThat(context.getLowCardinalityKeyValues()).noneMatch((each) -> each.getKey().contains("upstream"));
	}

	private List<String> sent() {
		return this.upstream.requests()
			.stream()
			.flatMap((head) -> head.lines())
			.filter((line) -> line.toLowerCase(Locale.ROOT).startsWith("x-request-id:"))
			.map((line) -> line.substring("X-Request-Id:".length()).trim())
			.toList();
	}

}
