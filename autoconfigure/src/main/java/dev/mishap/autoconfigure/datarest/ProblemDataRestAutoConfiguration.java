package dev.mishap.autoconfigure.datarest;

import dev.mishap.internal.ProblemRows;
import dev.mishap.internal.input.InputRows;
import dev.mishap.internal.rows.data.DataRows;

import org.springframework.beans.factory.annotation.AnnotatedBeanDefinition;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigureOrder;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.Ordered;
import org.springframework.core.type.MethodMetadata;

/**
 * Auto-configuration of the answers to what Spring Data REST throws.
 *
 * @since 0.1.0
 */
@AutoConfigureOrder(Ordered.LOWEST_PRECEDENCE)
@AutoConfiguration(afterName = "dev.mishap.autoconfigure.webmvc.ProblemWebMvcAutoConfiguration")
@ConditionalOnWebApplication(type = Type.SERVLET)
@ConditionalOnClass(name = { "org.springframework.data.rest.core.RepositoryConstraintViolationException",
		"org.springframework.data.rest.webmvc.RepositoryRestExceptionHandler" })
@ConditionalOnBean(name = "mishapAdvice")
public final class ProblemDataRestAutoConfiguration {

	private static final String HANDLER = "repositoryRestExceptionHandler";

	private static final String DATA_REST = "org.springframework.data.rest.";

	@Bean
	@Lazy
	ProblemRows mishapDataRestProblemRows(InputRows input) {
		return new DataRows.OfDataRest(input);
	}

	/**
	 * Data REST's own handler sends the messages of exceptions, SQL and rejected values
	 * among them, and stands in the same place as the last of all advices. One that an
	 * application has put under its name stays.
	 */
	@Bean
	static BeanDefinitionRegistryPostProcessor mishapDataRestExceptionHandlerRemoval() {
		return (registry) -> {
			if (registry.containsBeanDefinition(HANDLER) && isOfDataRest(registry.getBeanDefinition(HANDLER))) {
				registry.removeBeanDefinition(HANDLER);
			}
		};
	}

	private static boolean isOfDataRest(BeanDefinition definition) {
		MethodMetadata method = (definition instanceof AnnotatedBeanDefinition annotated)
				? annotated.getFactoryMethodMetadata() : null;
		return method != null && method.getDeclaringClassName().startsWith(DATA_REST);
	}

}
