package dev.mishap.applications.operations.webflux;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.concurrent.TimeUnit;

import ch.qos.logback.classic.spi.ILoggingEvent;
import dev.mishap.applications.testing.operations.Collector.Exported;
import dev.mishap.applications.testing.operations.Lines;
import dev.mishap.applications.testing.operations.TracesContract;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/** Traces of problems from the doors that only a reactive application has. */
abstract class ReactiveTracesContract extends TracesContract {

	@ParameterizedTest
	@CsvSource({ "GET, /orders/signal, 500, INTERNAL_ERROR", "GET, /orders/slow, 503, SERVICE_UNAVAILABLE",
			"GET, /orders/stock, 503, UPSTREAM_UNAVAILABLE", "GET, /gate/signal, 404, ORDER_LOST",
			"GET, /gate/complete, 410, GONE", "GET, /functions/sold, 409, SOLD_OUT", "GET, /functions/gone, 410, GONE",
			"DELETE, /orders, 405, METHOD_NOT_ALLOWED", "POST, /functions/text, 413, CONTENT_TOO_LARGE",
			"POST, /orders, 413, CONTENT_TOO_LARGE" })
	void lineBodyAndSpanOfEveryReactiveDoorBelongTogether(String method, String path, int status, String code)
			throws Exception {
		HttpRequest request = method.equals("POST")
				? request(path, "Content-Type", path.equals("/orders") ? "application/json" : "text/plain")
					.POST(BodyPublishers.ofString("\"" + "x".repeat(4000) + "\""))
					.build()
				: request(path).method(method, BodyPublishers.noBody()).build();
		traced(request, status, code);
	}

	@Test
	void userWhoMayNotIsInTheTrace() throws Exception {
		traced(request("/vault", "Authorization", "Basic YWRhOnNlY3JldA==").build(), 403, "FORBIDDEN");
		traced(request("/vault", "Authorization", "Basic YWRhOndyb25n").build(), 401, "INVALID_CREDENTIALS");
	}

	@Test
	void responseThatIsCutIsInTheTrace() throws Exception {
		String traceId = "5bf92f3577b34da6a3ce929d0e0e4736";
		try (Lines lines = new Lines()) {
			assertThat(catchThrowable(() -> get("/orders/cut", "X-Request-Id", "cut-1", "traceparent",
					"00-" + traceId + "-00f067aa0ba902b7-01")))
				.isNotNull();
			Exported span = collector.serverSpan(traceId);
			assertThat(span.tags()).containsEntry("error.type", "java.lang.IllegalStateException");
			long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
			while (lines.of("cut-1").isEmpty() && System.nanoTime() < end) {
				Thread.onSpinWait();
			}
			List<ILoggingEvent> logged = lines.of("cut-1");
			assertThat(logged).singleElement()
				.satisfies((line) -> assertThat(line.getMDCPropertyMap()).containsEntry("traceId", traceId)
					.containsEntry("request_id", "cut-1")
					.containsKey("spanId"));
		}
	}

}
