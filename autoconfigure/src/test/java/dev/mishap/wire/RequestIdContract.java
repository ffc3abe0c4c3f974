package dev.mishap.wire;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.mishap.testing.ProblemAssert;
import dev.mishap.testing.RawHttp;
import dev.mishap.testing.RawHttp.Answer;
import jakarta.servlet.Filter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.jetty.autoconfigure.servlet.JettyServletWebServerAutoConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.scheduling.concurrent.ConcurrentTaskExecutor;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.context.request.async.WebAsyncTask;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

import static org.assertj.core.api.Assertions.assertThat;

/** One ID for header, body, log and every thread that works for the request. */
abstract class RequestIdContract {

	/** IDs of threads that have left the handler. */
	private static final BlockingQueue<String> AFTERWARDS = new LinkedBlockingQueue<>();

	@LocalServerPort
	int port;

	private RawHttp http() {
		return new RawHttp(this.port);
	}

	@Test
	void successHasAnIdToo() {
		Answer answer = http().send("GET", "/mdc/handler");
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.header("X-Request-Id")).matches("req_[0-9A-HJKMNP-TV-Z]{26}");
	}

	@Test
	void safeInboundIdIsKept() {
		Answer answer = http().send("GET", "/mdc/fails", "X-Request-Id: span/4bf92f35:77b3+4d=a.6-a_3");
		ProblemAssert.assertThat(answer)
			.isProblem(500, "INTERNAL_ERROR")
			.hasMember("request_id", "span/4bf92f35:77b3+4d=a.6-a_3");
	}

	@ParameterizedTest
	@ValueSource(strings = { "${jndi:ldap://x}", "a b", "<script>", "\"", "a,b" })
	void s41UnsafeInboundIdIsReplaced(String id) {
		Answer answer = http().send("GET", "/mdc/fails", "X-Request-Id: " + id);
		ProblemAssert.assertThat(answer).isProblem(500, "INTERNAL_ERROR");
		assertThat(answer.header("X-Request-Id")).startsWith("req_");
	}

	@ParameterizedTest
	@ValueSource(strings = { "handler", "filter", "callable", "stream", "executor", "async-dispatch", "async-method",
			"deferred" })
	void everyThreadOfARequestLogsItsId(String place) {
		Answer answer = http().send("GET", "/mdc/" + place, "X-Request-Id: id-of-" + place);
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.body()).isEqualTo("id-of-" + place);
	}

	/** An executor may run a task on the thread of the request. */
	@Test
	void taskOnTheThreadOfTheRequestLeavesItsIdThere() throws InterruptedException {
		assertThat(http().send("GET", "/mdc/caller-runs", "X-Request-Id: mine").body()).isEqualTo("mine");
		assertThat(AFTERWARDS.poll(30, TimeUnit.SECONDS)).isEqualTo("mine");
	}

	@Test
	void parallelFailuresKeepTheirIdsApart() throws Exception {
		ListAppender<ILoggingEvent> log = new ListAppender<>();
		Logger logger = (Logger) LoggerFactory.getLogger("dev.mishap.problems");
		log.start();
		logger.addAppender(log);
		ExecutorService clients = Executors.newFixedThreadPool(30);
		try {
			List<Future<Answer>> answers = new ArrayList<>();
			for (int i = 0; i < 300; i++) {
				String path = switch (i % 3) {
					case 0 -> "/mdc/fails";
					case 1 -> "/mdc/fails-callable";
					default -> "/mdc/fails-filter";
				};
				answers.add(clients.submit(() -> http().send("GET", path)));
			}
			Set<String> ids = new HashSet<>();
			for (Future<Answer> future : answers) {
				Answer answer = future.get();
				ProblemAssert.assertThat(answer).isProblem(500, "INTERNAL_ERROR");
				ids.add(answer.header("X-Request-Id"));
			}
			assertThat(ids).hasSize(300);
			Map<String, Integer> logged = new ConcurrentHashMap<>();
			for (ILoggingEvent event : log.list) {
				if (event.getLevel() == Level.ERROR) {
					String id = event.getMDCPropertyMap().get("request_id");
					assertThat(event.getFormattedMessage()).startsWith("[" + id + "] 500 INTERNAL_ERROR");
					assertThat(event.getThrowableProxy().getMessage()).isEqualTo("of " + id);
					logged.merge(id, 1, Integer::sum);
				}
			}
			assertThat(logged.keySet()).isEqualTo(ids);
			assertThat(logged.values()).containsOnly(1);
		}
		finally {
			clients.shutdownNow();
			logger.detachAppender(log);
		}
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration(exclude = JettyServletWebServerAutoConfiguration.class, excludeName = {
			"org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration",
			"org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterAutoConfiguration",
			"org.springframework.boot.security.autoconfigure.actuate.web.servlet.ManagementWebSecurityAutoConfiguration" })
	@EnableAsync
	@Import({ MdcController.class, AsyncMethod.class })
	static class MdcApplication {

		@Bean
		FilterRegistrationBean<Filter> firstFilter() {
			FilterRegistrationBean<Filter> registration = new FilterRegistrationBean<>((request, response, chain) -> {
				String path = ((jakarta.servlet.http.HttpServletRequest) request).getRequestURI();
				if (path.equals("/mdc/filter")) {
					response.getWriter().write(MDC.get("request_id"));
				}
				else if (path.equals("/mdc/fails-filter")) {
					throw new IllegalStateException("of " + MDC.get("request_id"));
				}
				else {
					chain.doFilter(request, response);
					if (request.isAsyncStarted() && path.equals("/mdc/caller-runs")) {
						AFTERWARDS.add(String.valueOf(MDC.get("request_id")));
					}
				}
			});
			registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
			return registration;
		}

	}

	@RestController
	static class MdcController {

		private final AsyncTaskExecutor executor;

		private final AsyncMethod method;

		MdcController(AsyncTaskExecutor executor, AsyncMethod method) {
			this.executor = executor;
			this.method = method;
		}

		@GetMapping("/mdc/handler")
		String handler() {
			return MDC.get("request_id");
		}

		@GetMapping("/mdc/virtual")
		String virtual() throws ReflectiveOperationException {
			if (Runtime.version().feature() < 21) {
				return "false";
			}
			return Thread.class.getMethod("isVirtual").invoke(Thread.currentThread()).toString();
		}

		@GetMapping("/mdc/callable")
		Callable<String> callable() {
			return () -> MDC.get("request_id");
		}

		@GetMapping("/mdc/stream")
		StreamingResponseBody stream() {
			return (out) -> out.write(MDC.get("request_id").getBytes());
		}

		@GetMapping("/mdc/executor")
		CompletableFuture<String> executor() {
			return CompletableFuture.supplyAsync(() -> MDC.get("request_id"), this.executor);
		}

		@GetMapping("/mdc/async-method")
		CompletableFuture<String> asyncMethod() {
			return this.method.requestId();
		}

		@GetMapping("/mdc/caller-runs")
		WebAsyncTask<String> callerRuns() {
			return new WebAsyncTask<>(null, new ConcurrentTaskExecutor(Runnable::run), () -> MDC.get("request_id"));
		}

		@GetMapping("/mdc/async-dispatch")
		DeferredResult<String> asyncDispatch() {
			DeferredResult<String> result = new DeferredResult<>();
			this.executor.execute(() -> result.setResult(MDC.get("request_id")));
			return result;
		}

		@GetMapping("/mdc/deferred")
		DeferredResult<IdOfWriter> deferred() {
			DeferredResult<IdOfWriter> result = new DeferredResult<>();
			new Thread(() -> result.setResult(new IdOfWriter())).start();
			return result;
		}

		@GetMapping("/mdc/fails")
		String fails() {
			throw new IllegalStateException("of " + MDC.get("request_id"));
		}

		@GetMapping("/mdc/fails-callable")
		Callable<String> failsCallable() throws IOException {
			return () -> {
				throw new IllegalStateException("of " + MDC.get("request_id"));
			};
		}

	}

	/** Runs on the application's task executor. */
	static class AsyncMethod {

		@Async
		public CompletableFuture<String> requestId() {
			return CompletableFuture.completedFuture(MDC.get("request_id"));
		}

	}

	/** Written on the thread of the ASYNC dispatch. */
	static final class IdOfWriter {

		@com.fasterxml.jackson.annotation.JsonRawValue
		@com.fasterxml.jackson.annotation.JsonValue
		public String value() {
			return MDC.get("request_id");
		}

	}

}
