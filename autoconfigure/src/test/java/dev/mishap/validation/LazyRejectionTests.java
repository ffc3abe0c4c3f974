package dev.mishap.validation;

import dev.mishap.testing.RawHttp;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;

import static dev.mishap.testing.ProblemAssert.assertThat;

@SpringBootTest(classes = { InputApplication.class, LazyRejectionTests.Open.class },
		webEnvironment = WebEnvironment.RANDOM_PORT)
class LazyRejectionTests {

	@LocalServerPort
	int port;

	@Test
	void trap5NameOfAParameterThatTheFirewallRefusesLate() {
		RawHttp.Answer answer = new RawHttp(this.port).send("GET", "/search?a%00b=1");
		Assertions.assertThat(answer.status()).isEqualTo(400);
		assertThat(answer).hasMember("status", 400).leaksNothing();
	}

	@Configuration(proxyBeanMethods = false)
	static class Open {

		@Bean
		SecurityFilterChain open(HttpSecurity http) {
			return http.authorizeHttpRequests((requests) -> requests.anyRequest().permitAll()).build();
		}

	}

}
