package dev.mishap.client;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import dev.mishap.Problem;
import io.github.resilience4j.core.functions.Either;
import io.github.resilience4j.retry.Retry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.core.retry.RetryException;
import org.springframework.core.retry.RetryListener;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.core.retry.Retryable;
import org.springframework.web.client.RestClient;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientResponseException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

/** Whoever is told when to come back comes neither earlier nor for nothing. */
class UpstreamRetryTests {

	private static final byte[] BUSY = Upstream.answer(503, "application/problem+json", "{\"code\":\"BUSY\"}",
			"Retry-After: 1");

	private static final byte[] OK = Upstream.answer(200, "text/plain", "ok");

	private final Upstream upstream = new Upstream();

	private final RestClient rest = Caller.REST_JDK.rest()
		.baseUrl(this.upstream.url())
		.apply(RestClientProblems.of("inventory"))
		.build();

	private final AtomicInteger calls = new AtomicInteger();

	@AfterEach
	void stop() {
		this.upstream.close();
	}

	/** Turns away some calls and answers those behind them. */
	private void busyFor(int refused) {
		this.upstream.answers((out) -> out.write((this.calls.incrementAndGet() <= refused) ? BUSY : OK));
	}

	@Test
	void theRetryTemplateWaitsAsLongAsItIsTold() {
		busyFor(1);
		RetryTemplate template = new RetryTemplate(UpstreamRetry.withDefaults().delay(Duration.ofMillis(1)).policy());
		long start = System.nanoTime();
		String body = template.invoke(() -> this.rest.get().retrieve().body(String.class));
		assertThat(body).isEqualTo("ok");
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
	}

	@Test
	void aPostIsNotRepeatedUnlessItHasAKeyOrTheUserSaysSo() {
		busyFor(Integer.MAX_VALUE);
		UpstreamRetry retry = UpstreamRetry.withDefaults();
		Throwable post = catchThrowable(() -> this.rest.post().retrieve().toBodilessEntity());
		Throwable withKey = catchThrowable(
				() -> this.rest.post().header("Idempotency-Key", "7").retrieve().toBodilessEntity());
		Throwable put = catchThrowable(() -> this.rest.put().retrieve().toBodilessEntity());
		assertThat(retry.shouldRetry(post)).isFalse();
		assertThat(retry.anyMethod().shouldRetry(post)).isTrue();
		assertThat(retry.shouldRetry(withKey)).isTrue();
		assertThat(retry.shouldRetry(put)).isTrue();
		assertThat(retry.shouldRetry(new IllegalStateException(put))).isTrue();
		assertThat(retry.shouldRetry(new IllegalStateException())).isFalse();
	}

	@Test
	void whoShouldComeBackTooLateDoesNotComeBack() {
		UpstreamRetry retry = UpstreamRetry.withDefaults();
		assertThat(retry.shouldRetry(failure(Problem.of(503).withRetryAfter(Duration.ofSeconds(30))))).isTrue();
		assertThat(retry.shouldRetry(failure(Problem.of(503).withRetryAfter(Duration.ofSeconds(31))))).isFalse();
		assertThat(retry.shouldRetry(failure(Problem.of(409)))).isFalse();
	}

	@Test
	void withoutRetryAfterTheTimeDoubles() {
		UpstreamRetry retry = UpstreamRetry.withDefaults()
			.delay(Duration.ofMillis(100))
			.maxDelay(Duration.ofSeconds(1));
		UpstreamServerErrorException failure = failure(Problem.of(503));
		assertThat(retry.delayBefore(1, failure)).isBetween(Duration.ofMillis(100), Duration.ofMillis(110));
		assertThat(retry.delayBefore(2, failure)).isBetween(Duration.ofMillis(200), Duration.ofMillis(220));
		assertThat(retry.delayBefore(3, failure)).isBetween(Duration.ofMillis(400), Duration.ofMillis(440));
		assertThat(retry.delayBefore(1000, failure)).isBetween(Duration.ofMillis(1000), Duration.ofMillis(1100));
		assertThat(retry.delayBefore(1, null)).isBetween(Duration.ofMillis(100), Duration.ofMillis(110));
	}

