package dev.mishap.applications.operations;

import java.net.http.HttpResponse;
import java.util.List;

import ch.qos.logback.classic.spi.ILoggingEvent;
import dev.mishap.applications.operations.Collector.Exported;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Traces of problems, whoever makes them. */
abstract class TracesContract extends RunningShop {

	abstract String exceptionOfLostOrder();

	/** Of every door: a line in the trace of the request, and a span with the code. */
	@ParameterizedTest
	@CsvSource({ "/orders/broken, 500, INTERNAL_ERROR", "/orders/busy, 503, OVERLOADED", "/orders/later, 409, SOLD_OUT",
			"/orders/gone, 410, GONE", "/orders/bare, 409, CONFLICT", "/gate/lost, 404, ORDER_LOST",
			"/gate/closed, 410, GONE", "/accounts, 401, UNAUTHENTICATED", "/nowhere, 404, NOT_FOUND" })
	void lineBodyAndSpanBelongTogether(String path, int status, String code) throws Exception {
		try (Lines lines = new Lines()) {
			HttpResponse<String> response = get(path);
			assertThat(response.statusCode()).isEqualTo(status);
			assertThat(member(response, "code")).isEqualTo(code);
			String traceId = member(response, "trace_id");
			assertThat(traceId).hasSize(32);

			List<ILoggingEvent> logged = lines.of(member(response, "request_id"));
			assertThat(logged).hasSize(1);
			ILoggingEvent line = logged.get(0);
			assertThat(line.getMDCPropertyMap()).containsEntry("traceId", traceId).containsKey("spanId");
			assertThat(Lines.pairs(line)).containsEntry("code", code)
				.containsEntry("status", status)
				.containsEntry("method", "GET")
				.containsEntry("path", path)
				.containsKey("fault");

			Exported span = collector.serverSpan(traceId);
			assertThat(span.tags()).containsEntry("error.type", code).containsEntry("status", Integer.toString(status));
		}
	}

	@Test
	void traceOfTheCallerGoesOn() throws Exception {
		String traceId = "4bf92f3577b34da6a3ce929d0e0e4736";
		HttpResponse<String> response = get("/nowhere", "traceparent", "00-" + traceId + "-00f067aa0ba902b7-01");
		assertThat(member(response, "trace_id")).isEqualTo(traceId);
	}

	@Test
	void exceptionBehindA5xxIsThatOfTheSpanAndOneBehindA4xxWhereThatIsWanted() throws Exception {
		Exported broken = collector.serverSpan(member(get("/orders/broken"), "trace_id"));
		Exported lost = collector.serverSpan(member(get("/gate/lost"), "trace_id"));
		assertThat(broken.tags()).containsEntry("exception", "IllegalStateException");
		assertThat(lost.tags()).containsEntry("exception", exceptionOfLostOrder());
		assertThat(broken.events() + lost.events()).isZero();
	}

}
