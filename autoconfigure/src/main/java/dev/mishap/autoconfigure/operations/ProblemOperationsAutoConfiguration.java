package dev.mishap.autoconfigure.operations;

import dev.mishap.ProblemCustomizer;
import dev.mishap.autoconfigure.MishapProperties;
import dev.mishap.autoconfigure.ProblemAutoConfiguration;
import dev.mishap.internal.ProblemPipeline;
import dev.mishap.internal.Traces;
import dev.mishap.internal.operations.ObservedProblems;
import dev.mishap.internal.operations.ProblemMeters;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.tracing.Tracer;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigureOrder;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Auto-configuration of what operators see of problems. What it needs of Micrometer is
 * asked for at the first problem: no start waits for it.
 *
 * @since 0.1.0
 */
@AutoConfigureOrder(Ordered.LOWEST_PRECEDENCE)
@AutoConfiguration(before = ProblemAutoConfiguration.class)
@ConditionalOnWebApplication
public final class ProblemOperationsAutoConfiguration {

	/** With meters. */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(MeterRegistry.class)
	static class MetersConfiguration {

		@Bean
		@Order(Ordered.HIGHEST_PRECEDENCE)
		ProblemMeters mishapProblemMeters(ObjectProvider<MeterRegistry> registry,
				ObjectProvider<ProblemPipeline> pipeline) {
			return new ProblemMeters(registry::getIfUnique, () -> pipeline.getObject().withheldTraces());
		}

	}

	/** With observations, by which requests are counted and traced. */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(Observation.class)
	@EnableConfigurationProperties(MishapProperties.Observation.class)
	static class ObservationConfiguration {

		@Bean
		@Order(Ordered.HIGHEST_PRECEDENCE)
		ObservedProblems mishapObservedProblems(ObjectProvider<ObservedProblems.Requests> requests,
				MishapProperties.Observation properties) {
			return new ObservedProblems(requests.getIfUnique(() -> (request) -> null), properties.clientErrors());
		}

	}

	/** With traces. */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ Observation.class, Tracer.class })
	static class TracesConfiguration {

		@Bean
		Traces mishapTraces(ObjectProvider<Tracer> tracer, ObjectProvider<ObservedProblems.Requests> requests) {
			return new ObservedProblems.MicrometerTraces(tracer::getIfUnique,
					requests.getIfUnique(() -> (request) -> null));
		}

		/** First, so that customizers of the application may take it away again. */
		@Bean
		@Order(Ordered.HIGHEST_PRECEDENCE)
		@ConditionalOnBooleanProperty("mishap.body.trace-id")
		ProblemCustomizer mishapTraceIdMember(Traces traces) {
			return traces.member();
		}

	}

}
