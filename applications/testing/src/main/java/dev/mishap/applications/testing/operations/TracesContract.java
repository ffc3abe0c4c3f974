package dev.mishap.applications.testing.operations;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;

import ch.qos.logback.classic.spi.ILoggingEvent;
import dev.mishap.applications.testing.operations.Collector.Exported;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Traces of problems, whoever makes them. */
public abstract class TracesContract extends RunningShop {

	/**
	 * Returns the name of the exception that the span of a lost order has: {@code none}
	 * unless those of a 4xx are wanted.
	 */
	protected abstract String exceptionOfLostOrder();

	/**
	 * Returns how many events a span has for an exception that was handled. The library
	 * adds none.
	 */
	protected int eventsOfHandledException() {
		return 0;
	}

	/** Of every door: a line in the trace of the request, and a span with the code. */
	@ParameterizedTest
	@CsvSource({ "/orders/broken, 500, INTERNAL_ERROR", "/orders/busy, 503, OVERLOADED", "/orders/later, 409, SOLD_OUT",
			"/orders/gone, 410, GONE", "/orders/bare, 409, CONFLICT", "/gate/lost, 404, ORDER_LOST",
			"/gate/closed, 410, GONE", "/accounts, 401, UNAUTHENTICATED", "/nowhere, 404, NOT_FOUND" })
	void lineBodyAndSpanBelongTogether(String path, int status, String code) throws Exception {
		traced(request(path).build(), status, code);
	}

	/**
	 * Sends a request whose answer, line and span are to belong together.
	 * @param request the request
	 * @param status the status of its answer
	 * @param code the code of its answer
	 * @return the span of the server
	 * @throws Exception if the request cannot be sent
	 */
	protected Exported traced(HttpRequest request, int status, String code) throws Exception {
		try (Lines lines = new Lines()) {
			HttpResponse<String> response = send(request);
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
				.containsEntry("method", request.method())
				.containsEntry("path", request.uri().getRawPath())
				.containsKey("fault");

			Exported span = collector.serverSpan(traceId);
			assertThat(span.tags()).containsEntry("error.type", code).containsEntry("status", Integer.toString(status));
			return span;
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
		assertThat(List.of(broken.events(), lost.events())).containsOnly(eventsOfHandledException());
	}

}
