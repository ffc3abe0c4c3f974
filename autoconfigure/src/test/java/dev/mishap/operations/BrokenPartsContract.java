package dev.mishap.operations;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import dev.mishap.Problem;
import dev.mishap.ProblemException;
import dev.mishap.ProblemListener;
import dev.mishap.ProblemMappingsCustomizer;
import dev.mishap.ProblemWriter;
import dev.mishap.testing.ProblemAssert;
import dev.mishap.testing.RawHttp;
import dev.mishap.testing.RawHttp.Answer;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.tracing.Tracer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.util.StringUtils;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Everything that is told of a problem fails: listeners, meters, traces. The client has
 * its answer, and the log one line for each.
 */
@ExtendWith(OutputCaptureExtension.class)
@TestInstance(Lifecycle.PER_CLASS)
public abstract class BrokenPartsContract {

	private static final String FAILED = " failed while an error was answered";

	@LocalServerPort
	private int port;

	private Answer get(String path, String... headers) {
		return new RawHttp(this.port).send("GET", path, headers);
	}

	/** Whatever is logged once is logged here, where every test sees it. */
	@BeforeAll
	void failFirst() {
		get("/broken");
	}

	@ParameterizedTest
	@CsvSource({ "/broken, 500, INTERNAL_ERROR", "/busy, 409, BUSY", "/taken, 503, BUSY", "/nowhere, 404, NOT_FOUND" })
	void clientHasItsAnswer(String path, int status, String code) {
		for (int i = 0; i < 2; i++) {
			Answer answer = get(path);
			ProblemAssert.assertThat(answer).isProblem(status, code);
			assertThat(answer.body()).doesNotContain("trace_id", "no connection", "no meter", "no span");
		}
	}

	@Test
	void eachFailureIsLoggedOnceWithItsTrace(CapturedOutput output) {
		for (int i = 0; i < 3; i++) {
			get("/broken");
			get("/busy");
		}
		String log = output.getAll();
		for (String part : new String[] { "the ProblemListener " + BrokenParts.class.getName(),
				"the ProblemListener dev.mishap.internal.operations.ObservedProblems$ProblemMeters", "the trace" }) {
			assertThat(log).contains(part);
		}
		assertThat(log).contains("java.lang.IllegalStateException: no connection",
				"java.lang.IllegalStateException: no meter", "java.lang.IllegalStateException: no span");
		assertThat(StringUtils.countOccurrencesOf(log, "no connection")).isEqualTo(1);
		assertThat(StringUtils.countOccurrencesOf(log, "no meter")).isEqualTo(1);
		assertThat(log.lines().filter((line) -> line.contains(" ERROR ") && line.contains(FAILED))).hasSize(4);
		assertThat(log).doesNotContain("already registered");
	}

