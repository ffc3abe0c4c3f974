package dev.mishap.security;

import java.util.List;
import java.util.function.Consumer;

import dev.mishap.autoconfigure.ProblemAutoConfiguration;
import dev.mishap.autoconfigure.security.ProblemSecurityAutoConfiguration;
import dev.mishap.internal.ProblemPipeline;
import dev.mishap.testing.FakeRequest;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.security.autoconfigure.SecurityAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authentication.AuthenticationEventPublisher;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.authentication.TestingAuthenticationProvider;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
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

	/** What the library puts around it is still what a DSL of an application casts to. */
	@Test
	void managerOfAChainIsWhatConfigurersOfAnApplicationLookFor() {
		this.secured.withUserConfiguration(OwnDsl.class).run((context) -> {
			OwnDsl dsl = context.getBean(OwnDsl.class);
			assertThat(dsl.found).isInstanceOf(ProviderManager.class);
			assertThat(((ProviderManager) dsl.found).getProviders()).contains(dsl.provider);
			assertThat(dsl.found.authenticate(new TestingAuthenticationToken("a", "b")).getName()).isEqualTo("a");
			assertThat(dsl.authenticated).isOne();
		});
	}

	@Test
	void managerOfAnApplicationsOwnTypeStays() {
		this.secured.withUserConfiguration(OwnManager.class).run((context) -> {
			OwnManager own = context.getBean(OwnManager.class);
			assertThat(own.found).isSameAs(own.manager);
		});
	}

	@Test
	void backsOffWithoutSecurityAndStillOwesAChallenge() {
		this.contexts.withClassLoader(new FilteredClassLoader("org.springframework.security")).run((context) -> {
			assertThat(context).hasNotFailed()
				.doesNotHaveBean(Customizer.class)
				.doesNotHaveBean(RequestRejectedHandler.class);
			assertThat(context.getBean(ProblemPipeline.class).owedBy(401, new FakeRequest()))
				.containsEntry("WWW-Authenticate", List.of("Custom realm=\"api\""));
		});
	}

	@Test
	void backsOffFromTheApplicationsRejectionHandler() {
		this.secured.withBean(HttpStatusRequestRejectedHandler.class)
			.run((context) -> assertThat(context).getBean(RequestRejectedHandler.class)
				.isInstanceOf(HttpStatusRequestRejectedHandler.class));
	}

	@Configuration(proxyBeanMethods = false)
	static class OwnDsl {

		private final TestingAuthenticationProvider provider = new TestingAuthenticationProvider();

		private int authenticated;

		private AuthenticationManager found;

		@Bean
		SecurityFilterChain chain(HttpSecurity http) {
			http.authenticationProvider(this.provider);
			return http.with(new Looking((manager) -> {
				ProviderManager providers = (ProviderManager) manager;
				providers.setAuthenticationEventPublisher(new CountingPublisher(() -> this.authenticated++));
				this.found = manager;
			})).build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnManager {

		private final AuthenticationManager manager = new NamedManager();

		private AuthenticationManager found;

		@Bean
		SecurityFilterChain chain(HttpSecurity http) {
			return http.authenticationManager(this.manager).with(new Looking((shared) -> this.found = shared)).build();
		}

	}

	/** Looks at the manager when the chain is built, as filters of a DSL do. */
	private static final class Looking extends AbstractHttpConfigurer<Looking, HttpSecurity> {

		private final Consumer<AuthenticationManager> use;

		private Looking(Consumer<AuthenticationManager> use) {
			this.use = use;
		}

		@Override
		public void configure(HttpSecurity http) {
			this.use.accept(http.getSharedObject(AuthenticationManager.class));
		}

	}

	private record CountingPublisher(Runnable count) implements AuthenticationEventPublisher {

		@Override
		public void publishAuthenticationSuccess(Authentication authentication) {
			this.count.run();
		}

		@Override
		public void publishAuthenticationFailure(AuthenticationException exception, Authentication authentication) {
			throw new AssertionError(exception);
		}

	}

	private static final class NamedManager implements AuthenticationManager {

		@Override
		public Authentication authenticate(Authentication authentication) {
			return authentication;
		}

	}

}
