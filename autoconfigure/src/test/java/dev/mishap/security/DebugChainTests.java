package dev.mishap.security;

import dev.mishap.testing.BasicChallenge;
import dev.mishap.testing.ProblemAssert;
import dev.mishap.testing.RawHttp;
import dev.mishap.testing.RawHttp.Answer;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.jetty.autoconfigure.servlet.JettyServletWebServerAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.web.SecurityFilterChain;

/** With the debugging of Spring Security, which stands around its filters. */
@SpringBootTest(classes = DebugChainTests.Application.class, webEnvironment = WebEnvironment.RANDOM_PORT)
@ExtendWith(OutputCaptureExtension.class)
class DebugChainTests {

	@LocalServerPort
	int port;

	private Answer get(String target, String... headers) {
		return new RawHttp(this.port).send("GET", target, headers);
	}

	@Test
	void debuggingIsOn(CapturedOutput output) {
		get("/open/ok");
		Assertions.assertThat(output).contains("Request received for GET '/open/ok'");
	}

	@ParameterizedTest
	@CsvSource({ "/closed/ok,UNAUTHENTICATED", "/open/admins,UNAUTHENTICATED", "/open/bare,UNAUTHENTICATED" })
	void anonymousCallerGetsTheChallengeOfTheChain(String target, String code) {
		ProblemAssert.assertThat(get(target))
			.isProblem(401, code)
			.hasHeader("WWW-Authenticate", BasicChallenge.of("debugged"));
	}

	@Test
	void failedLoginNamesItself() {
		ProblemAssert.assertThat(get("/closed/ok", SecuredBeans.WRONG_PASSWORD))
			.isProblem(401, "INVALID_CREDENTIALS")
			.hasHeader("WWW-Authenticate", BasicChallenge.of("debugged"));
	}

	@ParameterizedTest
	@CsvSource({ "/closed/admins,403,FORBIDDEN", "/closed/throws,500,INTERNAL_ERROR",
			"/closed/filter/throws,500,INTERNAL_ERROR", "/closed/nowhere,404,NOT_FOUND", "/a//b,400,REQUEST_REJECTED" })
	void knownCallerGetsTheTruth(String target, int status, String code) {
		ProblemAssert.assertThat(get(target, SecuredBeans.USER))
			.isProblem(status, code)
			.hasNoHeader("WWW-Authenticate");
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration(exclude = JettyServletWebServerAutoConfiguration.class)
	@EnableWebSecurity(debug = true)
	@Import(SecuredBeans.class)
	static class Application {

		@Bean
		SecurityFilterChain chain(HttpSecurity http) {
			return http.httpBasic((basic) -> basic.realmName("debugged"))
				.csrf((csrf) -> csrf.disable())
				.authorizeHttpRequests(
						(requests) -> requests.requestMatchers("/open/**").permitAll().anyRequest().authenticated())
				.exceptionHandling(Customizer.withDefaults())
				.build();
		}

	}

}
