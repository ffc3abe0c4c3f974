package dev.mishap.applications.operations;

import java.util.concurrent.TimeUnit;

import brave.handler.MutableSpan;
import dev.mishap.applications.testing.operations.RunningShop;
import dev.mishap.applications.testing.operations.TracesContract;
import zipkin2.reporter.BytesEncoder;
import zipkin2.reporter.BytesMessageSender;
import zipkin2.reporter.brave.AsyncZipkinSpanHandler;

import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.TestPropertySource;

@ActiveProfiles("client-errors")
@TestPropertySource(properties = RunningShop.WITHOUT_OPENTELEMETRY)
class BraveTests extends TracesContract {

	@Override
	protected String exceptionOfLostOrder() {
		return "OrderLostException";
	}

	/** That of Boot sends once a second, which each row would wait for. */
	@TestConfiguration(proxyBeanMethods = false)
	static class Impatient {

		@Bean
		AsyncZipkinSpanHandler reporter(BytesMessageSender sender, BytesEncoder<MutableSpan> encoder) {
			return AsyncZipkinSpanHandler.newBuilder(sender).messageTimeout(100, TimeUnit.MILLISECONDS).build(encoder);
		}

	}

}
