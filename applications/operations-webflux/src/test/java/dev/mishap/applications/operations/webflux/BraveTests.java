package dev.mishap.applications.operations.webflux;

import java.net.http.HttpResponse;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import brave.handler.MutableSpan;
import brave.handler.SpanHandler;
import brave.propagation.TraceContext;
import dev.mishap.applications.testing.operations.RunningShop;
import org.junit.jupiter.api.Test;
import zipkin2.reporter.BytesEncoder;
import zipkin2.reporter.BytesMessageSender;
import zipkin2.reporter.brave.AsyncZipkinSpanHandler;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

@ActiveProfiles("client-errors")
@TestPropertySource(properties = RunningShop.WITHOUT_OPENTELEMETRY)
class BraveTests extends ReactiveTracesContract {

	@Autowired
	private BrokenSpans broken;

	@Override
	protected String exceptionOfLostOrder() {
		return "OrderLostException";
	}

	@Test
	void spansThatCannotBeHandledAreNotInTheAnswer() throws Exception {
		int before = this.broken.failures.get();
		HttpResponse<String> response = get("/orders/broken");
		assertThat(response.statusCode()).isEqualTo(500);
		assertThat(member(response, "code")).isEqualTo("INTERNAL_ERROR");
		assertThat(member(response, "trace_id")).hasSize(32);
		assertThat(response.body()).doesNotContain("lost on purpose");
		collector.serverSpan(member(response, "trace_id"));
		assertThat(this.broken.failures).hasValueGreaterThan(before);
	}

	/** That of Boot sends once a second, which each row would wait for. */
	@TestConfiguration(proxyBeanMethods = false)
	static class Impatient {

		@Bean
		AsyncZipkinSpanHandler reporter(BytesMessageSender sender, BytesEncoder<MutableSpan> encoder) {
			return AsyncZipkinSpanHandler.newBuilder(sender).messageTimeout(100, TimeUnit.MILLISECONDS).build(encoder);
		}

		/** Comes after that one, and fails with each span of a request. */
		@Bean
		@Order(Ordered.LOWEST_PRECEDENCE)
		BrokenSpans broken() {
			return new BrokenSpans();
		}

	}

	static final class BrokenSpans extends SpanHandler {

		private final AtomicInteger failures = new AtomicInteger();

		@Override
		public boolean end(TraceContext context, MutableSpan span, Cause cause) {
			this.failures.incrementAndGet();
			throw new IllegalStateException("lost on purpose");
		}

	}

}
