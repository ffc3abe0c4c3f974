package dev.mishap.sample;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.aot.AotDetector;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

import static dev.mishap.sample.ProblemAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** The sample as it was processed ahead of time, on the JVM. */
class AheadOfTimeTests {

	private static final String ENABLED = "spring.aot.enabled";

	private static ConfigurableApplicationContext application;

	private static Http http;

	@BeforeAll
	static void start() {
		System.setProperty(ENABLED, "true");
		SpringApplication sample = new SpringApplication(SampleApplication.class);
		// otherwise that of the tests
		sample.setMainApplicationClass(SampleApplication.class);
		application = sample.run("--server.port=0", "--management.tracing.export.enabled=false");
		http = new Http(application.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
	}

	@AfterAll
	static void stop() {
		System.clearProperty(ENABLED);
		application.close();
	}

	@Test
	void generatedBeansAreUsed() {
		assertThat(AotDetector.useGeneratedArtifacts()).isTrue();
		assertThat(application.getBeanDefinitionNames()).contains("mishapPipeline", "mishapAdvice")
			.doesNotContain("org.springframework.context.annotation.internalConfigurationAnnotationProcessor");
	}

	/** What each door refuses, and what the application says of its own exceptions. */
	@ParameterizedTest
	@CsvSource({ "GET, /nowhere, 404, NOT_FOUND", "GET, /jobs/none, 404, JOB_NOT_FOUND",
			"GET, /predictions/none, 404, PREDICTION_NOT_FOUND", "GET, /account, 401, UNAUTHENTICATED",
			"GET, /vault/none, 401, UNAUTHENTICATED", "GET, /trouble/boom, 500, INTERNAL_ERROR",
			"GET, /trouble/bare, 404, NOT_FOUND", "GET, /trouble/send-error, 409, CONFLICT",
			"GET, /v1/explanations/broken, 502, UPSTREAM_FAILED", "DELETE, /v1/predict, 405, METHOD_NOT_ALLOWED",
			"POST, /v1/predict, 400, MISSING_BODY" })
	void problemsAreTheSame(String method, String path, int status, String code) {
		assertThat(http.send(method, path, null, "Content-Type", "application/json")).isProblem(status, code);
	}

	@Test
	void whatDoesNotFitIsNamed() {
		Http.Answer answer = http.postJson("/v1/predict", "{\"text\": \" \", \"max_labels\": 9}");
		assertThat(answer).isProblem(422, "VALIDATION_FAILED");
		assertThat(answer.body()).contains("#/max_labels", "#/text");
	}

	@Test
	void listPagesDocumentAndMetersAreThere() {
		http.get("/jobs/none");
		assertThat(http.get("/actuator/problems").body()).contains("JOB_NOT_FOUND", "mishap.mappings[0]");
		assertThat(http.get("/problems/job-not-found", "Accept-Language", "de").body()).contains("lang=\"de\"");
		assertThat(http.get("/v3/api-docs").body()).contains("ProblemDetails", "PREDICTION_NOT_FOUND");
		assertThat(http.get("/actuator/prometheus").body()).contains("mishap_problems_total{");
	}

}
