package dev.mishap.docs;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;

import dev.mishap.ProblemWriter;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpStatus;

import static org.assertj.core.api.Assertions.assertThat;

/** Body of many an advice that was written by hand, and of Boot's error page. */
@Import(TimestampBodyTests.TimestampBody.class)
class TimestampBodyTests extends OldBodyContract {

	@Test
	void errorHasTheFiveMembers() {
		assertThat(get("/taken", 409, "application/json").body())
			.matches("\\{\"timestamp\":\"20[0-9-]{8}T[0-9:]{8}Z\",\"status\":409,\"error\":\"Conflict\","
					+ "\"message\":\"Seat \\\\\"7\\\\\" is taken.\",\"path\":\"/taken\"}");
	}

	@Test
	void errorsOfTheContainerHaveTheBodyToo() {
		assertThat(get("/%zz", 400, "application/json").body()).contains("\"status\":400,\"error\":\"Bad Request\"");
	}

	// tag::writer[]
	@Configuration(proxyBeanMethods = false)
	static class TimestampBody {

		@Bean
		ProblemWriter timestampBodyWriter() {
			JsonMapper json = JsonMapper.builder().build();
			return (problem, context) -> {
				HttpStatus status = HttpStatus.resolve(problem.status());
				Map<String, Object> body = new LinkedHashMap<>();
				body.put("timestamp", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
				body.put("status", problem.status());
				body.put("error", (status != null) ? status.getReasonPhrase() : problem.title());
				body.put("message", problem.detail());
				body.put("path", context.request().path());
				return new ProblemWriter.Body("application/json", json.writeValueAsBytes(body));
			};
		}

	}
	// end::writer[]

}
