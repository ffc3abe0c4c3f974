package dev.mishap.applications.testing;

import java.util.ArrayList;
import java.util.List;

import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What every problem owes, whatever its status. */
final class Problems {

	private static final JsonMapper MAPPER = JsonMapper.builder().build();

	private static final List<String> STANDARD = List.of("type", "title", "status", "detail", "instance", "code",
			"request_id", "errors");

	private Problems() {
	}

	static @Nullable Object member(Answer answer, String name) {
		return MAPPER.convertValue(MAPPER.readTree(answer.content()).path(name), Object.class);
	}

	/** Checks what a problem gains that the application has made. */
	static void checkOwn(Answer answer, int status, String code) {
		Assertions.assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
		JsonNode body = MAPPER.readTree(answer.content());
		Assertions.assertThat(body.path("status").intValue()).isEqualTo(status);
		Assertions.assertThat(body.path("code").asString("")).as("code").isEqualTo(code);
		Assertions.assertThat(body.path("request_id").asString(""))
			.as("request_id")
			.isNotBlank()
			.isEqualTo(answer.header("X-Request-Id"));
	}

	static void check(Answer answer, int status, String code) {
		checkOwn(answer, status, code);
		JsonNode body = MAPPER.readTree(answer.content());
		Assertions.assertThat(body.path("title").asString("")).as("title").isNotBlank();
		Assertions.assertThat(body.path("detail").asString("")).as("detail").isNotBlank();
		List<String> found = new ArrayList<>(body.propertyNames());
		found.retainAll(STANDARD);
		List<String> expected = new ArrayList<>(STANDARD);
		expected.retainAll(found);
		Assertions.assertThat(found).as("order of members").isEqualTo(expected);
		Assertions.assertThat(answer.header("Cache-Control")).as("Cache-Control").contains("no-store");
		Assertions.assertThat(answer.header("Content-Language")).as("Content-Language").isNotBlank();
		Assertions.assertThat(answer.header("Vary")).as("Vary").contains("Accept", "Accept-Language");
		Assertions.assertThat(answer.body()).doesNotContain("Exception", "\tat ", "jdbc:");
		if (status == 401) {
			Assertions.assertThat(answer.lines("WWW-Authenticate")).as("WWW-Authenticate").isNotEmpty();
		}
		if (status == 405) {
			Assertions.assertThat(answer.lines("Allow")).as("Allow").isNotEmpty();
		}
	}

}
