package dev.mishap.autoconfigure.operations;

import java.util.Map;
import java.util.function.Supplier;

import dev.mishap.ProblemCustomizer;
import dev.mishap.autoconfigure.ProblemAutoConfiguration;
import dev.mishap.internal.ProblemPipeline;
import dev.mishap.internal.Traces;
import dev.mishap.internal.operations.ObservedProblems.ProblemMeters;
import dev.mishap.internal.operations.ObservedProblems;
import dev.mishap.internal.registry.ProblemRegistry;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.tracing.Tracer;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigureOrder;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.util.ClassUtils;

/**
 * Auto-configuration of what operators see of problems: meters, observations, traces, and
 * the endpoint {@code problems}. What it needs of Micrometer is asked for at the first
 * problem: no start waits for it.
 *
 * @since 0.1.0
 */
final class OperationsAutoConfigurations {

	private OperationsAutoConfigurations() {
	}

	/** With meters. */
	@AutoConfigureOrder(Ordered.LOWEST_PRECEDENCE)
	@AutoConfiguration(after = ProblemAutoConfiguration.class)
	@ConditionalOnWebApplication
	@ConditionalOnClass(MeterRegistry.class)
	public static final class Meters {

		@Bean
		@Order(Ordered.HIGHEST_PRECEDENCE)
		ProblemMeters mishapProblemMeters(ObjectProvider<MeterRegistry> registry,
				ObjectProvider<ProblemPipeline> pipeline) {
			return new ProblemMeters(registry::getIfUnique, () -> pipeline.getObject().withheldTraces());
		}

	}

	/** With traces. */
	@AutoConfigureOrder(Ordered.LOWEST_PRECEDENCE)
	@AutoConfiguration(after = ProblemAutoConfiguration.class)
	@ConditionalOnWebApplication
	@ConditionalOnClass({ Observation.class, Tracer.class })
	public static final class OfTracing {

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

	/**
	 * With Actuator. Like Boot's own endpoints, this one is not exposed over the web
	 * unless asked for.
	 */
	@AutoConfigureOrder(Ordered.LOWEST_PRECEDENCE)
	@AutoConfiguration(after = ProblemAutoConfiguration.class)
	@ConditionalOnWebApplication
	@ConditionalOnClass(ConditionalOnAvailableEndpoint.class)
	@ConditionalOnAvailableEndpoint(endpoint = ProblemsEndpoint.class)
	@ConditionalOnBean(ProblemRegistry.class)
	public static final class OfActuator {

		@Bean
		ProblemsEndpoint mishapProblemsEndpoint(ObjectProvider<ProblemRegistry> registry, ApplicationContext context) {
			return new ProblemsEndpoint(registry::getObject, context.getClassLoader());
		}

	}

	/**
	 * Shows the problems that the application can answer with, and why an exception is
	 * answered as it is.
	 */
	@Endpoint(id = "problems")
	static final class ProblemsEndpoint {

		private final Supplier<ProblemRegistry> registry;

		private final @Nullable ClassLoader classLoader;

		ProblemsEndpoint(Supplier<ProblemRegistry> registry, @Nullable ClassLoader classLoader) {
			this.registry = registry;
			this.classLoader = classLoader;
		}

		/**
		 * Returns the registry, or what is asked about an exception.
		 * @param exception the name of a class, or {@code null} for the registry
		 * @return the data, or {@code null} if there is no such class
		 */
		@ReadOperation
		@Nullable Map<String, Object> problems(@Nullable String exception) {
			if (exception == null) {
				return this.registry.get().asData();
			}
			Class<? extends Throwable> type = find(exception);
			return (type != null) ? this.registry.get().explain(type) : null;
		}

		/** Looks only: no class is initialized because somebody asks for it. */
		private @Nullable Class<? extends Throwable> find(String name) {
			try {
				Class<?> type = ClassUtils.forName(name, this.classLoader);
				return Throwable.class.isAssignableFrom(type) ? type.asSubclass(Throwable.class) : null;
			}
			catch (ClassNotFoundException | LinkageError ex) {
				return null;
			}
		}

	}

}
