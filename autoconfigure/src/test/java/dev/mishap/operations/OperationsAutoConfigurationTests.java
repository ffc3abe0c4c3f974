package dev.mishap.operations;

import java.util.Map;
import java.util.function.Supplier;

import dev.mishap.ProblemMappingsCustomizer;
import dev.mishap.autoconfigure.ProblemAutoConfiguration;
import dev.mishap.autoconfigure.servlet.ProblemServletAutoConfiguration;
import dev.mishap.internal.ProblemPipeline;
import dev.mishap.testing.FakeRequest;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.tracing.Tracer;
import org.junit.jupiter.api.Test;

import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.util.ClassUtils;

import static org.assertj.core.api.Assertions.assertThat;

/** What operators see is optional, and waits for the first problem. */
class OperationsAutoConfigurationTests {

	private static final String OPERATIONS = "dev.mishap.autoconfigure.operations.OperationsAutoConfigurations$";

	private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ProblemAutoConfiguration.class, ProblemServletAutoConfiguration.class,
				ClassUtils.resolveClassName(OPERATIONS + "Meters", null),
				ClassUtils.resolveClassName(OPERATIONS + "OfTracing", null),
				ClassUtils.resolveClassName(OPERATIONS + "OfActuator", null)));

	private static void answer(ProblemPipeline pipeline) {
		FakeRequest request = new FakeRequest();
		request.apply(pipeline.answerTo(404, null, request));
		assertThat(request.status).isEqualTo(404);
	}

	@Test
	void withoutMicrometerAndActuatorThereIsNoBeanOfIt() {
		this.runner
			.withClassLoader(
					new FilteredClassLoader(MeterRegistry.class, Observation.class, Tracer.class, Endpoint.class))
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(context.getBeanDefinitionNames()).doesNotContain("mishapProblemMeters",
						"mishapObservedProblems", "mishapTraces", "mishapProblemsEndpoint");
				answer(context.getBean(ProblemPipeline.class));
			});
	}

	@Test
	void withoutRegistryAndTracerNothingIsMissed() {
		this.runner.run((context) -> answer(context.getBean(ProblemPipeline.class)));
	}

	@Test
	void meterRegistryIsNotMadeForUsBeforeTheFirstProblem() {
		this.runner.withUserConfiguration(Meters.class).run((context) -> {
			Supplier<Boolean> made = () -> context.getSourceApplicationContext()
				.getBeanFactory()
				.containsSingleton("registry");
			ProblemPipeline pipeline = context.getBean(ProblemPipeline.class);
			assertThat(made.get()).isFalse();
			answer(pipeline);
			assertThat(made.get()).isTrue();
			assertThat(context.getBean(MeterRegistry.class).get("mishap.problems").counter().count()).isEqualTo(1);
		});
	}

	/** A table that lacks rows would answer with what nobody has meant. */
	@Test
	void contributorThatThrowsStopsTheStart() {
		this.runner.withUserConfiguration(BrokenRows.class)
			.run((context) -> assertThat(context).getFailure()
				.hasStackTraceContaining("mishapMappings")
				.hasStackTraceContaining(BrokenRows.class.getName())
				.rootCause()
				.hasMessage("no rows"));
	}

	@Test
	void endpointIsNotExposedUnlessAskedFor() {
		this.runner.run((context) -> assertThat(context).doesNotHaveBean("mishapProblemsEndpoint"));
		this.runner.withPropertyValues("management.endpoints.web.exposure.include=problems")
			.run((context) -> assertThat(context.getBeansWithAnnotation(Endpoint.class)).isNotEqualTo(Map.of())
				.containsKey("mishapProblemsEndpoint"));
	}

	@Configuration(proxyBeanMethods = false)
	static class Meters {

		@Bean
		@Lazy
		MeterRegistry registry() {
			return new SimpleMeterRegistry();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class BrokenRows {

		@Bean
		ProblemMappingsCustomizer rows() {
			return (rows) -> {
				throw new UnsupportedOperationException("no rows");
			};
		}

	}

}
