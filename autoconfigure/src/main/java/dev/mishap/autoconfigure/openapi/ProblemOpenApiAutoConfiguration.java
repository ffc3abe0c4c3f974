package dev.mishap.autoconfigure.openapi;

import dev.mishap.autoconfigure.MishapRequestIdProperties;
import dev.mishap.autoconfigure.ProblemAutoConfiguration;
import dev.mishap.internal.ProblemPipeline;
import dev.mishap.internal.openapi.ProblemResponses;
import dev.mishap.internal.openapi.Protection;
import dev.mishap.internal.registry.ProblemRegistry;
import io.swagger.v3.oas.models.OpenAPI;
import org.springdoc.core.customizers.GlobalOperationCustomizer;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigureOrder;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.Ordered;
import org.springframework.security.web.FilterChainProxy;
import org.springframework.security.web.access.WebInvocationPrivilegeEvaluator;

/**
 * Auto-configuration of the problems in the OpenAPI document that springdoc makes.
 *
 * @since 0.1.0
 */
@AutoConfigureOrder(Ordered.LOWEST_PRECEDENCE)
@AutoConfiguration(after = ProblemAutoConfiguration.class)
@ConditionalOnWebApplication
@ConditionalOnClass({ GlobalOperationCustomizer.class, OpenAPI.class })
@ConditionalOnBooleanProperty(name = "springdoc.api-docs.enabled", matchIfMissing = true)
@ConditionalOnBean(ProblemRegistry.class)
public final class ProblemOpenApiAutoConfiguration {

	/** What names types of springdoc is not looked at where there is none. */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ GlobalOperationCustomizer.class, OpenAPI.class })
	static class SpringdocConfiguration {

		@Bean
		@Lazy
		ProblemResponses mishapProblemResponses(ProblemRegistry registry, ProblemPipeline pipeline,
				ObjectProvider<Protection> protection, MishapRequestIdProperties requestId) {
			return new ProblemResponses(registry, pipeline, protection.getIfAvailable(), requestId.header());
		}

	}

	/** With Spring Security in a servlet application. */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = Type.SERVLET)
	@ConditionalOnClass(FilterChainProxy.class)
	static class SecurityConfiguration {

		@Bean
		@Lazy
		Protection mishapProtection(ObjectProvider<FilterChainProxy> chains,
				ObjectProvider<WebInvocationPrivilegeEvaluator> evaluator) {
			return new ChainProtection(chains, evaluator);
		}

	}

}
