package dev.mishap.autoconfigure.security;

import dev.mishap.autoconfigure.MishapProperties;
import dev.mishap.autoconfigure.ProblemAutoConfiguration;
import dev.mishap.internal.HeaderFields.OwedHeader;
import dev.mishap.internal.PrivateField;
import dev.mishap.internal.ProblemRefinement;
import dev.mishap.internal.ProblemRows;
import dev.mishap.internal.rows.security.Concealment;
import dev.mishap.internal.rows.security.SecurityRows.ChallengeReader;
import dev.mishap.internal.rows.security.SecurityRows;
import dev.mishap.internal.servlet.security.ProblemHttpConfigurer;
import dev.mishap.internal.servlet.security.RecordedRefusals;
import dev.mishap.internal.servlet.security.SecurityChallenges;
import io.micrometer.observation.ObservationRegistry;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigureOrder;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.ImportRuntimeHints;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.Ordered;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.FilterChainProxy;
import org.springframework.security.web.firewall.CompositeRequestRejectedHandler;
import org.springframework.security.web.firewall.ObservationMarkingRequestRejectedHandler;
import org.springframework.security.web.firewall.RequestRejectedHandler;

/**
 * Auto-configuration of the answers to what Spring Security refuses in a servlet
 * application.
 *
 * @since 0.1.0
 */
@AutoConfigureOrder(Ordered.LOWEST_PRECEDENCE)
@AutoConfiguration(after = ProblemAutoConfiguration.class,
		beforeName = "org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration")
@ConditionalOnWebApplication(type = Type.SERVLET)
@ConditionalOnClass(FilterChainProxy.class)
@ConditionalOnBean(name = ProblemAutoConfiguration.NAME)
public final class ProblemSecurityAutoConfiguration {

	/** With chains that are configured here. */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(HttpSecurity.class)
	@ImportRuntimeHints(PrivateField.Hints.class)
	static class ChainsConfiguration {

		@Bean
		@Lazy
		ProblemRows mishapSecurityProblemRows() {
			return new SecurityRows();
		}

		@Bean
		Concealment mishapConcealment(MishapProperties.Security properties) {
			return new Concealment(properties.conceal(), (request) -> {
				HttpServletRequest servletRequest = request.unwrap(HttpServletRequest.class);
				return (servletRequest != null) ? servletRequest.getContextPath() : "";
			});
		}

		@Bean
		ProblemRefinement mishapChallengeReading() {
			return new ChallengeReader(RecordedRefusals::missingFactors);
		}

		/**
		 * Applied to every chain before the application's own code, which can undo it.
		 */
		@Bean(defaultCandidate = false)
		Customizer<HttpSecurity> mishapHttpSecurityCustomizer(Concealment concealment,
				MishapProperties.Security properties) {
			RecordedRefusals refusals = new RecordedRefusals();
			return (http) -> http
				.with(new ProblemHttpConfigurer(refusals, concealment, properties.loginRedirect()::mayStand));
		}

		@Bean
		OwedHeader mishapOwedChallenge(ObjectProvider<FilterChainProxy> chains, MishapProperties.Security properties) {
			return new SecurityChallenges(chains, properties.challenge());
		}

	}

	/** With Micrometer, whose observation of a rejected request is kept. */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(ObservationRegistry.class)
	static class ObservedRejectionConfiguration {

		@Bean
		@ConditionalOnMissingBean(RequestRejectedHandler.class)
		RequestRejectedHandler mishapRequestRejectedHandler(ObjectProvider<ObservationRegistry> registry) {
			return new CompositeRequestRejectedHandler(
					new ObservationMarkingRequestRejectedHandler(registry.getIfUnique(() -> ObservationRegistry.NOOP)),
					new RecordedRefusals.RejectedRequests());
		}

	}

	/** Without Micrometer. */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnMissingClass("io.micrometer.observation.ObservationRegistry")
	static class RejectionConfiguration {

		@Bean
		@ConditionalOnMissingBean(RequestRejectedHandler.class)
		RequestRejectedHandler mishapRequestRejectedHandler() {
			return new RecordedRefusals.RejectedRequests();
		}

	}

}
