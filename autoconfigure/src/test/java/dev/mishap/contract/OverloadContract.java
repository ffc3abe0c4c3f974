package dev.mishap.contract;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import dev.mishap.OverloadedException;
import dev.mishap.RateLimitExceededException;
import dev.mishap.RateLimitExceededException.Quota;
import dev.mishap.testing.RawHttp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.retry.RetryException;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.core.task.TaskRejectedException;
import org.springframework.resilience.annotation.ConcurrencyLimit;
import org.springframework.resilience.annotation.EnableResilientMethods;
import org.springframework.resilience.annotation.Retryable;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import static dev.mishap.testing.ProblemAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** Requests that are too many. */
abstract class OverloadContract extends Contract {

	@Test
	void s20ExceededQuotaSaysWhenThereIsMore() {
		assertThat(get("/quota")).isProblem(429, "TOO_MANY_REQUESTS")
			.hasHeader("RateLimit-Policy", "\"llm\";q=20;w=60")
			.hasHeader("RateLimit", "\"llm\";r=0;t=13")
			.hasHeader("Retry-After", "13");
	}

	@Test
	void severalQuotasAreListedAndTheLongestWaitCounts() {
		assertThat(get("/quotas")).isProblem(429, "TOO_MANY_REQUESTS")
			.hasHeader("RateLimit-Policy", "\"burst\";q=5;w=1, \"da\\\"y\";q=100;w=86400")
			.hasHeader("RateLimit", "\"burst\";r=0;t=1, \"da\\\"y\";r=0;t=7200")
			.hasHeader("Retry-After", "7200");
	}

	@Test
	void rateLimitWithoutQuotaHasNoMoreThanTheTime() {
		assertThat(get("/rate-limit")).isProblem(429, "TOO_MANY_REQUESTS")
			.hasHeader("Retry-After", "2")
			.hasNoHeader("RateLimit")
			.hasNoHeader("RateLimit-Policy");
	}

	@Test
	void s22OverloadWithoutHintHasTheConfiguredTime() {
		assertThat(get("/overloaded")).isProblem(503, "OVERLOADED").hasHeader("Retry-After", "11");
	}

	@Test
	void s22OverloadWithHintHasThatTime() {
		assertThat(get("/overloaded?seconds=7")).isProblem(503, "OVERLOADED").hasHeader("Retry-After", "7");
	}

	@Test
	void s29OverloadOfAModelHasItsOwnCode() {
		assertThat(get("/model")).isProblem(503, "MODEL_OVERLOADED").hasHeader("Retry-After", "30");
	}

	@ParameterizedTest
	@CsvSource({ "rejected,503,OVERLOADED", "task-rejected,503,OVERLOADED", "timeout,503,SERVICE_UNAVAILABLE",
			"retried,503,OVERLOADED", "retryable,503,OVERLOADED" })
	void whatIsTooMuchIsUnavailableForAWhile(String what, int status, String code) {
		assertThat(get("/throw/" + what)).isProblem(status, code).hasHeader("Retry-After", "11");
	}

	@Test
	void s29FullExecutorRejectsWithATimeToWait() throws Exception {
		ThreadPoolTaskExecutor executor = Controller.EXECUTOR;
		CountDownLatch release = new CountDownLatch(1);
		executor.execute(() -> awaitQuietly(release));
		try {
			assertThat(get("/execute")).isProblem(503, "OVERLOADED").hasHeader("Retry-After", "11");
		}
		finally {
			release.countDown();
		}
	}

	@Test
	void concurrencyLimitRejectsWithoutNamingTheMethod() throws Exception {
		Limited.entered = new CountDownLatch(1);
		Limited.release = new CountDownLatch(1);
		var first = Executors.newSingleThreadExecutor();
		try {
			var running = first.submit(() -> get("/limited"));
			assertThat(Limited.entered.await(10, TimeUnit.SECONDS)).isTrue();
			assertThat(get("/limited")).isProblem(503, "OVERLOADED")
				.hasHeader("Retry-After", "11")
				.leaksNothing("Limited", "call");
			Limited.release.countDown();
			assertThat(running.get(10, TimeUnit.SECONDS).status()).isEqualTo(200);
		}
		finally {
			Limited.release.countDown();
			first.shutdownNow();
		}
	}

