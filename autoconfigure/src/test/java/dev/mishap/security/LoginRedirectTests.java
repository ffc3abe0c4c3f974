package dev.mishap.security;

import dev.mishap.testing.ProblemAssert;
import dev.mishap.testing.RawHttp;
import dev.mishap.testing.RawHttp.Answer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.jetty.autoconfigure.servlet.JettyServletWebServerAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;

import static org.assertj.core.api.Assertions.assertThat;

/** Who is sent to a log-in page, by the key, and what an own entry point sends. */
class LoginRedirectTests {

	private static final String BROWSER = "Accept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

	@Nested
	@SpringBootTest(classes = Application.class, webEnvironment = WebEnvironment.RANDOM_PORT,
			properties = "mishap.security.login-redirect=always")
	class Always {

		@LocalServerPort
		private int port;

		@Test
		void apiClientIsSentToTheLogInAsByPlainSpringSecurity() {
			Answer answer = new RawHttp(this.port).send("GET", "/closed/ok", "Accept: application/json");
			assertThat(answer.status()).isEqualTo(302);
			assertThat(answer.header("Location")).endsWith("/login");
		}

		@Test
		void fieldsOfAnOwnEntryPointAllStay() {
			Answer answer = new RawHttp(this.port).send("GET", "/dpop/ok", "Accept: application/json");
			ProblemAssert.assertThat(answer).isProblem(401, "UNAUTHENTICATED").hasHeader("DPoP-Nonce", "n-0S6");
			assertThat(answer.headers().get("WWW-Authenticate")).containsExactly("DPoP error=\"use_dpop_nonce\"",
					"Bearer realm=\"orders\"");
		}

	}

	@Nested
	@SpringBootTest(classes = Application.class, webEnvironment = WebEnvironment.RANDOM_PORT,
			properties = "mishap.security.login-redirect=never")
	class Never {

		@LocalServerPort
		private int port;

		@Test
		void nobodyIsRedirected() {
			Answer page = new RawHttp(this.port).send("GET", "/closed/ok", BROWSER);
			assertThat(page.status()).isEqualTo(401);
			assertThat(page.header("Content-Type")).startsWith("text/html");
			ProblemAssert.assertThat(new RawHttp(this.port).send("GET", "/closed/ok"))
				.isProblem(401, "UNAUTHENTICATED")
				.hasHeader("WWW-Authenticate", "Custom realm=\"api\"");
		}

	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration(exclude = JettyServletWebServerAutoConfiguration.class)
	@Import(SecuredBeans.class)
	static class Application {

		@Bean
		@Order(1)
		SecurityFilterChain dpop(HttpSecurity http) {
			return http.securityMatcher("/dpop/**")
				.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated())
				.exceptionHandling((handling) -> handling.authenticationEntryPoint((request, response, exception) -> {
					response.setHeader("DPoP-Nonce", "n-0S6");
					response.addHeader("WWW-Authenticate", "DPoP error=\"use_dpop_nonce\"");
					response.addHeader("WWW-Authenticate", "Bearer realm=\"orders\"");
					response.setStatus(401);
				}))
				.build();
		}

		@Bean
		SecurityFilterChain form(HttpSecurity http) {
			return http.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated())
				.formLogin(Customizer.withDefaults())
				.build();
		}

	}

}
