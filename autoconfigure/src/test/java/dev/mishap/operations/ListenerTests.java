package dev.mishap.operations;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.mishap.Problem;
import dev.mishap.ProblemContext;
import dev.mishap.ProblemListener;
import dev.mishap.ProblemLogLevel;
import dev.mishap.ProblemMappings;
import dev.mishap.internal.ProblemPipeline;
import dev.mishap.ProblemRequest.Progress;
import dev.mishap.internal.Traces;
import dev.mishap.internal.operations.ObservedProblems.ProblemMeters;
import dev.mishap.testing.FakeRequest;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.event.KeyValuePair;

import static org.assertj.core.api.Assertions.assertThat;

/** Who is told of problems, and that none of them costs the client its answer. */
class ListenerTests {

	private final ListAppender<ILoggingEvent> log = new ListAppender<>();

	private final Logger logger = (Logger) LoggerFactory.getLogger("dev.mishap.problems");

	private final FakeRequest request = new FakeRequest();

	private final List<String> heard = new ArrayList<>();

	private final ProblemListener listener = new ProblemListener() {

		@Override
		public void answered(Problem problem, ProblemContext context) {
			ListenerTests.this.heard.add(problem.status() + " " + problem.code() + " " + problem.title() + " "
					+ context.requestId() + " " + context.exception());
		}

		@Override
		public void cut(@Nullable Throwable exception, ProblemContext context) {
			ListenerTests.this.heard.add("cut " + context.requestId() + " " + exception);
		}

	};

	@BeforeEach
	void listen() {
		this.log.start();
		this.logger.setLevel(Level.DEBUG);
		this.logger.addAppender(this.log);
	}

	@AfterEach
	void stopListening() {
		this.logger.detachAppender(this.log);
		this.logger.setLevel(null);
	}

	private static ProblemPipeline.Builder pipeline() {
		return ProblemPipeline.builder().requestIds((request) -> "id-1");
	}

	private List<String> errors() {
		return this.log.list.stream()
			.filter((event) -> event.getLevel() == Level.ERROR)
			.map(ILoggingEvent::getFormattedMessage)
			.toList();
	}

	@Test
	void listenerIsToldOnceOfEachProblem() {
		ProblemPipeline pipeline = pipeline().listeners(List.of(this.listener)).build();
		IOException exception = new IOException("x");
		pipeline.answerTo(exception, this.request);
		pipeline.answerTo(exception, this.request);
		pipeline.answerTo(404, null, new FakeRequest());
		assertThat(this.heard).containsExactly("500 INTERNAL_ERROR Internal Server Error id-1 java.io.IOException: x",
				"404 NOT_FOUND Not Found id-1 null");
	}

	@Test
	void listenerIsToldOfAResponseThatIsCut() {
		this.request.progress = Progress.COMMITTED;
		pipeline().listeners(List.of(this.listener)).build().answerTo(new IOException("x"), this.request);
		assertThat(this.heard).containsExactly("cut id-1 java.io.IOException: x");
	}

	@Test
	void listenerThatThrowsIsLoggedOnceAndCostsNothing() {
		ProblemPipeline pipeline = pipeline().listeners(List.of((problem, context) -> {
			throw new IllegalStateException("no connection");
		}, this.listener)).build();
		for (int i = 0; i < 2; i++) {
			FakeRequest each = new FakeRequest();
			each.apply(pipeline.answerTo(404, null, each));
			assertThat(each.status).isEqualTo(404);
			assertThat(each.text()).contains("\"code\":\"NOT_FOUND\"");
		}
		assertThat(this.heard).hasSize(2);
		assertThat(errors()).singleElement()
			.asString()
			.startsWith("[id-1] the ProblemListener ")
			.endsWith(
					" failed while an error was answered; the answer went out without it (logged once): POST /orders");
	}

	@Test
	void meterRegistryThatThrowsCostsNothing() {
		ProblemPipeline pipeline = pipeline().listeners(List.of(new ProblemMeters(() -> {
			throw new IllegalStateException("no registry");
		}, () -> 0))).build();
		this.request.apply(pipeline.answerTo(404, null, this.request));
		assertThat(this.request.status).isEqualTo(404);
		assertThat(errors()).hasSize(1);
	}

