package dev.mishap.coexistence;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import dev.mishap.testing.RawHttp;
import dev.mishap.testing.RawHttp.Answer;
import dev.mishap.testing.Without;
import io.micrometer.context.ContextExecutorService;
import io.micrometer.context.ContextSnapshotFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.MDC;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Hooks;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.SpringBootVersion;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.jetty.autoconfigure.servlet.JettyServletWebServerAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.core.task.TaskDecorator;
import org.springframework.core.task.support.ContextPropagatingTaskDecorator;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

import static org.assertj.core.api.Assertions.assertThat;

/** Where Micrometer takes the context along, the request ID goes with it. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = {
		"spring.task.execution.propagate-context=true", "springdoc.api-docs.enabled=false", Without.SECURITY })
class RequestIdPropagationTests {

	@LocalServerPort
	private int port;

	@BeforeAll
	static void propagate() {
		Hooks.enableAutomaticContextPropagation();
	}

	@AfterAll
	static void stopPropagating() {
		Hooks.disableAutomaticContextPropagation();
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "async-method", "executor", "wrapped-executor", "stream", "mono", "other-scheduler", "flux" })
	void idGoesWhereTheContextGoes(String place) {
		Answer answer = new RawHttp(this.port).send("GET", "/mdc/" + place, "X-Request-Id: id-of-" + place);
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.body()).isEqualTo("id-of-" + place);
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

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration(exclude = JettyServletWebServerAutoConfiguration.class)
	@EnableAsync
	@Import({ MdcController.class, AsyncMethod.class })
	static class PropagatingApplication {

	}

	@RestController
	static class MdcController {

		private final AsyncMethod method;

		private final AsyncTaskExecutor decorated;

		private final ExecutorService threads = Executors.newSingleThreadExecutor((task) -> {
			Thread thread = new Thread(task);
			thread.setDaemon(true);
			return thread;
		});

		private final ExecutorService wrapped = ContextExecutorService.wrap(this.threads,
				ContextSnapshotFactory.builder().build());

		MdcController(AsyncMethod method, AsyncTaskExecutor decorated) {
			this.method = method;
			this.decorated = decorated;
		}

		@GetMapping("/mdc/async-method")
		CompletableFuture<String> asyncMethod() {
			return this.method.requestId();
		}

		@GetMapping("/mdc/executor")
		CompletableFuture<String> executor() {
			return CompletableFuture.supplyAsync(() -> MDC.get("request_id"), this.decorated);
		}

		@GetMapping("/mdc/wrapped-executor")
		CompletableFuture<String> wrappedExecutor() {
			return CompletableFuture.supplyAsync(() -> MDC.get("request_id"), this.wrapped);
		}

		@GetMapping("/mdc/stream")
		StreamingResponseBody stream() {
			return (out) -> out.write(MDC.get("request_id").getBytes());
		}

		@GetMapping("/mdc/mono")
		Mono<String> mono() {
			return Mono.fromSupplier(() -> MDC.get("request_id"));
		}

		@GetMapping("/mdc/other-scheduler")
		Mono<String> otherScheduler() {
			return Mono.just("x")
				.publishOn(Schedulers.parallel())
				.map((value) -> MDC.get("request_id"))
				.subscribeOn(Schedulers.boundedElastic());
		}

		@GetMapping(path = "/mdc/flux", produces = "text/plain")
		Flux<String> flux() {
			return Flux.just("x").publishOn(Schedulers.parallel()).map((value) -> MDC.get("request_id"));
		}

	}

	/** Runs on the application's task executor. */
	static class AsyncMethod {

		@Async
		public CompletableFuture<String> requestId() {
			return CompletableFuture.completedFuture(MDC.get("request_id"));
		}

	}

}
