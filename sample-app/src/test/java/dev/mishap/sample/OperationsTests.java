package dev.mishap.sample;

import java.nio.charset.StandardCharsets;
import java.util.List;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.logging.logback.StructuredLogEncoder;
import org.springframework.core.env.Environment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What those see who run the service: meters, the list of problems, log lines, traces.
 * docs/operations.md shows it.
 */
class OperationsTests extends RunningSample {

	private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

	private static final Recorded DOCS = new Recorded("operations.md");

	private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

	@Autowired
	@SuppressWarnings("NullAway.Init")
	private Environment environment;

	@BeforeEach
	void listen() {
		this.lines.setContext(context());
		this.lines.start();
		logger().addAppender(this.lines);
	}

	@AfterEach
	void stopListening() {
		logger().detachAppender(this.lines);
	}

	private static LoggerContext context() {
		return (LoggerContext) LoggerFactory.getILoggerFactory();
	}

	private static ch.qos.logback.classic.Logger logger() {
		return context().getLogger("dev.mishap.problems");
	}

	private List<String> counted() {
		return this.http.get("/actuator/prometheus")
			.body()
			.lines()
			.filter((line) -> line.startsWith("mishap_problems_total{"))
			.map((line) -> line.replaceAll("[0-9.E]+$", "1.0"))
			.sorted()
			.toList();
	}

	@Test
	void problemsAreCountedByCodeStatusFaultAndException() throws Exception {
		this.http.get("/predictions/none");
		this.http.get("/trouble/boom");
		this.http.get("/v1/explanations/broken");
		this.http.postJson("/demo/model/busy", "");
		ProblemAssert.assertThat(this.http.postJson("/v1/predict", "{\"text\": \"good\"}"))
			.isProblem(503, "MODEL_OVERLOADED");
		Waiting.until(() -> this.http.get("/demo/model").json().path("free").asBoolean());
		List<String> shown = counted().stream()
			.filter((line) -> line.matches(".*(IllegalState|BulkheadFull|PredictionNotFound|InternalServer).*"))
			.toList();
		assertThat(shown).hasSize(4);
		DOCS.code("metrics", String.join("\n", shown));
	}

	@Test
	void problemsOfTheServiceAreListed() throws Exception {
		JsonNode problem = this.http.get("/actuator/problems")
			.json()
			.path("problems")
			.valueStream()
			.filter((one) -> one.path("code").asString("").equals("JOB_NOT_FOUND"))
			.findFirst()
			.orElseThrow();
		DOCS.code("problem", pretty(problem));
	}

	@Test
	void wayToAnAnswerIsExplained() throws Exception {
		DOCS.code("walk", pretty(
				this.http.get("/actuator/problems?exception=dev.mishap.sample.jobs.JobNotFoundException").json()));
	}

	@Test
	void logLineHasItsFields() throws Exception {
		Http.Answer answer = this.http.get("/jobs/none", "traceparent", "00-" + TRACE + "-00f067aa0ba902b7-01");
		ILoggingEvent event = line(answer);
		DOCS.code("ecs",
				pretty(Http.JSON.readTree(encoded(event, "ecs")))
					.replace(answer.member("request_id"), "req_01K6Z0V8R3T5W7Y9A1C3E5G7J9")
					.replaceAll("\"spanId\" : \"[0-9a-f]+\"", "\"spanId\" : \"00f067aa0ba902b7\"")
					.replaceAll("\"@timestamp\" : \"[^\"]+\"", "\"@timestamp\" : \"2026-11-27T09:00:00.000Z\"")
					.replaceAll("\"pid\" : [0-9]+", "\"pid\" : 1")
					.replaceAll("\"name\" : \"[^\"]*exec[^\"]*\"", "\"name\" : \"http-nio-8080-exec-1\""));
	}

	private ILoggingEvent line(Http.Answer answer) {
		String id = "[" + answer.member("request_id") + "]";
		return this.lines.list.stream().filter((event) -> event.getMessage().contains(id)).findFirst().orElseThrow();
	}

	private String encoded(ILoggingEvent event, String format) {
		LoggerContext context = new LoggerContext();
		context.putObject(Environment.class.getName(), this.environment);
		StructuredLogEncoder encoder = new StructuredLogEncoder();
		encoder.setContext(context);
		encoder.setFormat(format);
		encoder.start();
		return new String(encoder.encode(event), StandardCharsets.UTF_8);
	}

	/** Thrown by a handler, by Spring Security, and by nobody at all. */
	@ParameterizedTest
	@CsvSource({ "/jobs/none, JOB_NOT_FOUND, a2f92f3577b34da6a3ce929d0e0e4701",
			"/account, UNAUTHENTICATED, a2f92f3577b34da6a3ce929d0e0e4702",
			"/trouble/bare, NOT_FOUND, a2f92f3577b34da6a3ce929d0e0e4703",
			"/trouble/boom, INTERNAL_ERROR, a2f92f3577b34da6a3ce929d0e0e4704" })
	void traceGoesToTheCollectorWithTheCode(String path, String code, String trace) {
		Http.Answer answer = this.http.get(path, "traceparent", "00-" + trace + "-00f067aa0ba902b7-01");
		assertThat(answer.member("code")).isEqualTo(code);
		assertThat(line(answer).getMDCPropertyMap()).containsEntry("traceId", trace).containsKey("spanId");
		Waiting.until(() -> collector.has(trace, "error.type", code, path));
	}

	/**
	 * OpenMetrics 1.0 has exemplars for counters and buckets only, and they are refused
	 * elsewhere.
	 */
	@Test
	void metersCanBeReadByAPrometheusThatIsStrict() {
		this.http.get("/predictions/none", "traceparent", "00-" + TRACE + "-00f067aa0ba902b7-01");
		Http.Answer meters = this.http.get("/actuator/prometheus", "Accept",
				"application/openmetrics-text; version=1.0.0");
		assertThat(meters.header("Content-Type")).startsWith("application/openmetrics-text");
		assertThat(meters.body().lines().filter((line) -> line.contains(" # {"))).isNotEmpty()
			.allMatch((line) -> line.matches("\\w+_(total|bucket)\\{.*"));
	}

	@Test
	void nothingOfWhatWasThrownIsInMetersOrTheList() {
		this.http.get("/trouble/boom");
		assertThat(this.http.get("/actuator/prometheus").body() + this.http.get("/actuator/problems").body())
			.doesNotContain("s3cr3t", "jdbc:");
	}

	private static String pretty(JsonNode json) {
		return JsonMapper.builder()
			.enable(SerializationFeature.INDENT_OUTPUT)
			.build()
			.writeValueAsString(json)
			.replace("\r", "");
	}

}
