package dev.mishap.contract;

import java.util.List;

import dev.mishap.testing.Without;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.jetty.autoconfigure.servlet.JettyServletWebServerAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.cors.CorsConfiguration;

/** The contract of Spring Security on Tomcat. */
@SpringBootTest(classes = { SecurityOnTomcatTests.Application.class, ServletParts.class },
		webEnvironment = WebEnvironment.RANDOM_PORT, properties = { Without.TRACE_BUDGET, "contract.server=TOMCAT",
				"mishap.security.conceal=/secret/**,/documents/**" })
class SecurityOnTomcatTests extends SecurityContract {

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration(exclude = JettyServletWebServerAutoConfiguration.class)
	@Import(SecurityContract.Controller.class)
	static class Application {

		/** The manager itself would have each password hashed slowly that matches. */
		@Bean
		UserDetailsService accounts() {
			return new InMemoryUserDetailsManager(users())::loadUserByUsername;
		}

		@Bean
		@Order(1)
		SecurityFilterChain bearer(HttpSecurity http) {
			CorsConfiguration cors = new CorsConfiguration();
			cors.setAllowedOrigins(List.of("https://example.org"));
			JwtDecoder decoder = (token) -> switch (token) {
				case "good" -> Jwt.withTokenValue(token).header("alg", "none").claim("scope", "read").build();
				case "down" -> throw new JwtException("s3cr3t");
				default -> throw new BadJwtException("s3cr3t");
			};
			return http.securityMatcher("/bearer/**")
				.cors((configurer) -> configurer.configurationSource((request) -> cors))
				.authorizeHttpRequests((requests) -> requests.requestMatchers("/bearer/admins")
					.hasAuthority("SCOPE_admin")
					.anyRequest()
					.authenticated())
				.oauth2ResourceServer((server) -> server.jwt((jwt) -> jwt.decoder(decoder)))
				.build();
		}

		@Bean
		@Order(2)
		SecurityFilterChain own(HttpSecurity http) {
			return http.securityMatcher("/own/**")
				.authorizeHttpRequests((requests) -> requests.anyRequest().denyAll())
				.httpBasic(Customizer.withDefaults())
				.exceptionHandling((handling) -> handling.accessDeniedHandler((request, response, exception) -> {
					response.setStatus(HttpServletResponse.SC_FORBIDDEN);
					response.getWriter().write("my own words");
				}))
				.build();
		}

		@Bean
		@Order(3)
		SecurityFilterChain pages(HttpSecurity http) {
			return http.securityMatcher("/pages/**", "/login")
				.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated())
				.formLogin(Customizer.withDefaults())
				.build();
		}

		@Bean
		@Order(4)
		SecurityFilterChain documents(HttpSecurity http) {
			return http.securityMatcher("/documents/**")
				.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated())
				.csrf(AbstractHttpConfigurer::disable)
				.httpBasic(Customizer.withDefaults())
				.build();
		}

		@Bean
		@Order(5)
		SecurityFilterChain basic(HttpSecurity http) {
			return http
				.authorizeHttpRequests((requests) -> requests.requestMatchers("/open/**", "/filter/**")
					.permitAll()
					.requestMatchers("/closed/admins", "/secret/there")
					.hasRole("ADMIN")
					.anyRequest()
					.authenticated())
				.httpBasic(Customizer.withDefaults())
				.build();
		}

	}

}
