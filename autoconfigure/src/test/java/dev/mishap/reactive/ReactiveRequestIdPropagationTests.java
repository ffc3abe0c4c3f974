package dev.mishap.reactive;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import dev.mishap.testing.RawHttp;
import dev.mishap.testing.RawHttp.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.MDC;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Hooks;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootVersion;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.task.TaskDecorator;
import org.springframework.core.task.support.ContextPropagatingTaskDecorator;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFunction;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.server.ServerWebExchange;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Where an application asks for it, Reactor takes the request ID along to every thread.
 */
@SpringBootTest(
		classes = { ReactiveApplication.class, ReactiveRequestIdTests.Hops.class,
				ReactiveRequestIdPropagationTests.Propagated.class },
		webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "spring.main.web-application-type=reactive", ReactiveApplication.NO_SECURITY,
				"spring.reactor.context-propagation=auto", "spring.task.execution.propagate-context=true" })
class ReactiveRequestIdPropagationTests {

	@LocalServerPort
	private int port;

	/** The key is one for the whole JVM. */
	@AfterAll
	static void stopPropagating() {
		Hooks.disableAutomaticContextPropagation();
	}

	@ParameterizedTest
	@ValueSource(strings = { "handler", "async", "async-after-a-hop", "publish-on", "subscribe-on", "flat-map", "delay",
			"timeout-fallback", "error-handler", "stream", "moved", "moved-filter", "web-client-filter",
			"web-client-answer" })
	void idGoesWhereTheContextGoes(String place) {
		Answer answer = new RawHttp(this.port).send("GET", "/hops/" + place, "X-Request-Id: id-of-" + place);
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.body()).isEqualTo("id-of-" + place);
	}

	@Test
	void requestsDoNotMeetOnAThread() {
		List<String> seen = Flux.range(0, 64).flatMap((number) -> Mono.fromCallable(() -> {
			String id = "one-of-many-" + number;
			String body = new RawHttp(this.port).send("GET", "/hops/flat-map", "X-Request-Id: " + id).body();
			return id.equals(body) ? "same" : id + " " + body;
		}).subscribeOn(Schedulers.boundedElastic()), 8).distinct().collectList().block(Duration.ofSeconds(60));
		assertThat(seen).containsExactly("same");
	}

	/**
	 * The decorator of the library would do the same work twice. Boot 4.0 has neither the
	 * key nor a decorator.
	 */
	@Test
	void onlyDecoratorIsThatOfBoot(@Autowired ApplicationContext context) {
		boolean bootHasOne = !SpringBootVersion.getVersion().startsWith("4.0.");
		assertThat(context.getBeansOfType(TaskDecorator.class).values()).singleElement()
			.satisfies((decorator) -> assertThat(decorator instanceof ContextPropagatingTaskDecorator)
				.isEqualTo(bootHasOne));
	}

	@Configuration(proxyBeanMethods = false)
	@Import(PropagatedController.class)
	static class Propagated {

	}

	@RestController
	static class PropagatedController {

		private final ReactiveRequestIdTests.AsyncMethod method;

		private final WebClient client = WebClient.builder().filter(PropagatedController::see).build();

		PropagatedController(ReactiveRequestIdTests.AsyncMethod method) {
			this.method = method;
		}

		private static String id() {
			return String.valueOf(MDC.get("request_id"));
		}

		@GetMapping("/hops/async-after-a-hop")
		Mono<String> asyncAfterAHop() {
			return Mono.just("x")
				.publishOn(Schedulers.parallel())
				.flatMap((value) -> Mono.fromFuture(this.method.requestId()));
		}

		@GetMapping("/hops/publish-on")
		Mono<String> publishOn() {
			return Mono.just("x").publishOn(Schedulers.parallel()).map((value) -> id());
		}

		@GetMapping("/hops/subscribe-on")
		Mono<String> subscribeOn() {
			return Mono.fromSupplier(PropagatedController::id).subscribeOn(Schedulers.boundedElastic());
		}

		@GetMapping("/hops/flat-map")
		Mono<String> flatMap() {
			return Flux.range(0, 4)
				.flatMap((number) -> Mono.fromSupplier(PropagatedController::id)
					.subscribeOn((number % 2 == 0) ? Schedulers.parallel() : Schedulers.boundedElastic()))
				.distinct()
				.collectList()
				.map((ids) -> String.join(",", ids));
		}

		@GetMapping("/hops/delay")
		Mono<String> delay() {
			return Mono.delay(Duration.ofMillis(5)).map((tick) -> id());
		}

		@GetMapping("/hops/timeout-fallback")
		Mono<String> timeoutFallback() {
			return Mono.<String>never().timeout(Duration.ofMillis(5), Mono.fromSupplier(PropagatedController::id));
		}

		@GetMapping("/hops/error-handler")
		Mono<String> errorHandler() {
			return Mono.<String>error(new IllegalStateException())
				.delaySubscription(Duration.ofMillis(5))
				.onErrorResume((exception) -> Mono.just(id()));
		}

		@GetMapping(path = "/hops/stream", produces = "text/plain")
		Flux<String> stream() {
			return Flux.just("x").publishOn(Schedulers.boundedElastic()).map((value) -> id());
		}

		@GetMapping("/hops/moved")
		Mono<String> moved() {
			return Mono.just(id());
		}

		@GetMapping("/hops/moved-filter")
		Mono<String> movedFilter(ServerWebExchange exchange) {
			return Mono.just(String.valueOf(exchange.getAttributes().get("seen")));
		}

		@GetMapping("/hops/web-client-filter")
		Mono<String> webClientFilter(ServerWebExchange exchange) {
			CompletableFuture<String> seen = new CompletableFuture<>();
			return ok(exchange, seen).map((answer) -> seen.getNow("none"));
		}

		@GetMapping("/hops/web-client-answer")
		Mono<String> webClientAnswer(ServerWebExchange exchange) {
			return ok(exchange, new CompletableFuture<>()).map((answer) -> id());
		}

		private Mono<String> ok(ServerWebExchange exchange, CompletableFuture<String> seen) {
			return this.client.get()
				.uri("http://localhost:{port}/ok", exchange.getRequest().getLocalAddress().getPort())
				.attribute("seen", seen)
				.retrieve()
				.bodyToMono(String.class)
				.delaySubscription(Duration.ofMillis(5));
		}

		/** Of a filter of the client. */
		private static Mono<ClientResponse> see(ClientRequest request, ExchangeFunction next) {
			@SuppressWarnings("unchecked")
			CompletableFuture<String> seen = (CompletableFuture<String>) request.attribute("seen").orElseThrow();
			seen.complete(id());
			return next.exchange(request);
		}

	}

}
