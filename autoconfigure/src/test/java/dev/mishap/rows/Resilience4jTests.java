package dev.mishap.rows;

import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

import dev.mishap.internal.rows.resilience4j.Resilience4jRows;
import dev.mishap.testing.OptionalTechnologies;
import dev.mishap.testing.RawHttp;
import dev.mishap.testing.Without;
import io.github.resilience4j.bulkhead.annotation.Bulkhead;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.circuitbreaker.annotation.CircuitBreaker;
import io.github.resilience4j.ratelimiter.annotation.RateLimiter;
import io.github.resilience4j.retry.annotation.Retry;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.test.util.ReflectionTestUtils;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

import static dev.mishap.testing.ProblemAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** With the starter of Resilience4j. */
@SpringBootTest(classes = Resilience4jTests.Application.class, webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { Without.SECURITY, OptionalTechnologies.RESILIENCE4J, "mishap.retry-after.fallback=11s",
				"resilience4j.ratelimiter.instances.s3cr3t.limit-for-period=1",
				"resilience4j.ratelimiter.instances.s3cr3t.limit-refresh-period=10000s",
				"resilience4j.ratelimiter.instances.s3cr3t.timeout-duration=0",
				"resilience4j.ratelimiter.instances.quick.limit-for-period=1",
				"resilience4j.ratelimiter.instances.quick.limit-refresh-period=4s",
				"resilience4j.ratelimiter.instances.quick.timeout-duration=0",
				"resilience4j.bulkhead.instances.s3cr3t.max-concurrent-calls=1",
				"resilience4j.circuitbreaker.instances.s3cr3t.sliding-window-size=1",
				"resilience4j.circuitbreaker.instances.s3cr3t.minimum-number-of-calls=1",
				"resilience4j.circuitbreaker.instances.s3cr3t.wait-duration-in-open-state=60s",
				"resilience4j.circuitbreaker.instances.forced.wait-duration-in-open-state=60s",
				"resilience4j.retry.instances.s3cr3t.max-attempts=2",
				"resilience4j.retry.instances.s3cr3t.wait-duration=1ms",
				"resilience4j.retry.instances.s3cr3t.fail-after-max-attempts=true",
				"resilience4j.retry.instances.s3cr3t.result-predicate=dev.mishap.rows.Resilience4jTests$Always" })
class Resilience4jTests {

	@LocalServerPort
	int port;

	@Autowired
	CircuitBreakerRegistry breakers;

	@Autowired
	Resilience4jRows.CircuitBreakers rows;

	private RawHttp.Answer get(String target) {
		return new RawHttp(this.port).send("GET", target);
	}

	@Test
	void s20RateLimiterKnowsWhenThereIsMore() {
		RawHttp.Answer answer = get("/limited");
		for (int i = 0; i < 3 && answer.status() == 200; i++) {
			answer = get("/limited");
		}
		assertThat(answer).isProblem(429, "TOO_MANY_REQUESTS").leaksNothing("imiter");
		// the periods have begun when the limiter was made
		assertThat(Integer.parseInt(answer.header("Retry-After"))).isBetween(5000, 10_000);
	}

	@Test
	void s20WaitingAsLongAsAskedForSucceeds() throws InterruptedException {
		RawHttp.Answer answer = get("/quick");
		for (int i = 0; i < 20 && answer.status() == 200; i++) {
			answer = get("/quick");
		}
		assertThat(answer).isProblem(429, "TOO_MANY_REQUESTS");
		TimeUnit.SECONDS.sleep(Integer.parseInt(answer.header("Retry-After")));
		assertThat(get("/quick").status()).isEqualTo(200);
	}

	@Test
	void openCircuitBreakerSaysHowLongItStaysOpen() {
		assertThat(get("/broken")).isProblem(500, "INTERNAL_ERROR");
		RawHttp.Answer answer = get("/broken");
		assertThat(answer).isProblem(503, "SERVICE_UNAVAILABLE").leaksNothing("ircuit");
		assertThat(Integer.parseInt(answer.header("Retry-After"))).isBetween(30, 60);
	}

	@Test
	void circuitBreakerThatIsForcedOpenHasTheConfiguredTime() {
		this.breakers.circuitBreaker("forced").transitionToForcedOpenState();
		assertThat(get("/forced")).isProblem(503, "SERVICE_UNAVAILABLE").hasHeader("Retry-After", "11");
	}

	/** An application may have a breaker for each of its callers, for a while. */
	@Test
	void circuitBreakerThatIsGoneIsForgotten() {
		Map<?, ?> openings = (Map<?, ?>) ReflectionTestUtils.getField(this.rows, "openings");
		this.breakers.circuitBreaker("gone").transitionToOpenState();
		assertThat(openings.containsKey("gone")).isTrue();
		this.breakers.remove("gone");
		assertThat(openings.containsKey("gone")).isFalse();
	}

	@Test
	void fullBulkheadHasTheConfiguredTime() throws Exception {
		var first = Executors.newSingleThreadExecutor();
		try {
			var running = first.submit(() -> get("/bulkhead"));
			assertThat(Controller.ENTERED.await(10, TimeUnit.SECONDS)).isTrue();
			assertThat(get("/bulkhead")).isProblem(503, "OVERLOADED")
				.hasHeader("Retry-After", "11")
				.leaksNothing("ulkhead");
			Controller.RELEASE.countDown();
			assertThat(running.get(10, TimeUnit.SECONDS).status()).isEqualTo(200);
		}
		finally {
			Controller.RELEASE.countDown();
			first.shutdownNow();
		}
	}

	@Test
	void retriesThatNeverHadAnExceptionAreUnavailable() {
		assertThat(get("/retry/result")).isProblem(503, "SERVICE_UNAVAILABLE").hasHeader("Retry-After", "11");
	}

	@Test
	void retriesThatFailedCountAsTheirException() {
		assertThat(get("/retry/exception")).isProblem(503, "OVERLOADED").hasHeader("Retry-After", "11");
	}

	@OnTomcat
	@Import(Controller.class)
	static class Application {

	}

	/** No result is good enough. */
	public static class Always implements Predicate<Object> {

		public Always() {
		}

		@Override
		public boolean test(Object result) {
			return true;
		}

	}

	@RestController
	static class Controller {

		static final CountDownLatch ENTERED = new CountDownLatch(1);

		static final CountDownLatch RELEASE = new CountDownLatch(1);

		@GetMapping("/limited")
		@RateLimiter(name = "s3cr3t")
		public String limited() {
			return "x";
		}

		@GetMapping("/quick")
		@RateLimiter(name = "quick")
		public String quick() {
			return "x";
		}

		@GetMapping("/broken")
		@CircuitBreaker(name = "s3cr3t")
		public String broken() {
			throw new IllegalStateException("s3cr3t");
		}

		@GetMapping("/forced")
		@CircuitBreaker(name = "forced")
		public String forced() {
			return "x";
		}

		@GetMapping("/bulkhead")
		@Bulkhead(name = "s3cr3t")
		public String bulkhead() throws InterruptedException {
			ENTERED.countDown();
			RELEASE.await(10, TimeUnit.SECONDS);
			return "x";
		}

		@GetMapping("/retry/{how}")
		@Retry(name = "s3cr3t")
		public String retry(@PathVariable String how) {
			if (how.equals("exception")) {
				throw new dev.mishap.OverloadedException("s3cr3t");
			}
			return "x";
		}

	}

}
