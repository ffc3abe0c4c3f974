package dev.mishap.autoconfigure.openapi;

import java.util.Set;
import java.util.TreeSet;

import dev.mishap.autoconfigure.MishapProperties;
import dev.mishap.autoconfigure.ProblemAutoConfiguration;
import dev.mishap.internal.ProblemPipeline;
import dev.mishap.internal.openapi.ProblemResponses;
import dev.mishap.internal.reactive.security.ReactiveProtection;
import dev.mishap.internal.registry.ProblemRegistry;
import io.swagger.v3.oas.models.OpenAPI;
import org.springdoc.core.customizers.GlobalOperationCustomizer;
import reactor.core.scheduler.Schedulers;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigureOrder;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.Ordered;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.web.FilterChainProxy;
import org.springframework.security.web.access.WebInvocationPrivilegeEvaluator;
import org.springframework.security.web.server.SecurityWebFilterChain;

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

	/**
	 * Apart, so that Spring does not look at methods with types of springdoc where it is
	 * absent.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ GlobalOperationCustomizer.class, OpenAPI.class })
	static class SpringdocConfiguration {

		@Bean
		@Lazy
		ProblemResponses mishapProblemResponses(ProblemRegistry registry, ProblemPipeline pipeline,
				ObjectProvider<ProblemResponses.Protection> protection, MishapProperties.RequestId requestId) {
			return new ProblemResponses(registry, pipeline, protection.getIfAvailable(), requestId.header());
		}

		@Bean
		@Lazy
		ProblemResponses.Document mishapProblemDocument(ProblemResponses responses) {
			return new ProblemResponses.Document(responses);
		}

	}

	/** With Spring Security in a servlet application. */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = Type.SERVLET)
	@ConditionalOnClass(FilterChainProxy.class)
	static class SecurityConfiguration {

		@Bean
		@Lazy
		ProblemResponses.Protection mishapProtection(ObjectProvider<FilterChainProxy> chains,
				ObjectProvider<WebInvocationPrivilegeEvaluator> evaluator) {
			return new ChainProtection(chains, evaluator);
		}

	}

	/** With Spring Security in a reactive application. */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = Type.REACTIVE)
	@ConditionalOnClass({ SecurityWebFilterChain.class, ReactiveProtection.class })
	static class ReactiveSecurityConfiguration {

		@Bean
		@Lazy
		ProblemResponses.Protection mishapProtection(ObjectProvider<SecurityWebFilterChain> chains) {
			return new ReactiveChains(new ReactiveProtection(() -> chains.orderedStream().toList()));
		}

	}

	/** No thread of the event loop reads class files for the first document. */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = Type.REACTIVE)
	static class ReactivePreparation {

		@Bean
		ApplicationListener<ApplicationReadyEvent> mishapRegistryPreparation(ObjectProvider<ProblemRegistry> registry) {
			return (event) -> Schedulers.boundedElastic().schedule(() -> registry.getObject().problems());
		}

	}

	/** Asks Spring Security itself. */
	private static final class ChainProtection implements ProblemResponses.Protection {

		private static final AnonymousAuthenticationToken ANONYMOUS = new AnonymousAuthenticationToken("openapi",
				"anonymousUser", AuthorityUtils.createAuthorityList("ROLE_ANONYMOUS"));

		private final ObjectProvider<FilterChainProxy> chains;

		private final ObjectProvider<WebInvocationPrivilegeEvaluator> evaluator;

		ChainProtection(ObjectProvider<FilterChainProxy> chains,
				ObjectProvider<WebInvocationPrivilegeEvaluator> evaluator) {
			this.chains = chains;
			this.evaluator = evaluator;
		}

		@Override
		public boolean refusesAnonymous(String method, String path) {
			WebInvocationPrivilegeEvaluator known = this.evaluator.getIfUnique();
			if (known == null) {
				return false;
			}
			try {
				return !known.isAllowed("", path.isEmpty() ? "/" : path, method, ANONYMOUS);
			}
			catch (RuntimeException ex) {
				// a rule that needs a real request says nothing before there is one
				return false;
			}
		}

		@Override
		public Set<String> codes() {
			Set<String> codes = new TreeSet<>(Set.of("UNAUTHENTICATED", "FORBIDDEN"));
			this.chains.stream()
				.flatMap((proxy) -> proxy.getFilterChains().stream())
				.flatMap((chain) -> chain.getFilters().stream())
				.forEach((filter) -> {
					switch (filter.getClass().getSimpleName()) {
						case "BearerTokenAuthenticationFilter" ->
							codes.addAll(Set.of("INVALID_TOKEN", "TOKEN_EXPIRED", "INSUFFICIENT_SCOPE"));
						case "BasicAuthenticationFilter" -> codes.add("INVALID_CREDENTIALS");
						default -> {
							// brings no refusals of its own
						}
					}
				});
			return codes;
		}

	}

	/** What asks the chains of WebFlux knows nothing of springdoc. */
	private record ReactiveChains(ReactiveProtection chains) implements ProblemResponses.Protection {

		@Override
		public boolean refusesAnonymous(String method, String path) {
			return this.chains.refusesAnonymous(method, path);
		}

		@Override
		public Set<String> codes() {
			return this.chains.codes();
		}

	}

}
