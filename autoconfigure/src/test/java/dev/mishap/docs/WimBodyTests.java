package dev.mishap.docs;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.mishap.ProblemWriter;
import dev.mishap.Violation;
import dev.mishap.Violation.Location;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;

/** Body of error-handling-spring-boot-starter. */
@Import(WimBodyTests.WimBody.class)
class WimBodyTests extends OldBodyContract {

	@Test
	void errorHasCodeAndMessage() {
		assertThat(get("/taken", 409, "application/json").body())
			.isEqualTo("{\"code\":\"CONFLICT\",\"message\":\"Seat \\\"7\\\" is taken.\"}");
	}

	@Test
	void violationsAreSortedByPlace() {
		assertThat(get("/invalid", 400, "application/json").body())
			.isEqualTo("{\"code\":\"VALIDATION_FAILED\",\"message\":\"Validation failed. Error count: 3\","
					+ "\"fieldErrors\":[{\"code\":\"REQUIRED_NOT_BLANK\",\"message\":\"must not be blank\","
					+ "\"property\":\"lines[0].article\",\"path\":\"lines[0].article\"}],"
					+ "\"globalErrors\":[{\"code\":\"DATES_IN_ORDER\",\"message\":\"end must be after start\"}],"
					+ "\"parameterErrors\":[{\"code\":\"POSITIVE\",\"message\":\"must be greater than 0\","
					+ "\"parameter\":\"page\"}]}");
	}

	@Test
	void membersOfTheExceptionStay() {
		assertThat(get("/lost", 410, "application/json").body())
			.isEqualTo("{\"code\":\"LOST\",\"message\":\"Seat 7 is lost.\",\"seat\":7}");
	}

	@Test
	void codesOfTheFrameworkAreTheOldOnes() {
		assertThat(get("/page", 400, "application/json").body()).startsWith("{\"code\":\"VALIDATION_FAILED\"");
		assertThat(get("/page?page=x", 400, "application/json").body())
			.startsWith("{\"code\":\"ARGUMENT_TYPE_MISMATCH\"");
		assertThat(get("/tenant", 400, "application/json").body()).startsWith("{\"code\":\"VALIDATION_FAILED\"");
	}

	@Test
	void unexpectedErrorsSayNothingOfTheInside() {
		assertThat(get("/fails", 500, "application/json").body()).startsWith("{\"code\":\"INTERNAL_ERROR\"");
	}

	@Test
	void errorsOfTheContainerHaveTheBodyToo() {
		assertThat(get("/%zz", 400, "application/json").body()).startsWith("{\"code\":\"BAD_REQUEST\"");
	}

	// tag::writer[]
	@Configuration(proxyBeanMethods = false)
	static class WimBody {

		@Bean
		ProblemWriter wimBodyWriter() {
			JsonMapper json = JsonMapper.builder().build();
			return (problem, context) -> {
				Map<String, List<Map<String, Object>>> errors = new LinkedHashMap<>();
				for (String kind : List.of("fieldErrors", "globalErrors", "parameterErrors")) {
					errors.put(kind, new ArrayList<>());
				}
				for (Violation violation : problem.violations()) {
					Map<String, Object> error = new LinkedHashMap<>();
					error.put("code", oldCode(violation.code()));
					error.put("message", violation.detail());
					if (violation.location() != Location.BODY) {
						error.put("parameter", violation.name());
						errors.get("parameterErrors").add(error);
					}
					else if (violation.name().equals("#")) {
						errors.get("globalErrors").add(error);
					}
					else {
						error.put("property", property(violation.name()));
						error.put("path", property(violation.name()));
						errors.get("fieldErrors").add(error);
					}
				}
				Map<String, Object> body = new LinkedHashMap<>();
				body.put("code", oldCode(problem.code()));
				int count = problem.violations().size();
				body.put("message", (count > 0) ? "Validation failed. Error count: " + count : problem.detail());
				errors.forEach((kind, entries) -> {
					if (!entries.isEmpty()) {
						body.put(kind, entries);
					}
				});
				body.putAll(problem.extensions());
				return new ProblemWriter.Body("application/json", json.writeValueAsBytes(body));
			};
		}

		/** What clients know under another name; complete it from your old answers. */
		private static String oldCode(String code) {
			return switch (code) {
				case "NOT_BLANK" -> "REQUIRED_NOT_BLANK";
				case "REQUIRED" -> "REQUIRED_NOT_NULL";
				case "SIZE" -> "INVALID_SIZE";
				case "UNAUTHENTICATED" -> "UNAUTHORIZED";
				case "INVALID_CREDENTIALS" -> "BAD_CREDENTIALS";
				case "FORBIDDEN" -> "ACCESS_DENIED";
				case "CONCURRENT_CHANGE" -> "OPTIMISTIC_LOCKING_ERROR";
				case "MALFORMED_BODY", "MISSING_BODY" -> "MESSAGE_NOT_READABLE";
				case "MISSING_PARAMETER", "MISSING_HEADER", "MISSING_COOKIE" -> "VALIDATION_FAILED";
				case "INVALID_PARAMETER" -> "ARGUMENT_TYPE_MISMATCH";
				default -> code;
			};
		}

		/** {@code #/lines/0/article} → {@code lines[0].article}. */
		private static String property(String pointer) {
			return pointer.substring(2).replaceAll("/([0-9]+)(?=/|$)", "[$1]").replace('/', '.');
		}

	}
	// end::writer[]

}
