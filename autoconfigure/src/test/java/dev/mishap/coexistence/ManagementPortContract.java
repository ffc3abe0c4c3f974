package dev.mishap.coexistence;

import dev.mishap.testing.ProblemAssert;
import dev.mishap.testing.RawHttp;
import dev.mishap.testing.RawHttp.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/** What holds for Actuator, whatever port and server it is on. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@TestPropertySource(properties = "management.endpoints.web.exposure.include=*")
abstract class ManagementPortContract {

	abstract int managementPort();

	private RawHttp http() {
		return new RawHttp(managementPort());
	}

	@ParameterizedTest
	@CsvSource({ "/actuator/nowhere,404,NOT_FOUND", "/actuator/health/nowhere,404,NOT_FOUND",
			"/actuator/metrics/nowhere,404,NOT_FOUND", "/nowhere,404,NOT_FOUND", "/error,404,NOT_FOUND",
			"/actuator/health/%zz,400,BAD_REQUEST", "/actuator/failing,500,INTERNAL_ERROR",
			"/actuator/failing/known,404,NOT_FOUND" })
	void errorsAreProblems(String target, int status, String code) {
		ProblemAssert.assertThat(http().send("GET", target)).isProblem(status, code);
	}

	@ParameterizedTest
	@CsvSource({ "{,400,MALFORMED_BODY", "[],422,VALIDATION_FAILED", "\"DEBUG\",422,VALIDATION_FAILED" })
	void unreadableBodiesAreProblems(String body, int status, String code) {
		Answer answer = http().sendBody("POST", "/actuator/loggers/dev.mishap.nothing",
				"application/vnd.spring-boot.actuator.v3+json", body);
		ProblemAssert.assertThat(answer).isProblem(status, code);
	}

	@Test
	void wrongMethodSaysTheRightOnes() {
		ProblemAssert.assertThat(http().send("POST", "/actuator/health"))
			.isProblem(405, "METHOD_NOT_ALLOWED")
			.hasHeader("Allow", "GET, HEAD, OPTIONS");
	}

	@Test
	void wrongMediaTypeIsAProblem() {
		ProblemAssert.assertThat(http().sendBody("POST", "/actuator/loggers/dev.mishap.nothing", "text/plain", "DEBUG"))
			.isProblem(415, "UNSUPPORTED_MEDIA_TYPE");
	}

	@Test
	void requestIdOfTheCallerIsKept() {
		ProblemAssert.assertThat(http().send("GET", "/nowhere", "X-Request-Id: fixed"))
			.isProblem(404, "NOT_FOUND")
			.hasMember("request_id", "fixed");
	}

	@Test
	void successHasARequestId() {
		Answer answer = http().send("GET", "/actuator/info");
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.header("X-Request-Id")).isNotBlank();
	}

	@Test
	void healthKeepsItsBody() {
		Answer answer = http().send("GET", "/actuator/health");
		assertThat(answer.status()).isEqualTo(503);
		assertThat(answer.header("Content-Type")).startsWith("application/vnd.spring-boot.actuator.v3+json");
		assertThat(answer.body()).startsWith("{").contains("\"status\":\"DOWN\"").doesNotContain("request_id");
	}

	/** Beans of an application that is not well. */
	@Configuration(proxyBeanMethods = false)
	static class Ailing {

		@Bean
		HealthIndicator ailingHealthIndicator() {
			return () -> Health.down().build();
		}

		@Bean
		FailingEndpoint failingEndpoint() {
			return new FailingEndpoint();
		}

	}

	/** Endpoint that fails. */
	@Endpoint(id = "failing")
	static class FailingEndpoint {

		@ReadOperation
		String read() {
			throw new IllegalStateException("jdbc:h2:mem:x;password=s3cr3t");
		}

		@ReadOperation
		String read(@Selector String name) {
			return null;
		}

	}

}
