package dev.mishap.testing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.Assertions;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asserts whole answers: what every problem owes, and what this one says. */
public final class ProblemAssert extends AbstractAssert<ProblemAssert, RawHttp.Answer> {

	private static final JsonMapper MAPPER = JsonMapper.builder().build();

	private static final List<String> STANDARD = List.of("type", "title", "status", "detail", "instance", "code",
			"request_id", "errors");

	private static final List<String> LEAKS = List.of("Exception", "java.", "org.", "dev.mishap", "tools.jackson",
			"\tat ", ".java:", "jdbc:", "SELECT ", "<html", "password", "s3cr3t", "/home/", "trace");

	private ProblemAssert(RawHttp.Answer actual) {
		super(actual, ProblemAssert.class);
	}

	public static ProblemAssert assertThat(RawHttp.Answer actual) {
		return new ProblemAssert(actual);
	}

	/** Asserts status, code, media type, and everything that holds for every problem. */
	public ProblemAssert isProblem(int status, String code) {
		String description = describe();
		Assertions.assertThat(this.actual.status()).as(description).isEqualTo(status);
		Assertions.assertThat(this.actual.header("Content-Type")).as(description).isEqualTo("application/problem+json");
		Assertions.assertThat(this.actual.whole()).as("whole message: " + description).isTrue();
		JsonNode body = body();
		Assertions.assertThat(body.path("status").intValue()).as(description).isEqualTo(status);
		Assertions.assertThat(body.path("code").asString("")).as(description).isEqualTo(code);
		Assertions.assertThat(body.path("title").asString("")).as(description).isNotBlank();
		Assertions.assertThat(body.path("detail").asString("")).as(description).isNotBlank();
		Assertions.assertThat(body.path("request_id").asString(""))
			.as(description)
			.isNotBlank()
			.isEqualTo(this.actual.header("X-Request-Id"));
		membersInOrder(body);
		Assertions.assertThat(this.actual.header("Cache-Control")).as(description).isEqualTo("no-store");
		Assertions.assertThat(this.actual.header("X-Content-Type-Options")).as(description).isEqualTo("nosniff");
		Assertions.assertThat(this.actual.header("Content-Language")).as(description).isNotBlank();
		Assertions.assertThat(String.join(", ", this.actual.headerLines("Vary")))
			.as(description)
			.contains("Accept", "Accept-Language");
		Assertions.assertThat(this.actual.header("Content-Length"))
			.as(description)
			.isEqualTo(Integer.toString(this.actual.content().length));
		Assertions.assertThat(this.actual.content().length).as(description).isLessThan(2048);
		if (status == 401) {
			Assertions.assertThat(this.actual.headerLines("WWW-Authenticate")).as(description).isNotEmpty();
		}
		if (status == 405) {
			Assertions.assertThat(this.actual.headerLines("Allow")).as(description).isNotEmpty();
		}
		if (status == 429 || status == 503) {
			Assertions.assertThat(this.actual.header("Retry-After")).as(description).matches("[1-9][0-9]*");
		}
		return leaksNothing();
	}

	private void membersInOrder(JsonNode body) {
		List<String> names = new ArrayList<>(body.propertyNames());
		List<String> standard = new ArrayList<>(names);
		standard.retainAll(STANDARD);
		List<String> expected = new ArrayList<>(STANDARD);
		expected.retainAll(standard);
		Assertions.assertThat(standard).as("order of members").isEqualTo(expected);
	}

	/** Asserts that nothing of the inside is in the body. */
	public ProblemAssert leaksNothing(String... alsoNot) {
		String body = withoutRequestId();
		for (String leak : LEAKS) {
			Assertions.assertThat(body).as("leak in " + describe()).doesNotContain(leak);
		}
		for (String leak : alsoNot) {
			Assertions.assertThat(body).as("leak in " + describe()).doesNotContain(leak);
		}
		return this;
	}

	/** The ID is random, and may have any digits and letters in it. */
	private String withoutRequestId() {
		String requestId = this.actual.header("X-Request-Id");
		String body = this.actual.body();
		return (requestId != null && !requestId.isEmpty()) ? body.replace(requestId, "") : body;
	}

	public ProblemAssert hasHeader(String name, String value) {
		Assertions.assertThat(this.actual.header(name)).as(name + " of " + describe()).isEqualTo(value);
		return this;
	}

	public ProblemAssert hasNoHeader(String name) {
		Assertions.assertThat(this.actual.headerLines(name)).as(name + " of " + describe()).isEmpty();
		return this;
	}

	/** Asserts a header that is a list, whatever its order. */
	public ProblemAssert hasHeaderList(String name, String... elements) {
		String value = String.join(",", this.actual.headerLines(name));
		Assertions.assertThat(Arrays.stream(value.split(",")).map(String::trim))
			.as(name + " of " + describe())
			.containsExactlyInAnyOrder(elements);
		return this;
	}

	public ProblemAssert hasDetail(String detail) {
		return hasMember("detail", detail);
	}

	public ProblemAssert hasMember(String name, Object value) {
		Object found = MAPPER.convertValue(body().path(name), Object.class);
		Assertions.assertThat(found).as(name + " of " + describe()).isEqualTo(value);
		return this;
	}

	/** Asserts {@code errors[]}, whole and in order. */
	public ProblemAssert hasErrors(List<Map<String, Object>> errors) {
		Object found = MAPPER.convertValue(body().path("errors"), Object.class);
		Assertions.assertThat(found).as("errors of " + describe()).isEqualTo(errors);
		return this;
	}

	public JsonNode body() {
		return MAPPER.readTree(this.actual.content());
	}

	private String describe() {
		return this.actual.statusLine() + " " + this.actual.headers() + "\n" + this.actual.body();
	}

}
