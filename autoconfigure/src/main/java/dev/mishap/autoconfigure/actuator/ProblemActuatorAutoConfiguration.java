package dev.mishap.autoconfigure.actuator;

import java.util.Map;
import java.util.function.Supplier;

import dev.mishap.autoconfigure.ProblemAutoConfiguration;
import dev.mishap.internal.registry.ProblemRegistry;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.util.ClassUtils;

/**
 * Auto-configuration of the endpoint {@code problems}. Like Boot's own, it is not exposed
 * over the web unless asked for.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = ProblemAutoConfiguration.class)
@ConditionalOnClass(ConditionalOnAvailableEndpoint.class)
@ConditionalOnAvailableEndpoint(endpoint = ProblemActuatorAutoConfiguration.ProblemsEndpoint.class)
@ConditionalOnBean(ProblemRegistry.class)
public final class ProblemActuatorAutoConfiguration {

	@Bean
	ProblemsEndpoint mishapProblemsEndpoint(ObjectProvider<ProblemRegistry> registry, ApplicationContext context) {
		return new ProblemsEndpoint(registry::getObject, context.getClassLoader());
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
