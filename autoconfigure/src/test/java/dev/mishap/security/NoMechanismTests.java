package dev.mishap.security;

import dev.mishap.testing.ProblemAssert;
import dev.mishap.testing.RawHttp;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.jetty.autoconfigure.servlet.JettyServletWebServerAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.FilterChainProxy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.ui.DefaultLoginPageGeneratingFilter;
import org.springframework.security.web.authentication.www.BasicAuthenticationFilter;

/** A chain that only has rules, and one below {@code /free} that has not even these. */
@SpringBootTest(classes = NoMechanismTests.Application.class, webEnvironment = WebEnvironment.RANDOM_PORT)
class NoMechanismTests {

	@LocalServerPort
	int port;

	@org.springframework.beans.factory.annotation.Autowired
	FilterChainProxy chains;

	@ParameterizedTest
	@CsvSource({ "throws,500,INTERNAL_ERROR", "nowhere,404,NOT_FOUND", "send-error,410,GONE",
			"filter/throws,500,INTERNAL_ERROR", "deferred,500,INTERNAL_ERROR" })
	void anonymousCallerOfPublicPathGetsTheTruth(String path, int status, String code) {
		ProblemAssert.assertThat(new RawHttp(this.port).send("GET", "/open/" + path))
			.isProblem(status, code)
			.hasNoHeader("Set-Cookie");
	}

	@Test
	void v31WithoutASchemeSecuritysForbiddenIsKept() {
		ProblemAssert.assertThat(new RawHttp(this.port).send("GET", "/closed/ok"))
			.isProblem(403, "FORBIDDEN")
			.hasNoHeader("WWW-Authenticate");
	}

	@Test
	void chainWithoutRulesIsNotLocked() {
		ProblemAssert.assertThat(new RawHttp(this.port).send("GET", "/free/ok")).isProblem(404, "NOT_FOUND");
	}

	@Test
	void noMechanismIsSwitchedOn() {
		Assertions.assertThat(this.chains.getFilterChains()).hasSize(2);
		Assertions.assertThat(this.chains.getFilterChains())
			.allSatisfy((chain) -> Assertions.assertThat(chain.getFilters())
				.noneMatch(BasicAuthenticationFilter.class::isInstance)
				.noneMatch(DefaultLoginPageGeneratingFilter.class::isInstance));
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration(exclude = JettyServletWebServerAutoConfiguration.class)
	@Import(SecuredBeans.class)
	static class Application {

		@Bean
		@Order(1)
		SecurityFilterChain free(HttpSecurity http) {
			return http.securityMatcher("/free/**").build();
		}

		@Bean
		SecurityFilterChain chain(HttpSecurity http) {
			return http
				.authorizeHttpRequests(
						(requests) -> requests.requestMatchers("/open/**").permitAll().anyRequest().authenticated())
				.build();
		}

	}

}
