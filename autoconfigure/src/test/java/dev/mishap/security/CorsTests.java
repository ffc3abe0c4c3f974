package dev.mishap.security;

import java.util.List;

import dev.mishap.testing.ProblemAssert;
import dev.mishap.testing.RawHttp;
import dev.mishap.testing.RawHttp.Answer;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.jetty.autoconfigure.servlet.JettyServletWebServerAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.filter.CorsFilter;
import org.springframework.web.servlet.config.annotation.CorsRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Scripts of one origin are allowed: by the mappings of MVC, by a filter in a chain below
 * {@code /chain}, by a filter of the application below {@code /filtered}.
 */
@SpringBootTest(classes = CorsTests.Application.class, webEnvironment = WebEnvironment.RANDOM_PORT)
class CorsTests {

	private static final String ORIGIN = "Origin: https://a.example";

	private static final String STRANGER = "Origin: https://b.example";

	@LocalServerPort
	int port;

	@ParameterizedTest
	@CsvSource({ "GET,/open/throws,500", "GET,/open/rse,404", "GET,/open/nowhere,404", "GET,/open/send-error,410",
			"GET,/open/predict,405", "POST,/open/predict,415", "GET,/open/filter/throws,500", "GET,/open/admins,401",
			"GET,/closed/ok,401", "GET,/open//ok,400", "GET,/chain/ok,401", "GET,/filtered/ok,401" })
	void s34ScriptOfAnAllowedOriginCanReadTheError(String method, String target, int status) {
		Answer answer = new RawHttp(this.port).sendBody(method, target, "text/plain", "", ORIGIN);
		Assertions.assertThat(answer.status()).isEqualTo(status);
		Assertions.assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo("https://a.example");
		Assertions.assertThat(answer.header("Access-Control-Expose-Headers")).isEqualTo("X-Request-Id");
		Assertions.assertThat(String.join(", ", answer.headerLines("Vary"))).contains("Origin", "Accept");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/open/ok", "/chain/ok", "/filtered/ok" })
	void rejectionIsAProblem(String target) {
		ProblemAssert.assertThat(new RawHttp(this.port).send("GET", target, STRANGER))
			.isProblem(403, "CORS_REJECTED")
			.hasNoHeader("Access-Control-Allow-Origin");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/open/ok", "/chain/ok", "/filtered/ok" })
	void rejectionOfAPreflightIsAProblem(String target) {
		ProblemAssert
			.assertThat(new RawHttp(this.port).send("OPTIONS", target, STRANGER, "Access-Control-Request-Method: GET"))
			.isProblem(403, "CORS_REJECTED")
			.hasNoHeader("Access-Control-Allow-Origin");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/open/nowhere", "/closed/ok", "/open/filter/throws" })
	void strangerLearnsNothing(String target) {
		Answer answer = new RawHttp(this.port).send("GET", target, STRANGER);
		ProblemAssert.assertThat(answer).hasNoHeader("Access-Control-Allow-Origin");
	}

	@Test
	void acceptedRequestIsUntouched() {
		Answer answer = new RawHttp(this.port).send("GET", "/open/ok", ORIGIN);
		Assertions.assertThat(answer.status()).isEqualTo(200);
		Assertions.assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo("https://a.example");
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration(exclude = JettyServletWebServerAutoConfiguration.class)
	@Import(SecuredBeans.class)
	static class Application {

		@Bean
		WebMvcConfigurer cors() {
			return new WebMvcConfigurer() {

				@Override
				public void addCorsMappings(CorsRegistry registry) {
					registry.addMapping("/open/**").allowedOrigins("https://a.example").exposedHeaders("X-Request-Id");
					registry.addMapping("/closed/**")
						.allowedOrigins("https://a.example")
						.exposedHeaders("X-Request-Id");
				}

			};
		}

		@Bean
		FilterRegistrationBean<CorsFilter> filteredCors() {
			FilterRegistrationBean<CorsFilter> registration = new FilterRegistrationBean<>(
					new CorsFilter((request) -> allowed()));
			registration.addUrlPatterns("/filtered/*");
			registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 10);
			return registration;
		}

		@Bean
		@Order(1)
		SecurityFilterChain chainWithCors(HttpSecurity http) {
			return http.securityMatcher("/chain/**")
				.cors((cors) -> cors.configurationSource((request) -> allowed()))
				.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated())
				.httpBasic(Customizer.withDefaults())
				.build();
		}

		@Bean
		SecurityFilterChain chain(HttpSecurity http) {
			return http
				.authorizeHttpRequests(
						(requests) -> requests.requestMatchers("/open/**").permitAll().anyRequest().authenticated())
				.csrf((csrf) -> csrf.disable())
				.httpBasic(Customizer.withDefaults())
				.build();
		}

		private static CorsConfiguration allowed() {
			CorsConfiguration configuration = new CorsConfiguration();
			configuration.setAllowedOrigins(List.of("https://a.example"));
			configuration.setExposedHeaders(List.of("X-Request-Id"));
			return configuration;
		}

	}

}
