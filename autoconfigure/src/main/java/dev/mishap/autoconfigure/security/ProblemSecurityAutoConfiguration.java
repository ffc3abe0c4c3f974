package dev.mishap.autoconfigure.security;

import dev.mishap.OwedHeader;
import dev.mishap.ProblemPipeline;
import dev.mishap.autoconfigure.MishapProperties;
import dev.mishap.autoconfigure.ProblemAutoConfiguration;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.FilterChainProxy;
import org.springframework.security.web.access.ExceptionTranslationFilter;

/**
 * Auto-configuration of the answers to what Spring Security refuses.
 */
@AutoConfiguration(before = ProblemAutoConfiguration.class,
		beforeName = "org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration")
@ConditionalOnWebApplication(type = Type.SERVLET)
@EnableConfigurationProperties(MishapProperties.class)
public final class ProblemSecurityAutoConfiguration {

	/** With Spring Security. */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ HttpSecurity.class, FilterChainProxy.class })
	static class PresentConfiguration {

		@Bean
		SecurityRows securityProblemRows() {
			return new SecurityRows();
		}

		@Bean
		SecurityTestimony securityTestimony() {
			return new SecurityTestimony();
		}

		/**
		 * Applied to every chain before the application's own code, which can undo it.
		 */
		@Bean
		Customizer<HttpSecurity> problemHttpSecurityCustomizer() {
			return (http) -> http.addFilterAfter(new SecurityWitness(), ExceptionTranslationFilter.class);
		}

		@Bean
		OwedHeader owedChallenge(ObjectProvider<FilterChainProxy> chains, MishapProperties properties) {
			return new OwedHeader("WWW-Authenticate",
					new SecurityChallenges(chains, properties.security().challenge()));
		}

	}

	/**
	 * Without Spring Security a 401 still owes a challenge (RFC 9110, section 15.5.2).
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnMissingClass("org.springframework.security.web.FilterChainProxy")
	static class AbsentConfiguration {

		@Bean
		OwedHeader owedChallenge(MishapProperties properties) {
			return OwedHeader.fixed("WWW-Authenticate", properties.security().challenge());
		}

	}

}
