package dev.mishap.autoconfigure.actuator;

import dev.mishap.autoconfigure.ProblemAutoConfiguration;
import dev.mishap.internal.registry.ProblemRegistry;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration of the endpoint {@code problems}. Like Boot's own, it is not exposed
 * over the web unless asked for.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = ProblemAutoConfiguration.class)
@ConditionalOnClass(ConditionalOnAvailableEndpoint.class)
@ConditionalOnAvailableEndpoint(endpoint = ProblemsEndpoint.class)
@ConditionalOnBean(ProblemRegistry.class)
public final class ProblemActuatorAutoConfiguration {

	@Bean
	ProblemsEndpoint mishapProblemsEndpoint(ObjectProvider<ProblemRegistry> registry, ApplicationContext context) {
		return new ProblemsEndpoint(registry::getObject, context.getClassLoader());
	}

}