	@Test
	void timesWithoutEndAreTimesToo() {
		Duration forEver = ChronoUnit.FOREVER.getDuration();
		UpstreamRetry retry = UpstreamRetry.withDefaults().maxDelay(forEver);
		UpstreamServerErrorException failure = failure(Problem.of(503));
		assertThat(retry.delayBefore(1, failure)).isBetween(Duration.ofMillis(500), Duration.ofMillis(550));
		assertThat(retry.delay(forEver).delayBefore(1000, failure)).isGreaterThan(Duration.ofDays(36_000));
	}

	@Test
	void oneSecondMayBeOneTenthMoreAndNeverLess() {
		UpstreamServerErrorException failure = failure(Problem.of(503).withRetryAfter(Duration.ofSeconds(1)));
		for (int i = 0; i < 100; i++) {
			assertThat(UpstreamRetry.withDefaults().delayBefore(1, failure)).isBetween(Duration.ofSeconds(1),
					Duration.ofMillis(1100));
		}
	}

	@Test
	void theNumberOfRepetitionsIsBounded() throws Exception {
		UpstreamRetry retry = UpstreamRetry.withDefaults().maxRetries(2).delay(Duration.ofMillis(1));
		RetryTemplate template = new RetryTemplate(retry.policy());
		List<Throwable> failures = new ArrayList<>();
		template.setRetryListener(new RetryListener() {

			@Override
			public void onRetryFailure(RetryPolicy policy, Retryable<?> retryable, Throwable exception) {
				failures.add(exception);
			}

		});
		UpstreamServerErrorException failure = failure(Problem.of(503));
		assertThatExceptionOfType(RetryException.class).isThrownBy(() -> template.execute(() -> {
			throw failure;
		})).withCause(failure);
		assertThat(failures).hasSize(2);
		assertThatExceptionOfType(RetryException.class).isThrownBy(() -> template.execute(() -> {
			throw new IllegalStateException();
		}));
		assertThat(failures).hasSize(2);
	}

	@Test
	void resilience4jWaitsAsLongAsItIsTold() {
		busyFor(1);
		Retry retry = Retry.of("inventory", Resilience4jRetries.config(UpstreamRetry.withDefaults()).build());
		assertThat(retry.executeSupplier(() -> this.rest.get().retrieve().body(String.class))).isEqualTo("ok");
		UpstreamServerErrorException failure = failure(Problem.of(503).withRetryAfter(Duration.ofSeconds(7)));
		assertThat(Resilience4jRetries.interval(UpstreamRetry.withDefaults()).apply(1, Either.left(failure)))
			.isBetween(7000L, 7700L);
		assertThat(Resilience4jRetries.interval(UpstreamRetry.withDefaults()).apply(1, Either.right("x")))
			.isBetween(500L, 550L);
	}

	@Test
	void reactorWaitsAsLongAsItIsTold() {
		busyFor(1);
		WebClient web = WebClient.builder()
			.baseUrl(this.upstream.url())
			.apply(WebClientProblems.of("inventory"))
			.build();
		long start = System.nanoTime();
		String body = web.get()
			.retrieve()
			.bodyToMono(String.class)
			.retryWhen(ReactorRetries.spec(UpstreamRetry.withDefaults().delay(Duration.ofMillis(1))))
			.block();
		assertThat(body).isEqualTo("ok");
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
		busyFor(Integer.MAX_VALUE);
		assertThatExceptionOfType(WebClientResponseException.ServiceUnavailable.class)
			.isThrownBy(() -> web.post()
				.retrieve()
				.bodyToMono(String.class)
				.retryWhen(ReactorRetries.spec(UpstreamRetry.withDefaults()))
				.block())
			.satisfies((ex) -> assertThat(UpstreamProblem.of(ex).code()).isEqualTo("BUSY"));
		assertThat(this.calls).hasValue(3);
	}

	private static UpstreamServerErrorException failure(Problem problem) {
		return new UpstreamServerErrorException(UpstreamAnswer.of("inventory", problem));
	}

}
