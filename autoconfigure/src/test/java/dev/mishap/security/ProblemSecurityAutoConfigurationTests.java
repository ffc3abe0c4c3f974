package dev.mishap.security;

import dev.mishap.autoconfigure.ProblemAutoConfiguration;
import dev.mishap.autoconfigure.security.ProblemSecurityAutoConfiguration;
import dev.mishap.internal.OwedHeader;
import dev.mishap.internal.ProblemPipeline;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.security.autoconfigure.SecurityAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.security.config.Customizer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.firewall.HttpStatusRequestRejectedHandler;
import org.springframework.security.web.firewall.RequestRejectedHandler;

import static org.assertj.core.api.Assertions.assertThat;

class ProblemSecurityAutoConfigurationTests {

	private final WebApplicationContextRunner contexts = new WebApplicationContextRunner().withConfiguration(
			AutoConfigurations.of(ProblemAutoConfiguration.class, ProblemSecurityAutoConfiguration.class));

	private final WebApplicationContextRunner secured = this.contexts
		.withConfiguration(AutoConfigurations.of(SecurityAutoConfiguration.class,
				ServletWebSecurityAutoConfiguration.class, SecurityFilterAutoConfiguration.class));

	@Test
	void leavesBootsDefaultChainInPlace() {
		this.secured.run((context) -> assertThat(context).hasNotFailed()
			.hasSingleBean(ProblemPipeline.class)
			.hasSingleBean(SecurityFilterChain.class)
			.hasBean("defaultSecurityFilterChain"));
	}

	@Test
	void bringsNothingButOneCustomizerToTheChains() {
		this.secured.run((context) -> assertThat(context.getBeanNamesForType(Customizer.class))
			.containsExactly("mishapHttpSecurityCustomizer"));
	}

	@Test
	void worksWithoutOauth2() {
		this.secured.withClassLoader(new FilteredClassLoader("org.springframework.security.oauth2"))
			.run((context) -> assertThat(context).hasNotFailed().hasSingleBean(SecurityFilterChain.class));
	}

	@Test
	void worksWithoutMicrometer() {
		this.contexts.withClassLoader(new FilteredClassLoader("io.micrometer.observation"))
			.run((context) -> assertThat(context).hasNotFailed().hasSingleBean(RequestRejectedHandler.class));
	}

	@Test
	void backsOffWithoutSecurityAndStillOwesAChallenge() {
		this.contexts.withClassLoader(new FilteredClassLoader("org.springframework.security"))
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(Customizer.class)
				.doesNotHaveBean(RequestRejectedHandler.class)
				.getBean("mishapOwedChallenge")
				.isInstanceOf(OwedHeader.class));
	}

	@Test
	void backsOffFromTheApplicationsRejectionHandler() {
		this.secured.withBean(HttpStatusRequestRejectedHandler.class)
			.run((context) -> assertThat(context).getBean(RequestRejectedHandler.class)
				.isInstanceOf(HttpStatusRequestRejectedHandler.class));
	}

}
