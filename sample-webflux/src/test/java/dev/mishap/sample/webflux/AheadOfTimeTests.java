package dev.mishap.sample.webflux;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.aot.AotDetector;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/** The sample as it was processed ahead of time, on the JVM. */
class AheadOfTimeTests extends WebFluxSampleContract {

	private static final String ENABLED = "spring.aot.enabled";

	private static ConfigurableApplicationContext application;

	@BeforeAll
	static void start() {
		System.setProperty(ENABLED, "true");
		SpringApplication sample = new SpringApplication(WebFluxSampleApplication.class);
		// otherwise that of the tests
		sample.setMainApplicationClass(WebFluxSampleApplication.class);
		application = sample.run("--server.port=0");
	}

	@AfterAll
	static void stop() {
		System.clearProperty(ENABLED);
		application.close();
	}

	@Override
	int port() {
		return application.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
	}

	@Test
	void generatedBeansAreUsed() {
		assertThat(AotDetector.useGeneratedArtifacts()).isTrue();
		assertThat(application.getBeanDefinitionNames()).contains("mishapPipeline", "mishapReactiveAnswers")
			.doesNotContain("org.springframework.context.annotation.internalConfigurationAnnotationProcessor");
	}

}
