package dev.mishap.validation;

import dev.mishap.testing.RawHttp;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;

import static dev.mishap.testing.ProblemAssert.assertThat;

/**
 * What the firewall lets in and refuses only when somebody reads it: names of parameters
 * and values of header fields with control characters.
 */
abstract class LazyRejectionContract {

	@LocalServerPort
	int port;

	@ParameterizedTest
	@CsvSource({ "GET,/search?a%00b=1,X-Fine: 1", "GET,/search/checked?a%00b=1,X-Tenant: acme",
			"GET,/header,X-Tenant: a\u0085", "GET,/convert/header,X-Depth: a\u0085",
			"POST,/form?a%00b=1,Content-Length: 0", "GET,/query?page-size=1,Accept: a\u0085",
			"GET,/nowhere,Accept: a\u0085" })
	void trap5WhatTheFirewallRefusesLate(String method, String target, String header) {
		RawHttp.Answer answer = new RawHttp(this.port).send(method, target, header);
		assertThat(answer).isProblem(400, "REQUEST_REJECTED").leaksNothing("firewall");
	}

	@Configuration(proxyBeanMethods = false)
	static class Open {

		@Bean
		SecurityFilterChain open(HttpSecurity http) {
			return http.csrf((csrf) -> csrf.disable())
				.authorizeHttpRequests((requests) -> requests.anyRequest().permitAll())
				.build();
		}

	}

}
