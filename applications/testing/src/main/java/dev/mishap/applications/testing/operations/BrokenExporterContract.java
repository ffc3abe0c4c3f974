package dev.mishap.applications.testing.operations;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicInteger;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/** Traces whose exporter throws: nobody but the owner of the exporter is to notice. */
@Import(BrokenExporterContract.Exporter.class)
@TestPropertySource(
		properties = { RunningShop.WITHOUT_BRAVE, "management.opentelemetry.tracing.export.schedule-delay=50ms" })
public abstract class BrokenExporterContract extends RunningShop {

	@Autowired
	private AtomicInteger exports;

	@Test
	void answerAndLineAreWhatTheyAreWithoutIt() throws Exception {
		// the second comes after the exporter has thrown
		for (int before = this.exports.get(), i = 0; i < 2; i++, before = this.exports.get()) {
			try (Lines lines = new Lines()) {
				HttpResponse<String> response = get("/orders/broken");
				assertThat(response.statusCode()).isEqualTo(500);
				assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
				assertThat(member(response, "code")).isEqualTo("INTERNAL_ERROR");
				assertThat(member(response, "trace_id")).hasSize(32);
				assertThat(response.body()).doesNotContain("lost on purpose");
				assertThat(lines.of(member(response, "request_id"))).hasSize(1);
			}
			exported(before);
		}
	}

	private void exported(int before) throws InterruptedException {
		long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
		while (this.exports.get() == before) {
			assertThat(System.nanoTime()).isLessThan(end);
			Thread.sleep(20);
		}
	}

	@TestConfiguration(proxyBeanMethods = false)
	static class Exporter {

		@Bean
		AtomicInteger exports() {
			return new AtomicInteger();
		}

		@Bean
		SpanExporter brokenExporter(AtomicInteger exports) {
			return new SpanExporter() {

				@Override
				public CompletableResultCode export(Collection<SpanData> spans) {
					exports.incrementAndGet();
					throw new IllegalStateException("lost on purpose");
				}

				@Override
				public CompletableResultCode flush() {
					return CompletableResultCode.ofSuccess();
				}

				@Override
				public CompletableResultCode shutdown() {
					return CompletableResultCode.ofSuccess();
				}

			};
		}

	}

}
