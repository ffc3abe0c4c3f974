package dev.mishap.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.annotation.ImportCandidates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * The measurement with a short profile: it works, its figures mean nothing. Each library
 * and each kind of application is started, not each of each kind: the whole measurement
 * starts all, and fails at an answer that it does not expect.
 */
@TestInstance(Lifecycle.PER_CLASS)
class ShortProfileTests {

	private static final List<Library> OPEN = List.of(Library.FLOOR, Library.ADVICE, Library.PROBLEM_DETAILS,
			Library.MISHAP);

	private static final List<Library> SECURED = List.of(Library.PROBLEM_DETAILS, Library.WIMDEBLAUWE, Library.MISHAP);

	private static final Profile PROFILE = Profile.brief();

	private Fleet open;

	private Fleet secured;

	@BeforeAll
	void start() {
		this.open = Fleet.start(PROFILE, Stack.SERVLET, OPEN, false);
		this.secured = Fleet.start(PROFILE, Stack.SERVLET, SECURED, true);
	}

	@AfterAll
	void stop() {
		this.open.close();
		this.secured.close();
	}

	private Fleet fleet(Scenario scenario) {
		return scenario.secured() ? this.secured : this.open;
	}

	private static List<Library> libraries(Scenario scenario) {
		return scenario.secured() ? SECURED : OPEN;
	}

	static Stream<Arguments> scenarios() {
		return Stream.of(Scenario.values())
			.flatMap((scenario) -> libraries(scenario).stream().map((library) -> arguments(scenario, library)));
	}

	@ParameterizedTest
	@MethodSource("scenarios")
	void everyApplicationAnswersEveryScenario(Scenario scenario, Library library) {
		Server server = fleet(scenario).server(library);

		Answer answer = new LoadGenerator(server.port(), 1).ask(scenario.request());

		assertThat(answer.status()).as(answer.head() + answer.body()).isIn(scenario.statuses(library));
	}

	static Stream<Scenario> failures() {
		return Stream.of(Scenario.values()).filter((scenario) -> scenario != Scenario.OK);
	}

	@ParameterizedTest
	@MethodSource("failures")
	void whatIsMeasuredOfMishapIsAProblemWithItsRequestId(Scenario scenario) {
		Server server = fleet(scenario).server(Library.MISHAP);

		Answer answer = new LoadGenerator(server.port(), 1).ask(scenario.request());

		assertThat(answer.head()).contains("Content-Type: application/problem+json", "X-Request-Id: ");
		assertThat(answer.body()).contains("\"code\":", "\"request_id\":");
		assertThat(answer.missing(scenario)).isEmpty();
	}

	/** Otherwise an application that leaves them out does not start. */
	@Test
	void whatIsLeftOutToMeasureWhatIsOffIsThere() {
		List<String> known = ImportCandidates.load(AutoConfiguration.class, null).getCandidates();
		assertThat(known).contains(Measurement.OPTIONAL.split(","));
	}

	@Test
	void loadKeepsItsConnectionsAndCountsEveryAnswer() {
		Server server = this.open.server(Library.FLOOR);

		LoadGenerator.Load load = new LoadGenerator(server.port(), 3).send(Scenario.OK.request(),
				Duration.ofSeconds(30), 500);

		assertThat(load.statuses()).containsExactly(Map.entry(200, 500L));
		assertThat(load.reconnected()).isZero();
	}

	@Test
	void segmentsTellWhatTheServerHasUsed() {
		Server server = this.open.server(Library.FLOOR);
		LoadGenerator generator = new LoadGenerator(server.port(), 2);

		server.begin();
		generator.send(Scenario.OK.request(), Duration.ofSeconds(30), 2000);
		Server.Usage used = server.end();
		server.begin();
		Server.Usage idle = server.end();

		assertThat(used.cpuNanos()).isPositive();
		assertThat(used.allocatedBytes()).isGreaterThan(2000 * 100);
		assertThat(idle.allocatedBytes()).isLessThan(used.allocatedBytes() / 10);
	}

