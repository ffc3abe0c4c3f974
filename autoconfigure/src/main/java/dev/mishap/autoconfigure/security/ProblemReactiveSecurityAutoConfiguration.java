package dev.mishap.autoconfigure.security;

import java.util.List;

import dev.mishap.autoconfigure.MishapProperties;
import dev.mishap.autoconfigure.ProblemAutoConfiguration;
import dev.mishap.internal.HeaderFields.OwedHeader;
import dev.mishap.internal.PathPatterns;
import dev.mishap.internal.PrivateField;
import dev.mishap.internal.ProblemRefinement;
import dev.mishap.internal.ProblemRows;
import dev.mishap.internal.reactive.WebFlux;
import dev.mishap.internal.reactive.security.ChainChallenges;
import dev.mishap.internal.reactive.security.RejectedExchanges;
import dev.mishap.internal.reactive.security.WitnessedChains;
import dev.mishap.internal.rows.security.Concealment;
import dev.mishap.internal.rows.security.SecurityRows.ChallengeReader;
import dev.mishap.internal.rows.security.SecurityRows;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigureOrder;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
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
@AutoConfiguration(after = ProblemAutoConfiguration.class,
		beforeName = "org.springframework.boot.security.autoconfigure.web.reactive.ReactiveWebSecurityAutoConfiguration")
@ConditionalOnWebApplication(type = Type.REACTIVE)
@ConditionalOnClass({ WebFilterChainProxy.class, SecurityWebFilterChain.class })
@ImportRuntimeHints(PrivateField.Hints.class)
@ConditionalOnBean(name = ProblemAutoConfiguration.NAME)
public final class ProblemReactiveSecurityAutoConfiguration {

	@Bean
	@Lazy
	ProblemRows mishapSecurityProblemRows() {
		return new SecurityRows();
	}

	@Bean
	static WitnessedChains mishapWitnessedChains(ObjectProvider<MishapProperties.Security> properties) {
		return new WitnessedChains((accept) -> properties.getObject().loginRedirect().mayStand(accept));
	}

	@Bean
	Concealment mishapConcealment(MishapProperties.Security properties, Environment environment) {
		String basePath = PathPatterns.basePath(environment);
		return new Concealment(properties.conceal(), (request) -> basePath);
	}

	@Bean
	ProblemRefinement mishapChallengeReading() {
		return new ChallengeReader((request) -> List.of());
	}

	@Bean
	OwedHeader mishapOwedChallenge(ObjectProvider<SecurityWebFilterChain> chains,
			MishapProperties.Security properties) {
		return new ChainChallenges(() -> chains.orderedStream().toList(), properties.challenge());
	}

	@Bean
	@ConditionalOnMissingBean(ServerExchangeRejectedHandler.class)
	ServerExchangeRejectedHandler mishapExchangeRejectedHandler() {
		return new RejectedExchanges();
	}

}
