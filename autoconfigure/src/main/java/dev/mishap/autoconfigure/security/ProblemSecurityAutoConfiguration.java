package dev.mishap.autoconfigure.security;

import dev.mishap.autoconfigure.MishapSecurityProperties;
import dev.mishap.autoconfigure.ProblemAutoConfiguration;
import dev.mishap.internal.OwedHeader;
import dev.mishap.internal.PrivateField;
import dev.mishap.internal.ProblemRefinement;
import dev.mishap.internal.ProblemRows;
import dev.mishap.internal.security.ChallengeReader;
import dev.mishap.internal.security.Concealment;
import dev.mishap.internal.security.SecurityRows;
import dev.mishap.internal.servlet.security.LoginRedirects;
import dev.mishap.internal.servlet.security.ProblemHttpConfigurer;
import dev.mishap.internal.servlet.security.RecordedRefusals;
import dev.mishap.internal.servlet.security.RejectedRequests;
import dev.mishap.internal.servlet.security.RequiredFactors;
import dev.mishap.internal.servlet.security.SecurityChallenges;
import io.micrometer.observation.ObservationRegistry;
import jakarta.servlet.http.HttpServletRequest;

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
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.FilterChainProxy;
import org.springframework.security.web.firewall.CompositeRequestRejectedHandler;
import org.springframework.security.web.firewall.ObservationMarkingRequestRejectedHandler;
import org.springframework.security.web.firewall.RequestRejectedHandler;

/**
 * Auto-configuration of the answers to what Spring Security refuses.
 *
 * @since 0.1.0
 */
@AutoConfigureOrder(Ordered.LOWEST_PRECEDENCE)
@AutoConfiguration(before = ProblemAutoConfiguration.class,
		beforeName = "org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration")
@ConditionalOnWebApplication(type = Type.SERVLET)
@EnableConfigurationProperties(MishapSecurityProperties.class)
public final class ProblemSecurityAutoConfiguration {

	/** With Spring Security. */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ HttpSecurity.class, FilterChainProxy.class })
	@ImportRuntimeHints(PrivateField.Hints.class)
	static class PresentConfiguration {

		@Bean
		@Lazy
		ProblemRows mishapSecurityProblemRows() {
			return new SecurityRows();
		}

		@Bean
		Concealment mishapConcealment(MishapSecurityProperties properties) {
			return new Concealment(properties.conceal(), (request) -> {
				HttpServletRequest servletRequest = request.unwrap(HttpServletRequest.class);
				return (servletRequest != null) ? servletRequest.getContextPath() : "";
			});
		}

		@Bean
		ProblemRefinement mishapChallengeReading() {
			return new ChallengeReader(RequiredFactors::of);
		}

		/**
		 * Applied to every chain before the application's own code, which can undo it.
		 */
		@Bean(defaultCandidate = false)
		Customizer<HttpSecurity> mishapHttpSecurityCustomizer(Concealment concealment,
				MishapSecurityProperties properties) {
			RecordedRefusals refusals = new RecordedRefusals();
			LoginRedirects redirects = new LoginRedirects(properties.loginRedirect());
			return (http) -> http.with(new ProblemHttpConfigurer(refusals, concealment, redirects));
		}

		@Bean
		OwedHeader mishapOwedChallenge(ObjectProvider<FilterChainProxy> chains, MishapSecurityProperties properties) {
			return new SecurityChallenges(chains, properties.challenge());
		}

	}

	/** With Micrometer, whose observation of a rejected request is kept. */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ FilterChainProxy.class, ObservationRegistry.class })
	static class ObservedRejectionConfiguration {

		@Bean
		@ConditionalOnMissingBean(RequestRejectedHandler.class)
		RequestRejectedHandler mishapRequestRejectedHandler(ObjectProvider<ObservationRegistry> registry) {
			return new CompositeRequestRejectedHandler(
					new ObservationMarkingRequestRejectedHandler(registry.getIfUnique(() -> ObservationRegistry.NOOP)),
					new RejectedRequests());
		}

	}

	/** Without Micrometer. */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(FilterChainProxy.class)
	@ConditionalOnMissingClass("io.micrometer.observation.ObservationRegistry")
	static class RejectionConfiguration {

		@Bean
		@ConditionalOnMissingBean(RequestRejectedHandler.class)
		RequestRejectedHandler mishapRequestRejectedHandler() {
			return new RejectedRequests();
		}

	}

	/**
	 * Without Spring Security a 401 still owes a challenge (RFC 9110, section 15.5.2).
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnMissingClass("org.springframework.security.web.FilterChainProxy")
	static class AbsentConfiguration {

		@Bean
		OwedHeader mishapOwedChallenge(MishapSecurityProperties properties) {
			return OwedHeader.fixed("WWW-Authenticate", properties.challenge());
		}

	}

}
