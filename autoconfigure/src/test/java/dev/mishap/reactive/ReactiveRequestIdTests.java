package dev.mishap.reactive;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.mishap.testing.RawHttp;
import dev.mishap.testing.RawHttp.Answer;
import dev.mishap.testing.Without;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.WebFilter;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The request ID in the MDC of a reactive application that does not ask for the
 * propagation of its context.
 */
@SpringBootTest(classes = { ReactiveApplication.class, ReactiveRequestIdTests.Hops.class },
		webEnvironment = WebEnvironment.RANDOM_PORT, properties = { "spring.main.web-application-type=reactive",
				Without.TRACE_BUDGET, ReactiveApplication.NO_SECURITY, "logging.level.dev.mishap.problems=debug" })
class ReactiveRequestIdTests {

	@LocalServerPort
	private int port;

	private Answer get(String path, String id) {
		return new RawHttp(this.port).send("GET", path, "X-Request-Id: " + id);
	}

	@ParameterizedTest
	@ValueSource(strings = { "handler", "async" })
	void threadThatCallsTheHandlerHasTheId(String place) {
		assertThat(get("/hops/" + place, "id-of-" + place).body()).isEqualTo("id-of-" + place);
	}

	/** On whichever thread it fails, and whoever refuses the request. */
	@ParameterizedTest
	@ValueSource(
			strings = { "/throws", "/error-signal", "/elsewhere", "/hops/fails-elsewhere", "/timeout", "/filter/throws",
					"/filter/later", "/filter/status", "/bare/404", "/nowhere", "/fn/overflow", "/%zz", "/late" })
	void linesOfTheLibraryHaveTheIdOnEveryThread(String path) throws Exception {
		Logger logger = (Logger) LoggerFactory.getLogger("dev.mishap.problems");
		CountDownLatch written = new CountDownLatch(1);
		String id = "line-of" + path.replace('%', '_');
		ListAppender<ILoggingEvent> lines = new ListAppender<>() {

			@Override
			protected synchronized void append(ILoggingEvent event) {
				event.prepareForDeferredProcessing();
				if (event.getMessage().contains("[" + id + "]")) {
					super.append(event);
					written.countDown();
				}
			}

		};
		lines.start();
		logger.addAppender(lines);
		try {
			new RawHttp(this.port)
				.raw("GET " + path + " HTTP/1.1\r\nHost: a\r\nX-Request-Id: " + id + "\r\nConnection: close\r\n\r\n");
			assertThat(written.await(20, TimeUnit.SECONDS)).isTrue();
		}
		finally {
			logger.detachAppender(lines);
		}
		assertThat(List.copyOf(lines.list)).isNotEmpty()
			.allSatisfy((line) -> assertThat(line.getMDCPropertyMap()).containsEntry("request_id", id));
	}

	@Test
	void noThreadKeepsTheIdOfARequestThatIsOver() throws Exception {
		for (String path : List.of("/hops/handler", "/throws", "/elsewhere", "/fn/overflow", "/filter/later")) {
			get(path, "over");
		}
		CountDownLatch done = new CountDownLatch(64);
		Map<String, String> kept = new java.util.concurrent.ConcurrentHashMap<>();
		for (int i = 0; i < 64; i++) {
			(i % 2 == 0 ? Schedulers.parallel() : Schedulers.boundedElastic()).schedule(() -> {
				if (MDC.get("request_id") != null) {
					kept.put(Thread.currentThread().getName(), MDC.get("request_id"));
				}
				done.countDown();
			});
		}
		assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
		assertThat(kept).isEmpty();
		assertThat(new RawHttp(this.port).send("GET", "/hops/none").body()).startsWith("req_");
	}

	/** Handlers, each of which says which ID it sees. */
	@Configuration(proxyBeanMethods = false)
	@EnableAsync
	@Import({ HopController.class, AsyncMethod.class })
	static class Hops {

		@Bean
		@Order(20)
		WebFilter movingFilter() {
			return (exchange, chain) -> {
				if (!exchange.getRequest().getPath().value().startsWith("/hops/moved")) {
					return chain.filter(exchange);
				}
				return Mono.just("x")
					.publishOn(Schedulers.parallel())
					.doOnNext((value) -> exchange.getAttributes().put("seen", String.valueOf(MDC.get("request_id"))))
					.then(Mono.defer(() -> chain.filter(exchange)));
			};
		}

	}

	/** Runs on the application's task executor. */
	static class AsyncMethod {

		@Async
		public CompletableFuture<String> requestId() {
			return CompletableFuture.completedFuture(String.valueOf(MDC.get("request_id")));
		}

	}

	@RestController
	static class HopController {

		private final AsyncMethod method;

		HopController(AsyncMethod method) {
			this.method = method;
		}

		@GetMapping({ "/hops/handler", "/hops/none" })
		Mono<String> handler() {
			return Mono.just(String.valueOf(MDC.get("request_id")));
		}

		@GetMapping("/hops/async")
		CompletableFuture<String> async() {
			return this.method.requestId();
		}

		@GetMapping("/hops/fails-elsewhere")
		Mono<String> failsElsewhere() {
			return Mono.just("x").publishOn(Schedulers.boundedElastic()).map((value) -> {
				throw new IllegalStateException("s3cr3t");
			});
		}

	}

}
