package dev.mishap.internal.log;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import ch.qos.logback.core.read.ListAppender;
import dev.mishap.Problem;
import dev.mishap.ProblemContext;
import dev.mishap.ProblemMappings;
import dev.mishap.ProblemRequest.Door;
import dev.mishap.Violation;
import dev.mishap.Violation.Location;
import dev.mishap.internal.log.ProblemLog.TraceBudget;
import dev.mishap.testing.FakeRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

/** The lines of {@link ProblemLog}. */
class ProblemLogTests {

	private final ListAppender<ILoggingEvent> events = new ListAppender<>();

	private final Logger logger = (Logger) LoggerFactory.getLogger("dev.mishap.problems");

	private final FakeRequest request = new FakeRequest();

	@BeforeEach
	void listen() {
		this.events.start();
		this.logger.setLevel(Level.DEBUG);
		this.logger.addAppender(this.events);
	}

	@AfterEach
	void stopListening() {
		this.logger.detachAppender(this.events);
		this.logger.setLevel(null);
	}

	private static ProblemLog log(boolean clientMessages) {
		return new ProblemLog(new LogRule.Table(List.of()), new TraceBudget(100, System::nanoTime), clientMessages,
				List.of());
	}

	private ProblemContext context(Throwable exception) {
		return new ProblemContext(this.request, exception, Door.CONTROLLER, "id-1", Locale.ENGLISH);
	}

	private String line(boolean clientMessages, Problem problem, Throwable exception) {
		log(clientMessages).answered(problem, context(exception));
		assertThat(this.events.list).hasSize(1);
		return this.events.list.get(0).getFormattedMessage();
	}

	private static Problem invalid(Violation... violations) {
		return Problem.of(422, "VALIDATION_FAILED").withViolations(List.of(violations));
	}

	@Test
	void invalidPartsAreNamedWithTheirCodes() {
		Problem problem = invalid(Violation.of(Location.BODY, "#/lines/0/sku", "NOT_BLANK", "s3cr3t"),
				Violation.of(Location.PARAMETER, "page-size", "MIN", "s3cr3t"));
		assertThat(line(false, problem, null))
			.isEqualTo("[id-1] 422 VALIDATION_FAILED: POST /orders #/lines/0/sku NOT_BLANK, page-size MIN");
	}

	@Test
	void invalidPartsStandBeforeTheException() {
		Problem problem = invalid(Violation.of(Location.BODY, "#/sku", "SIZE", "s3cr3t"));
		assertThat(line(false, problem, new IllegalArgumentException("s3cr3t")))
			.isEqualTo("[id-1] 422 VALIDATION_FAILED: POST /orders #/sku SIZE (java.lang.IllegalArgumentException)");
	}

	@Test
	void manyInvalidPartsAreCounted() {
		List<Violation> violations = new ArrayList<>();
		for (int i = 0; i < 50; i++) {
			violations.add(Violation.of(Location.BODY, "#/lines/" + i, "NOT_NULL", (String) null));
		}
		assertThat(line(false, invalid(violations.toArray(new Violation[0])), null))
			.endsWith("#/lines/9 NOT_NULL, 40 more");
	}

	/** Keys of a map are the client's own words. */
	@Test
	void nameOfAnInvalidPartIsBoundedAndForgesNoLine() {
		Problem problem = invalid(Violation.of(Location.BODY, "#/a\n2026" + "x".repeat(10_000), "NOT_NULL", "x"));
		assertThat(line(false, problem, null)).contains("#/a\\u000a2026x").doesNotContain("\n").hasSizeLessThan(300);
	}

	@Test
	void messageOfAClientErrorIsLeftOut() {
		assertThat(line(false, Problem.of(404), new IllegalArgumentException("Order 7 of Ada")))
			.isEqualTo("[id-1] 404 NOT_FOUND: POST /orders (java.lang.IllegalArgumentException)");
	}

	@Test
	void messageOfAClientErrorIsLoggedWhereItIsWanted() {
		assertThat(line(true, Problem.of(404), new IllegalArgumentException("Order 7 of Ada\r\n2026 forged\u001b[1m")))
			.isEqualTo("[id-1] 404 NOT_FOUND: POST /orders "
					+ "(java.lang.IllegalArgumentException: Order 7 of Ada\\u000d\\u000a2026 forged\\u001b[1m)");
	}

	@Test
	void messageOfAClientErrorIsBounded() {
		assertThat(line(true, Problem.of(404), new IllegalArgumentException("x".repeat(1_000_000))))
			.hasSizeLessThan(1200);
	}

	@Test
	void clientErrorWithoutAMessageThatCanBeReadIsLoggedByItsName() {
		assertThat(line(true, Problem.of(404), new IllegalArgumentException() {

			private static final long serialVersionUID = 1L;

			@Override
			public String getMessage() {
				throw new IllegalStateException();
			}

		})).startsWith("[id-1] 404 NOT_FOUND: POST /orders (" + ProblemLogTests.class.getName());
	}

	@Test
	void appenderThatFailsStopsNothing() {
		Failing failing = new Failing();
		failing.start();
		this.logger.addAppender(failing);
		ProblemLog log = log(true);
		Exception exception = new IllegalStateException();
		try {
			assertThatNoException().isThrownBy(() -> {
				log.answered(Problem.of(500), context(exception));
				log.answered(Problem.of(404), context(exception));
				log.failedAfterCommit(this.request, "id-1", exception);
				log.failedAfterCommit(this.request, "id-1", null);
				log.failedAfterAnswer(this.request, "id-1", exception);
				log.failedAfterAnswer(this.request, "id-1", null);
				log.unregistered(this.request, "id-1", 599);
				log.clientGone(this.request, "id-1");
				log.partFailed("a part", this.request, "id-1", exception);
				log.partFailed("a part", this.request, "id-1", exception);
				log.hint(exception, ProblemMappings.builder().build(), this.request);
			});
			assertThat(failing.asked).isGreaterThan(10);
		}
		finally {
			this.logger.detachAppender(failing);
		}
	}

	/** Fails with what nobody declares. */
	private static final class Failing extends AppenderBase<ILoggingEvent> {

		private int asked;

		@Override
		public synchronized void doAppend(ILoggingEvent event) {
			this.asked++;
			sneak(new java.io.IOException("disk full"));
		}

		@Override
		protected void append(ILoggingEvent event) {
		}

		@SuppressWarnings("unchecked")
		private static <T extends Throwable> void sneak(Throwable failure) throws T {
			throw (T) failure;
		}

	}

}
