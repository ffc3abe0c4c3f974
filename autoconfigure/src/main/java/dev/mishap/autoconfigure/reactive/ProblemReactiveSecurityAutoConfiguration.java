package dev.mishap.autoconfigure.reactive;

import java.util.List;

import dev.mishap.autoconfigure.MishapSecurityProperties;
import dev.mishap.autoconfigure.ProblemAutoConfiguration;
import dev.mishap.internal.OwedHeader;
import dev.mishap.internal.PrivateField;
import dev.mishap.internal.ProblemRefinement;
import dev.mishap.internal.ProblemRows;
import dev.mishap.internal.reactive.security.ChainChallenges;
import dev.mishap.internal.reactive.security.RejectedExchanges;
import dev.mishap.internal.reactive.security.WitnessedChains;
import dev.mishap.internal.security.ChallengeReader;
import dev.mishap.internal.security.Concealment;
import dev.mishap.internal.security.SecurityRows;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigureOrder;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.ImportRuntimeHints;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.WebFilterChainProxy;
import org.springframework.security.web.server.firewall.ServerExchangeRejectedHandler;

/**
 * Auto-configuration of the answers to what Spring Security refuses in a WebFlux
 * application.
 *
 * @since 0.1.0
 */
@AutoConfigureOrder(Ordered.LOWEST_PRECEDENCE)
@AutoConfiguration(before = ProblemAutoConfiguration.class,
		beforeName = "org.springframework.boot.security.autoconfigure.web.reactive.ReactiveWebSecurityAutoConfiguration")
@ConditionalOnWebApplication(type = Type.REACTIVE)
@EnableConfigurationProperties(MishapSecurityProperties.class)
public final class ProblemReactiveSecurityAutoConfiguration {

	/** With Spring Security. */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ WebFilterChainProxy.class, SecurityWebFilterChain.class })
	@ImportRuntimeHints(PrivateField.Hints.class)
	static class PresentConfiguration {

		@Bean
		@Lazy
		ProblemRows mishapSecurityProblemRows() {
			return new SecurityRows();
		}

		@Bean
		static WitnessedChains mishapWitnessedChains(ObjectProvider<MishapSecurityProperties> properties) {
			return new WitnessedChains(() -> properties.getObject().loginRedirect());
		}

		@Bean
		Concealment mishapConcealment(MishapSecurityProperties properties, Environment environment) {
			String basePath = environment.getProperty("spring.webflux.base-path", "");
			return new Concealment(properties.conceal(), (request) -> basePath);
		}

		@Bean
		ProblemRefinement mishapChallengeReading() {
			return new ChallengeReader((request) -> List.of());
		}

		@Bean
		OwedHeader mishapOwedChallenge(ObjectProvider<SecurityWebFilterChain> chains,
				MishapSecurityProperties properties) {
			return new ChainChallenges(() -> chains.orderedStream().toList(), properties.challenge());
		}

		@Bean
		@ConditionalOnMissingBean(ServerExchangeRejectedHandler.class)
		ServerExchangeRejectedHandler mishapExchangeRejectedHandler() {
			return new RejectedExchanges();
		}

	}

	/**
	 * Without Spring Security a 401 still owes a challenge (RFC 9110, section 15.5.2).
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnMissingClass("org.springframework.security.web.server.WebFilterChainProxy")
	static class AbsentConfiguration {

		@Bean
		OwedHeader mishapOwedChallenge(MishapSecurityProperties properties) {
			return OwedHeader.fixed("WWW-Authenticate", properties.challenge());
		}

	}

}