	private static void awaitQuietly(CountDownLatch latch) {
		try {
			latch.await(10, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Configuration(proxyBeanMethods = false)
	@EnableResilientMethods
	@Import({ Controller.class, Limited.class, Retried.class })
	static class Beans {

	}

	@Component
	static class Limited {

		private static volatile CountDownLatch entered = new CountDownLatch(1);

		private static volatile CountDownLatch release = new CountDownLatch(1);

		@ConcurrencyLimit(limit = 1, policy = ConcurrencyLimit.ThrottlePolicy.REJECT)
		public String call() {
			entered.countDown();
			awaitQuietly(release);
			return "x";
		}

	}

	@Component
	static class Retried {

		@Retryable(maxRetries = 1, delay = 1)
		public String call() {
			throw new OverloadedException("s3cr3t");
		}

	}

	@Blocks
	@RestController
	static class Controller {

		static final ThreadPoolTaskExecutor EXECUTOR = executor();

		private final Limited limited;

		private final Retried retried;

		Controller(Limited limited, Retried retried) {
			this.limited = limited;
			this.retried = retried;
		}

		private static ThreadPoolTaskExecutor executor() {
			ThreadPoolTaskExecutor executor = new ThreadPoolTaskExecutor();
			executor.setCorePoolSize(1);
			executor.setMaxPoolSize(1);
			executor.setQueueCapacity(0);
			executor.setDaemon(true);
			executor.initialize();
			return executor;
		}

		@GetMapping("/quota")
		void quota() {
			throw new RateLimitExceededException("s3cr3t",
					Quota.usedUp("llm", 20, Duration.ofMinutes(1), Duration.ofMillis(12_001)));
		}

		@GetMapping("/quotas")
		void quotas() {
			throw new RateLimitExceededException("s3cr3t", Duration.ofSeconds(1),
					List.of(Quota.usedUp("burst", 5, Duration.ofSeconds(1), Duration.ofSeconds(1)),
							Quota.usedUp("da\"y", 100, Duration.ofDays(1), Duration.ofHours(2))));
		}

		@GetMapping("/rate-limit")
		void rateLimit() {
			throw new RateLimitExceededException("s3cr3t", Duration.ofMillis(1500));
		}

		@GetMapping("/overloaded")
		void overloaded(@RequestParam(defaultValue = "0") int seconds) {
			throw (seconds > 0) ? new OverloadedException("s3cr3t", Duration.ofSeconds(seconds))
					: new OverloadedException("s3cr3t");
		}

		@GetMapping("/model")
		void model() {
			throw new OverloadedException("s3cr3t", "MODEL_OVERLOADED", Duration.ofSeconds(30), null);
		}

		@GetMapping("/throw/{what}")
		String fail(@PathVariable String what) throws Exception {
			switch (what) {
				case "rejected" -> throw new RejectedExecutionException("s3cr3t");
				case "task-rejected" -> throw new TaskRejectedException("s3cr3t");
				case "timeout" -> throw new TimeoutException("s3cr3t");
				case "retryable" -> this.retried.call();
				default -> retry();
			}
			return what;
		}

		private static void retry() throws RetryException {
			RetryPolicy policy = RetryPolicy.builder().maxRetries(1).delay(Duration.ofMillis(1)).build();
			new RetryTemplate(policy).execute(() -> {
				throw new OverloadedException("s3cr3t");
			});
		}

		@GetMapping("/execute")
		String execute() {
			EXECUTOR.execute(() -> {
			});
			return "x";
		}

		@GetMapping("/limited")
		String limited() {
			return this.limited.call();
		}

	}

}
