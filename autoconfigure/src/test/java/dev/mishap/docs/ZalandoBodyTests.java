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

/** Body of problem-spring-web. */
@Import(ZalandoBodyTests.ZalandoBody.class)
class ZalandoBodyTests extends OldBodyContract {

	@Test
	void errorHasTitleStatusAndDetail() {
		assertThat(get("/taken", 409, "application/problem+json").body())
			.isEqualTo("{\"title\":\"Conflict\",\"status\":409,\"detail\":\"Seat \\\"7\\\" is taken.\"}");
	}

	@Test
	void violationsHaveFieldAndMessage() {
		assertThat(get("/invalid", 400, "application/problem+json").body())
			.isEqualTo("{\"type\":\"https://zalando.github.io/problem/constraint-violation\","
					+ "\"title\":\"Constraint Violation\",\"status\":400,"
					+ "\"violations\":[{\"field\":\"lines[0].article\",\"message\":\"must not be blank\"},"
					+ "{\"field\":\"\",\"message\":\"end must be after start\"},"
					+ "{\"field\":\"page\",\"message\":\"must be greater than 0\"}]}");
	}

	@Test
	void errorsOfTheContainerHaveTheBodyToo() {
		assertThat(get("/%zz", 400, "application/problem+json").body()).startsWith("{\"title\":\"Bad Request\"");
	}

	// tag::writer[]
	@Configuration(proxyBeanMethods = false)
	static class ZalandoBody {

		private static final String CONSTRAINT_VIOLATION = "https://zalando.github.io/problem/constraint-violation";

		@Bean
		ProblemWriter zalandoBodyWriter() {
			JsonMapper json = JsonMapper.builder().build();
			return (problem, context) -> {
				Map<String, Object> body = new LinkedHashMap<>();
				if (!problem.violations().isEmpty()) {
					body.put("type", CONSTRAINT_VIOLATION);
					body.put("title", "Constraint Violation");
					body.put("status", problem.status());
					body.put("violations", violations(problem.violations()));
				}
				else {
					if (problem.type() != null) {
						body.put("type", problem.type().toString());
					}
					body.put("title", problem.title());
					body.put("status", problem.status());
					body.put("detail", problem.detail());
				}
				body.putAll(problem.extensions());
				return new ProblemWriter.Body("application/problem+json", json.writeValueAsBytes(body));
			};
		}

		private static List<Map<String, Object>> violations(List<Violation> violations) {
			List<Map<String, Object>> entries = new ArrayList<>();
			for (Violation violation : violations) {
				Map<String, Object> entry = new LinkedHashMap<>();
				boolean body = violation.location() == Location.BODY;
				entry.put("field", body ? property(violation.name()) : violation.name());
				entry.put("message", violation.detail());
				entries.add(entry);
			}
			return entries;
		}

		/** {@code #/lines/0/article} → {@code lines[0].article}. */
		private static String property(String pointer) {
			return pointer.replaceFirst("^#/?", "").replaceAll("/([0-9]+)(?=/|$)", "[$1]").replace('/', '.');
		}

	}
	// end::writer[]

}
