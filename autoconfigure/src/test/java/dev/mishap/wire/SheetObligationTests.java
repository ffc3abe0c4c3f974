package dev.mishap.wire;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.mishap.testing.ProblemAssert;
import dev.mishap.testing.RawHttp;
import dev.mishap.testing.RawHttp.Answer;
import dev.mishap.testing.Without;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the status-code sheet asks of the library and no other test class has under its
 * number.
 */
@SpringBootTest(classes = FailingApplication.class, webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { Without.SECURITY, Without.TRACE_BUDGET })
class SheetObligationTests {

	@LocalServerPort
	int port;

	@Autowired
	MeterRegistry metrics;

	private RawHttp http() {
		return new RawHttp(this.port);
	}

	@Test
	void s1FirstDigitTellsWhoseErrorItIs() {
		Map<String, Integer> expected = new LinkedHashMap<>();
		expected.put("/open/ok", 2);
		expected.put("/open/rse?status=404", 4);
		expected.put("/open/numbers/abc", 4);
		expected.put("/nowhere", 4);
		expected.put("/%zz", 4);
		expected.put("/open/bodiless", 4);
		expected.put("/open/throws", 5);
		expected.put("/open/deferred-timeout", 5);
		expected.put("/open/filter/throws", 5);
		expected.forEach((target, first) -> {
			Answer answer = http().send("GET", target);
			assertThat(answer.status() / 100).as(target).isEqualTo(first);
			boolean problem = "application/problem+json".equals(answer.header("Content-Type"));
			assertThat(problem).as(target).isEqualTo(first != 2);
		});
	}

	@Test
	void s3SuccessGetsNothingButTheRequestId() {
		Answer answer = http().send("GET", "/open/ok");
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.body()).isEqualTo("ok");
		assertThat(answer.headers().keySet()).containsExactlyInAnyOrder("X-Request-Id", "Content-Type",
				"Content-Length", "Date", "Connection");
	}

	@Test
	void s5FaultsOfTheCallerAre4xx() {
		ProblemAssert.assertThat(http().json("POST", "/open/predict", "{\"model\":")).isProblem(400, "MALFORMED_BODY");
		ProblemAssert.assertThat(http().send("GET", "/open/rse?status=401")).isProblem(401, "UNAUTHENTICATED");
		ProblemAssert.assertThat(http().send("GET", "/open/unknown/7")).isProblem(404, "NOT_FOUND");
	}

	@Test
	void s6OnlyFaultsOfTheServerPageSomebody() {
		ListAppender<ILoggingEvent> log = listen();
		try {
			long before = served("500", "IllegalStateException");
			http().send("GET", "/open/throws");
			Awaitility.await().until(() -> served("500", "IllegalStateException") == before + 1);
			assertThat(errors(log)).hasSize(1);
			http().json("POST", "/open/predict", "{");
			http().send("GET", "/nowhere");
			Awaitility.await().until(() -> served("404", "none") > 0);
			assertThat(errors(log)).hasSize(1);
			assertThat(served("500", "IllegalStateException")).isEqualTo(before + 1);
		}
		finally {
			stop(log);
		}
	}

	@Test
	void s13NotModifiedStaysEmpty() {
		Answer answer = http().send("GET", "/open/not-modified");
		assertThat(answer.status()).isEqualTo(304);
		assertThat(answer.content()).isEmpty();
		assertThat(answer.header("ETag")).isEqualTo("\"1\"");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/open/throws", "/open/throws?trace=true&message=true&errors=true", "/open/callable",
			"/open/filter/throws", "/open/servlet/x", "/open/cyclic-cause", "/%zz", "/nowhere" })
	void s38NothingOfTheInsideIsShown(String target) {
		for (String accept : List.of("*/*", "text/html", "application/xml", "image/png")) {
			Answer answer = http().send("GET", target, "Accept: " + accept);
			assertThat(answer.status()).isGreaterThanOrEqualTo(400);
			assertThat(answer.body()).isNotEmpty()
				.doesNotContain("jdbc:", "s3cr3t", "Exception", "dev.mishap", "org.", ".java:", "\tat ", "Tomcat/");
			assertThat(answer.headers().toString()).doesNotContain("s3cr3t", "Exception", "Tomcat");
		}
	}

	@Test
	void s40TraceIsInTheLogOnceWithTheIdOfTheRequest() {
		ListAppender<ILoggingEvent> log = listen();
		try {
			Answer answer = http().send("GET", "/open/throws");
			assertThat(errors(log)).singleElement().satisfies((event) -> {
				assertThat(event.getMDCPropertyMap()).containsEntry("request_id", answer.header("X-Request-Id"));
				assertThat(event.getFormattedMessage()).contains(answer.header("X-Request-Id"));
				assertThat(event.getThrowableProxy().getStackTraceElementProxyArray()).isNotEmpty();
			});
		}
		finally {
			stop(log);
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 230, 299, 419, 499, 599, 600, 700, 999 })
	void s45MadeUpStatusOfAnExceptionIsA500(int status) {
		ProblemAssert.assertThat(http().send("GET", "/open/rse?status=" + status)).isProblem(500, "INTERNAL_ERROR");
		if (status >= 400) {
			ProblemAssert.assertThat(http().send("GET", "/open/send-error?status=" + status))
				.isProblem(500, "INTERNAL_ERROR");
		}
	}

	@Test
	void s47AndS48TheTaxonomyIsInTheBody() {
		List<String> codes = new ArrayList<>();
		for (Answer answer : List.of(http().json("POST", "/open/predict", "{"), http().send("GET", "/open/numbers/abc"),
				http().send("GET", "/open/rse?status=400"))) {
			assertThat(answer.status()).isEqualTo(400);
			codes.add(answer.body().replaceAll(".*\"code\":\"([^\"]*)\".*", "$1"));
		}
		assertThat(codes).doesNotHaveDuplicates()
			.allSatisfy((code) -> assertThat(code).matches("[A-Z][A-Z0-9_]{1,61}[A-Z0-9]"));
	}

	private long served(String status, String exception) {
		return this.metrics.find("http.server.requests")
			.tag("status", status)
			.tag("exception", exception)
			.timers()
			.stream()
			.mapToLong(Timer::count)
			.sum();
	}

	private static List<ILoggingEvent> errors(ListAppender<ILoggingEvent> log) {
		return List.copyOf(log.list).stream().filter((event) -> event.getLevel() == Level.ERROR).toList();
	}

	private static ListAppender<ILoggingEvent> listen() {
		ListAppender<ILoggingEvent> log = new ListAppender<>();
		log.start();
		((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).addAppender(log);
		return log;
	}

	private static void stop(ListAppender<ILoggingEvent> log) {
		((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).detachAppender(log);
	}

}
