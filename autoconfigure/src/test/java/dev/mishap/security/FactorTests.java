package dev.mishap.security;

import java.util.List;

import dev.mishap.testing.ProblemAssert;
import dev.mishap.testing.RawHttp;
import dev.mishap.testing.RawHttp.Answer;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.jetty.autoconfigure.servlet.JettyServletWebServerAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.authorization.EnableMultiFactorAuthentication;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.authority.FactorGrantedAuthority;
import org.springframework.security.web.SecurityFilterChain;

/** Everything needs two factors, one of which Basic cannot bring. */
@SpringBootTest(classes = FactorTests.Application.class, webEnvironment = WebEnvironment.RANDOM_PORT)
class FactorTests {

	@LocalServerPort
	int port;

	@Test
	void apiClientIsToldWhichFactorIsMissing() {
		ProblemAssert
			.assertThat(new RawHttp(this.port).send("GET", "/closed/ok", SecuredBeans.USER, "Accept: application/json"))
			.isProblem(403, "AUTHENTICATION_FACTOR_REQUIRED")
			.hasMember("missing_factors", List.of("OTT"))
			.hasNoHeader("Location");
	}

	@Test
	void browserIsSentToTheNextStep() {
		Answer answer = new RawHttp(this.port).send("GET", "/closed/ok", SecuredBeans.USER, "Accept: text/html");
		Assertions.assertThat(answer.status()).isEqualTo(302);
		Assertions.assertThat(answer.header("Location")).contains("/login?factor.type=ott");
	}

	@Test
	void anonymousApiClientIsChallenged() {
		Answer answer = new RawHttp(this.port).send("GET", "/closed/ok", "Accept: application/json");
		ProblemAssert.assertThat(answer).isProblem(401, "UNAUTHENTICATED");
		Assertions.assertThat(answer.header("WWW-Authenticate")).startsWith("Basic ");
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration(exclude = JettyServletWebServerAutoConfiguration.class)
	@EnableMultiFactorAuthentication(
			authorities = { FactorGrantedAuthority.PASSWORD_AUTHORITY, FactorGrantedAuthority.OTT_AUTHORITY })
	@Import(SecuredBeans.class)
	static class Application {

		@Bean
		SecurityFilterChain chain(HttpSecurity http) {
			return http.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated())
				.httpBasic(Customizer.withDefaults())
				.formLogin(Customizer.withDefaults())
				.oneTimeTokenLogin((tokens) -> tokens.tokenGenerationSuccessHandler((request, response, token) -> {
				}))
				.build();
		}

	}

}