	@Test
	void onlyTheApplicationOfALibraryHasItOnItsClassPath() {
		assertThat(ClassPaths.of(Stack.SERVLET, Library.BOOT, false)).doesNotContain("autoconfigure/target",
				"core/target", "servlet/target", "mishap-spring-boot", "error-handling-spring-boot-starter",
				"spring-security-web");
		assertThat(ClassPaths.of(Stack.SERVLET, Library.WIMDEBLAUWE, true))
			.contains("error-handling-spring-boot-starter", "spring-security-web");
		assertThat(ClassPaths.of(Stack.SERVLET, Library.MISHAP, false)).contains("tomcat-embed-core")
			.doesNotContain("reactor-core", "reactor-netty-core", "netty-handler", "spring-webflux", "reactive/target");
		assertThat(ClassPaths.of(Stack.WEBFLUX, Library.MISHAP, false)).contains("reactor-netty", "tomcat-embed-el")
			.doesNotContain("tomcat-embed-core", "spring-webmvc", "servlet/target");
	}

	@ParameterizedTest
	@CsvSource({ "BOOT, false", "MISHAP, true" })
	void everyApplicationOnWebFluxAnswersEveryScenario(Library library, boolean secured) {
		try (Fleet fleet = Fleet.start(PROFILE, Stack.WEBFLUX, List.of(library), secured)) {
			for (Scenario scenario : Stack.WEBFLUX.scenarios()) {
				if (scenario.secured() == secured) {
					Answer answer = new LoadGenerator(fleet.server(library).port(), 1).ask(scenario.request());
					assertThat(answer.status()).as(answer.head() + answer.body()).isIn(scenario.statuses(library));
					if (library == Library.MISHAP) {
						assertThat(answer.missing(scenario)).isEmpty();
					}
				}
			}
		}
	}

	/** Those that serve have started already: it needs no more JVMs. */
	private Measurement.StartUp startUp() {
		Measurement.StartUp startUp = new Measurement.StartUp();
		for (Library library : List.of(Library.PROBLEM_DETAILS, Library.MISHAP)) {
			Server server = this.open.server(library);
			startUp.add(library, server.startMillis(), server.startCpuNanos());
		}
		return startUp;
	}

	private static Measurement measurement(List<Library> libraries) {
		return new Measurement(PROFILE, Stack.SERVLET, libraries, (what) -> {
		});
	}

	@Test
	void reportHasARowForEveryScenario(@TempDir Path folder) throws Exception {
		Path document = folder.resolve("performance.md");
		List<Scenario> all = List.of(Scenario.values());
		Measurement measurement = measurement(OPEN);
		Map<Scenario, Figures> figures = new EnumMap<>(Scenario.class);
		for (Scenario scenario : all) {
			figures.putAll(measurement(libraries(scenario)).scenarios(List.of(scenario), fleet(scenario)));
		}
		Report report = new Report(PROFILE, Stack.SERVLET);
		report.scenarios(figures, List.of(Library.values()));
		report.startUp(startUp());
		report.curve("Violations", measurement.violations(this.open), Figures.Segment::cpuMicros);
		report.curve("Bodies", measurement.rejectedBodies(this.open), Figures.Segment::cpuMicros);
		report.curve("Concurrency", measurement.concurrency(), Figures.Segment::processCpuMicros);
		report.micro(Micro.run(PROFILE));

		report.writeTo(document);
		report.writeTo(document);

		String text = Files.readString(document);
		for (Scenario scenario : all) {
			assertThat(text).containsPattern(
					"\\| \\Q" + scenario.title() + "\\E \\| [0-9.]+°? \\|( [0-9.]*°? \\|){4} \\*\\*[0-9.]+\\*\\* \\|");
		}
		assertThat(text).containsPattern("401 Bearer, invalid token \\| [0-9.]+° \\|")
			.contains("° answers without a body")
			.containsPattern("\\| 401 Bearer, invalid token \\| – \\| – \\| body, code, ID \\|")
			.containsPattern("\\| validation failure, three fields \\| ID, fields \\| – \\| code, ID, fields \\|");
		assertThat(text).containsPattern("AnswerBenchmark.requestId \\| [0-9.]+ \\|")
			.containsPattern("1 violations \\| [0-9.]+ \\|")
			.containsPattern("until it serves \\| [0-9.]+ \\|")
			.doesNotContain("NaN")
			.containsOnlyOnce("## JDK ");
	}

}
