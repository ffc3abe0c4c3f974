package dev.mishap.security;

import java.util.List;
import java.util.Map;

import dev.mishap.testing.BasicChallenge;
import dev.mishap.testing.Lean;
import dev.mishap.testing.ProblemAssert;
import dev.mishap.testing.RawHttp;
import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.authentication.dao.DaoAuthenticationProvider;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.authentication.configuration.AuthenticationConfiguration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.AnonymousConfigurer;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Chains whose managers have no providers of their own, as with anonymous access switched
 * off, or are of a type of the application.
 */
class OwnManagerTests {

	private static final String USER = "Authorization: Basic dXNlcjpwdw==";

	private static final String WRONG_PASSWORD = "Authorization: Basic dXNlcjpubw==";

	@Test
	void applicationStartsAndAsksItsManager() {
		try (ConfigurableApplicationContext application = start()) {
			RawHttp http = new RawHttp(
					application.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
			for (String path : List.of("/own", "/empty", "/no-anonymous")) {
				assertThat(http.send("GET", path, USER).status()).isEqualTo(404);
				ProblemAssert.assertThat(http.send("GET", path))
					.isProblem(401, "UNAUTHENTICATED")
					.hasHeader("WWW-Authenticate", BasicChallenge.of("Realm"));
				String told = "/own".equals(path) ? "UNAUTHENTICATED" : "INVALID_CREDENTIALS";
				ProblemAssert.assertThat(http.send("GET", path, WRONG_PASSWORD)).isProblem(401, told);
			}
		}
	}

	private static ConfigurableApplicationContext start() {
		return new SpringApplicationBuilder(Application.class)
			.properties(Map.of("server.port", "0", "spring.main.banner-mode", "off"))
			.properties(Lean.onTomcat("security.autoconfigure."))
			.run();
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		@Bean
		UserDetailsService users() {
			return new InMemoryUserDetailsManager(User.withUsername("user").password("{noop}pw").roles("USER").build());
		}

		@Bean
		@Order(1)
		SecurityFilterChain own(HttpSecurity http, UserDetailsService users) {
			return http.securityMatcher("/own")
				.authenticationManager(new OwnManager(users))
				.httpBasic(Customizer.withDefaults())
				.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated())
				.with(new OwnConfigurer(), Customizer.withDefaults())
				.build();
		}

		@Bean
		@Order(2)
		SecurityFilterChain empty(HttpSecurity http, AuthenticationConfiguration managers) {
			return http.securityMatcher("/empty")
				.authenticationManager(new ProviderManager(List.of(), managers.getAuthenticationManager()))
				.httpBasic(Customizer.withDefaults())
				.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated())
				.build();
		}

		@Bean
		@Order(3)
		SecurityFilterChain withoutAnonymous(HttpSecurity http) {
			return http.anonymous(AnonymousConfigurer::disable)
				.httpBasic(Customizer.withDefaults())
				.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated())
				.build();
		}

	}

	private static final class OwnManager extends ProviderManager {

		private OwnManager(UserDetailsService users) {
			super(new DaoAuthenticationProvider(users));
		}

	}

	/** Fails the start where the manager is not the one that the application gave. */
	private static final class OwnConfigurer extends AbstractHttpConfigurer<OwnConfigurer, HttpSecurity> {

		@Override
		public void configure(HttpSecurity http) {
			assertThat(http.getSharedObject(AuthenticationManager.class)).isInstanceOf(OwnManager.class);
		}

	}

}
