package dev.mishap.wire;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.read.ListAppender;
import ch.qos.logback.core.spi.FilterReply;
import dev.mishap.contract.Contract;
import dev.mishap.testing.ProblemAssert;
import dev.mishap.testing.RawHttp;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;

import static org.assertj.core.api.Assertions.assertThat;

/** What stands in the log after an error, the container's own lines included. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class LogContract extends Contract {

	private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);

	private final Logger library = (Logger) LoggerFactory.getLogger("dev.mishap");

	private final ListAppender<ILoggingEvent> events = new ListAppender<>();

	@BeforeEach
	void listen() {
		this.library.setLevel(Level.DEBUG);
		this.events.list.clear();
		this.events.start();
		this.root.addAppender(this.events);
	}

	@AfterEach
	void stopListening() {
		this.root.detachAppender(this.events);
		this.library.setLevel(null);
	}

	Stream<String> serverErrors() {
		return Stream.of("/open/throws", "/open/callable", "/open/future", "/open/filter/throws", "/open/servlet/x");
	}

	@ParameterizedTest
	@MethodSource("serverErrors")
	void serverErrorIsLoggedOnceWithItsTrace(String target) {
		RawHttp.Answer answer = http().send("GET", target);
		awaitEvent(Level.ERROR);
		http().send("GET", "/open/ok");
		assertThat(warningsAndErrors()).singleElement().satisfies((event) -> {
			assertThat(event.getLevel()).isEqualTo(Level.ERROR);
			assertThat(event.getLoggerName()).startsWith("dev.mishap");
			assertThat(event.getFormattedMessage()).contains(answer.header("X-Request-Id"));
			assertThat(event.getThrowableProxy()).isNotNull();
		});
	}

	final List<ILoggingEvent> linesOf(RawHttp.Answer answer) {
		return List.copyOf(this.events.list)
			.stream()
			.filter((event) -> event.getFormattedMessage().contains(answer.header("X-Request-Id")))
			.toList();
	}

	@Test
	void exceptionThatCannotTellItsMessageIsLoggedOnceAsWell() {
		http().send("GET", "/open/message-throws");
		awaitEvent(Level.ERROR);
		http().send("GET", "/open/ok");
		assertThat(warningsAndErrors()).singleElement().satisfies((event) -> {
			assertThat(event.getLevel()).isEqualTo(Level.ERROR);
			assertThat(event.getThrowableProxy()).isNotNull();
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "/open/rse", "/nowhere", "/open/filter/rse", "/open/send-error", "/open/bodiless" })
	void clientErrorIsOneLineOfDebug(String target) {
		RawHttp.Answer answer = http().send("GET", target);
		http().send("GET", "/open/ok");
		assertThat(warningsAndErrors()).isEmpty();
		assertThat(List.copyOf(this.events.list))
			.filteredOn((event) -> event.getLevel() == Level.DEBUG
					&& event.getFormattedMessage().contains(answer.header("X-Request-Id")))
			.singleElement()
			.satisfies((event) -> assertThat(event.getThrowableProxy()).isNull());
	}

	@ParameterizedTest
	@ValueSource(strings = { "/open/rse?status=503", "/open/deferred-timeout", "/open/rse?status=429" })
	void turnedAwayRequestIsOneLineWithoutTrace(String target) {
		http().send("GET", target);
		http().send("GET", "/open/ok");
		assertThat(warningsAndErrors()).singleElement().satisfies((event) -> {
			assertThat(event.getLevel()).isEqualTo(Level.WARN);
			assertThat(event.getThrowableProxy()).isNull();
		});
	}

	@Test
	void logThatFailsDoesNotCostTheAnswer() {
		withFailingLog(() -> {
			ProblemAssert.assertThat(http().send("GET", "/open/throws")).isProblem(500, "INTERNAL_ERROR");
			ProblemAssert.assertThat(http().send("GET", "/open/rse")).isProblem(404, "NOT_FOUND");
			ProblemAssert.assertThat(http().send("GET", "/open/filter/throws")).isProblem(500, "INTERNAL_ERROR");
		});
	}

	final void withFailingLog(Runnable requests) {
		TurboFilter failing = new TurboFilter() {

			@Override
			public FilterReply decide(Marker marker, Logger logger, Level level, String format, Object[] params,
					Throwable thrown) {
				if (logger.getName().startsWith("dev.mishap.")) {
					throw new IllegalStateException();
				}
				return FilterReply.NEUTRAL;
			}

		};
		this.root.getLoggerContext().addTurboFilter(failing);
		try {
			requests.run();
		}
		finally {
			this.root.getLoggerContext().getTurboFilterList().remove(failing);
		}
	}

	final void awaitClientGone() {
		Awaitility.await()
			.atMost(Duration.ofSeconds(30))
			.until(() -> List.copyOf(this.events.list)
				.stream()
				.anyMatch((event) -> event.getFormattedMessage().contains("client gone")));
	}

	final void awaitEvent(Level level) {
		Awaitility.await()
			.atMost(Duration.ofSeconds(30))
			.until(() -> List.copyOf(this.events.list).stream().anyMatch((event) -> event.getLevel() == level));
	}

	final List<ILoggingEvent> warningsAndErrors() {
		return List.copyOf(this.events.list)
			.stream()
			.filter((event) -> event.getLevel().isGreaterOrEqual(Level.WARN))
			.toList();
	}

}