	@Test
	void tracesThatThrowCostNothing() {
		ProblemPipeline pipeline = pipeline().traces(new Traces() {

			@Override
			public Scope enter(dev.mishap.ProblemRequest request) {
				return () -> {
					throw new IllegalStateException("no scope");
				};
			}

			@Override
			public @Nullable String traceId(dev.mishap.ProblemRequest request) {
				throw new IllegalStateException("no trace");
			}

		}).build();
		this.request.apply(pipeline.answerTo(404, null, this.request));
		assertThat(this.request.status).isEqualTo(404);
		assertThat(errors()).singleElement().asString().startsWith("[id-1] the trace failed");
	}

	@Test
	void problemsAreCountedByCodeStatusFaultAndException() {
		MeterRegistry registry = new SimpleMeterRegistry();
		ProblemMappings mappings = ProblemMappings.builder()
			.map(IOException.class, Problem.of(503).withHeader("Retry-After", "7"))
			.build();
		ProblemPipeline pipeline = pipeline().mappings(mappings)
			.listeners(List.of(new ProblemMeters(() -> registry, () -> 3)))
			.build();
		pipeline.answerTo(new IOException(), new FakeRequest());
		pipeline.answerTo(new IOException(), new FakeRequest());
		pipeline.answerTo(404, null, new FakeRequest());
		pipeline.answerTo(new IllegalStateException(), new FakeRequest());
		assertThat(counts(registry)).containsExactlyInAnyOrder("SERVICE_UNAVAILABLE IOException shed 503 2",
				"NOT_FOUND none client 404 1", "INTERNAL_ERROR IllegalStateException server 500 1");
		assertThat(registry.get("mishap.log.traces.withheld").functionCounter().count()).isEqualTo(3);
	}

	@Test
	void beyondAHundredCodesTheCounterSaysOther() {
		MeterRegistry registry = new SimpleMeterRegistry();
		ProblemPipeline pipeline = pipeline().listeners(List.of(new ProblemMeters(() -> registry, () -> 0))).build();
		for (int i = 0; i < 150; i++) {
			pipeline.answerTo(Problem.of(409, "MADE_UP_" + i), null, new FakeRequest());
		}
		assertThat(counts(registry)).hasSize(101).contains("other none client 409 50");
	}

	private static List<String> counts(MeterRegistry registry) {
		return registry.find("mishap.problems")
			.counters()
			.stream()
			.map((counter) -> counter.getId()
				.getTags()
				.stream()
				.map((tag) -> tag.getValue())
				.collect(Collectors.joining(" ")) + " " + Math.round(counter.count()))
			.toList();
	}

	@Test
	void logHasTheLastWordFromABean() {
		ProblemLogLevel quiet = (level, problem, context) -> (problem.status() == 404) ? System.Logger.Level.OFF
				: level;
		ProblemLogLevel broken = (level, problem, context) -> {
			throw new IllegalStateException();
		};
		ProblemLogLevel loud = (level, problem, context) -> (problem.status() == 409) ? System.Logger.Level.WARNING
				: level;
		ProblemPipeline pipeline = pipeline().logLevels(List.of(quiet, broken, loud)).build();
		pipeline.answerTo(404, null, new FakeRequest());
		pipeline.answerTo(409, null, new FakeRequest());
		pipeline.answerTo(410, null, new FakeRequest());
		assertThat(this.log.list)
			.filteredOn((event) -> event.getLevel() != Level.ERROR && !event.getMessage().contains("failed again"))
			.extracting((event) -> event.getLevel() + " " + event.getFormattedMessage())
			.containsExactly("WARN [id-1] 409 CONFLICT: POST /orders", "DEBUG [id-1] 410 GONE: POST /orders");
		assertThat(errors()).hasSize(1);
	}

	@Test
	void lineHasItsPartsAsPairs() {
		pipeline().build().answerTo(409, null, this.request);
		Map<String, Object> pairs = this.log.list.get(0)
			.getKeyValuePairs()
			.stream()
			.collect(Collectors.toMap((KeyValuePair pair) -> pair.key, (KeyValuePair pair) -> pair.value));
		assertThat(pairs).containsExactlyInAnyOrderEntriesOf(Map.of("request_id", "id-1", "code", "CONFLICT", "status",
				409, "fault", "client", "method", "POST", "path", "/orders"));
	}

}