	/** It costs its caller its own time, and nothing else. */
	@Test
	void slowListenerCostsItsOwnTimeOnly() {
		long start = System.nanoTime();
		Answer slow = get("/slow");
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(200));
		ProblemAssert.assertThat(slow).isProblem(410, "GONE");
	}

	/** One by the application's doors, one by that of the container. */
	@ParameterizedTest
	@ValueSource(
			strings = { "no-type", "no-content", "no-fields", "wrong-type", "wrong-field", "no-value", "wrong-status" })
	void bodyThatCannotBeSentIsLeftToTheNextWriter(String body) {
		ProblemAssert.assertThat(get("/unsendable/" + body)).isProblem(404, "NOT_FOUND");
		ProblemAssert.assertThat(get("/%zz/unsendable/" + body)).isProblem(400, "BAD_REQUEST");
	}

	/** Stock answers these paths, and finds nothing for another method or path. */
	@ParameterizedTest
	@ValueSource(strings = { "/deep/path", "/quiet" })
	void routeThatCannotBeReadIsLeftOut(String path) {
		assertThat(get(path).body()).isEqualTo("x");
		ProblemAssert.assertThat(new RawHttp(this.port).send("DELETE", path)).isProblem(404, "NOT_FOUND");
		Answer known = new RawHttp(this.port).send("DELETE", "/known");
		ProblemAssert.assertThat(known).isProblem(405, "METHOD_NOT_ALLOWED").hasHeader("Allow", "GET");
	}

	@Test
	void languageWithoutTextsIsAnsweredInTheDefault() {
		Answer answer = get("/nowhere", "Accept-Language: tlh");
		ProblemAssert.assertThat(answer).isProblem(404, "NOT_FOUND").hasHeader("Content-Language", "en");
	}

	/** The application, and what breaks. */
	@Configuration(proxyBeanMethods = false)
	@Import(Controller.class)
	public static class BrokenParts {

		@Bean
		ProblemListener broken() {
			return new ProblemListener() {

				@Override
				public void answered(Problem problem, dev.mishap.ProblemContext context) {
					throw new IllegalStateException("no connection");
				}

				@Override
				public String toString() {
					return "broken";
				}

			};
		}

		/** Does not wait, as that is not for every thread. */
		@Bean
		ProblemListener slow() {
			return (problem, context) -> {
				long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(250);
				boolean busy = problem.status() == 410;
				while (busy) {
					busy = System.nanoTime() < end;
				}
			};
		}

		@Bean
		ProblemWriter unsendable() {
			return (problem, context) -> {
				String path = String.valueOf(context.request().path());
				return switch (path.substring(path.lastIndexOf('/') + 1)) {
					case "no-type" -> body(null, new byte[1], 0, Map.of());
					case "no-content" -> body("text/plain", null, 0, Map.of());
					case "no-fields" -> body("text/plain", new byte[1], 0, null);
					case "wrong-type" -> body("plain text", new byte[1], 0, Map.of());
					case "wrong-field" -> body("text/plain", new byte[1], 0, Map.of("X", List.of("a\r\nb")));
					case "no-value" -> body("text/plain", new byte[1], 0, Map.of("X", Collections.singletonList(null)));
					case "wrong-status" -> body("text/plain", new byte[1], 42, Map.of());
					default -> null;
				};
			};
		}

		private static ProblemWriter.Body body(String type, byte[] content, int status,
				Map<String, List<String>> fields) {
			return new ProblemWriter.Body(type, content, status, fields);
		}

		@Bean
		MeterRegistry registry() {
			return new SimpleMeterRegistry() {

				@Override
				protected Counter newCounter(Meter.Id id) {
					if (id.getName().startsWith("mishap.")) {
						throw new IllegalStateException("no meter");
					}
					return super.newCounter(id);
				}

			};
		}

		@Bean
		Tracer tracer() {
			return (Tracer) Proxy.newProxyInstance(BrokenParts.class.getClassLoader(), new Class<?>[] { Tracer.class },
					(proxy, method, arguments) -> switch (method.getName()) {
						case "hashCode" -> 1;
						case "equals" -> proxy == arguments[0];
						case "toString" -> "broken";
						default -> throw new IllegalStateException("no span");
					});
		}

		@Bean
		ProblemMappingsCustomizer rows() {
			return (rows) -> rows.map(IllegalArgumentException.class, Problem.of(409, "BUSY"))
				.map(IllegalMonitorStateException.class, Problem.of(503, "BUSY"));
		}

	}

	@RestController
	static class Controller {

		@GetMapping("/broken")
		String broken() {
			throw new UnsupportedOperationException("s3cr3t");
		}

		@GetMapping("/busy")
		String busy() {
			throw new IllegalArgumentException("s3cr3t");
		}

		@GetMapping("/taken")
		String taken() {
			throw new IllegalMonitorStateException("s3cr3t");
		}

		@GetMapping("/slow")
		String slow() {
			throw new ProblemException(Problem.of(410));
		}

	}

}
