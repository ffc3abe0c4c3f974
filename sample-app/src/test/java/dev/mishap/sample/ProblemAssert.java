package dev.mishap.sample;

import java.util.List;

import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.Assertions;

/** Asserts what every problem of this service owes, whichever it is. */
final class ProblemAssert extends AbstractAssert<ProblemAssert, Http.Answer> {

	private static final List<String> INTERNALS = List.of("Exception", "java.", "org.spring", "dev.mishap", "jdbc:",
			"s3cr3t", ".java:", "\tat ", "SQL");

	private ProblemAssert(Http.Answer actual) {
		super(actual, ProblemAssert.class);
	}

	static ProblemAssert assertThat(Http.Answer actual) {
		return new ProblemAssert(actual);
	}

	ProblemAssert isProblem(int status, String code) {
		String answer = this.actual.toString();
		Assertions.assertThat(this.actual.status()).as(answer).isEqualTo(status);
		Assertions.assertThat(this.actual.header("Content-Type")).as(answer).isEqualTo("application/problem+json");
		Assertions.assertThat(this.actual.json().path("status").intValue()).as(answer).isEqualTo(status);
		Assertions.assertThat(this.actual.member("code")).as(answer).isEqualTo(code);
		Assertions.assertThat(this.actual.member("title")).as(answer).isNotBlank();
		Assertions.assertThat(this.actual.member("detail")).as(answer).isNotBlank();
		Assertions.assertThat(this.actual.member("request_id"))
			.as(answer)
			.isNotBlank()
			.isEqualTo(this.actual.header("X-Request-Id"));
		Assertions.assertThat(this.actual.header("Cache-Control")).as(answer).isEqualTo("no-store");
		for (String internal : INTERNALS) {
			Assertions.assertThat(this.actual.body()).doesNotContain(internal);
		}
		return this;
	}

	ProblemAssert hasHeader(String name, String value) {
		Assertions.assertThat(this.actual.header(name)).as(name + " of " + this.actual).isEqualTo(value);
		return this;
	}

	ProblemAssert hasHeaderMatching(String name, String pattern) {
		Assertions.assertThat(this.actual.header(name)).as(name + " of " + this.actual).matches(pattern);
		return this;
	}

	ProblemAssert hasNoHeader(String name) {
		Assertions.assertThat(this.actual.header(name)).as(name + " of " + this.actual).isEmpty();
		return this;
	}

	ProblemAssert hasDetail(String detail) {
		Assertions.assertThat(this.actual.member("detail")).isEqualTo(detail);
		return this;
	}

}
