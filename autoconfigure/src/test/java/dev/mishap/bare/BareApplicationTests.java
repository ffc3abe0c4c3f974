package dev.mishap.bare;

import java.util.List;

import dev.mishap.testing.RawHttp;
import dev.mishap.testing.RawHttp.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpStatus;
import org.springframework.util.ClassUtils;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Application on a class path that has Spring MVC and Tomcat and nothing else: no JSON
 * library, no validation, no Security, no metrics, no database.
 */
@SpringBootTest(classes = BareApplicationTests.BareApplication.class, webEnvironment = WebEnvironment.RANDOM_PORT)
class BareApplicationTests {

	@LocalServerPort
	int port;

	@ParameterizedTest
	@ValueSource(strings = { "tools.jackson.databind.json.JsonMapper", "com.fasterxml.jackson.databind.ObjectMapper",
			"org.springframework.security.web.FilterChainProxy", "jakarta.validation.Validator",
			"org.eclipse.jetty.server.Server", "io.micrometer.core.instrument.MeterRegistry",
			"org.springframework.dao.DataAccessException", "jakarta.persistence.EntityManager",
			"io.github.resilience4j.bulkhead.Bulkhead", "com.google.gson.Gson",
			"org.springframework.hateoas.RepresentationModel", "org.springframework.boot.devtools.restart.Restarter" })
	void classPathIsBare(String absent) {
		assertThat(ClassUtils.isPresent(absent, getClass().getClassLoader())).isFalse();
	}

	@ParameterizedTest
	@CsvSource({ "/throws,500,INTERNAL_ERROR,Something went wrong", "/conflict,409,CONFLICT,Seven is taken.",
			"/nowhere,404,NOT_FOUND,There is nothing", "/%zz,400,BAD_REQUEST,The request is not well-formed",
			"/unauthorized,401,UNAUTHENTICATED,Valid credentials", "/error,404,NOT_FOUND,There is nothing" })
	void answersAreTheSame(String target, int status, String code, String detail) {
		Answer answer = new RawHttp(this.port).send("GET", target);
		assertThat(answer.status()).as(answer.body()).isEqualTo(status);
		assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
		assertThat(answer.body()).startsWith("{\"type\":\"about:blank\",\"title\":\"")
			.contains("\"status\":" + status, "\"code\":\"" + code + "\"", "\"detail\":\"" + detail,
					"\"request_id\":\"" + answer.header("X-Request-Id") + "\"")
			.doesNotContain("secret");
	}

	/** The writer of XML is the library's own. */
	@Test
	void xmlNeedsNoConverter() {
		Answer answer = new RawHttp(this.port).send("GET", "/conflict", "Accept: application/xml");
		assertThat(answer.status()).isEqualTo(409);
		assertThat(answer.header("Content-Type")).isEqualTo("application/problem+xml");
		assertThat(answer.body()).contains("<status>409</status>", "<detail>Seven is taken.</detail>");
	}

	@Test
	void a401OwesAChallengeWithoutSecurityToo() {
		assertThat(new RawHttp(this.port).send("GET", "/unauthorized").header("WWW-Authenticate"))
			.isEqualTo("Custom realm=\"api\"");
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import(BareController.class)
	static class BareApplication {

	}

	@RestController
	static class BareController {

		@GetMapping("/throws")
		String fails() {
			throw new IllegalStateException("secret");
		}

		@GetMapping("/conflict")
		String conflict() {
			throw new ResponseStatusException(HttpStatus.CONFLICT, "Seven is taken.");
		}

		@GetMapping("/unauthorized")
		String unauthorized() {
			throw new ResponseStatusException(HttpStatus.UNAUTHORIZED);
		}

		@PostMapping("/orders")
		void order(@RequestBody Order order, @RequestParam int size) {
		}

	}

	record Order(List<Item> items) {

	}

	record Item(String sku) {

	}

}
