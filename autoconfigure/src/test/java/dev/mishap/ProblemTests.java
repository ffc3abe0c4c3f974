package dev.mishap;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ProblemTests {

	@ParameterizedTest
	@ValueSource(ints = { 0, 200, 304, 399, 600, 999 })
	void aProblemHasAnErrorStatus(int status) {
		assertThatIllegalArgumentException().isThrownBy(() -> Problem.of(status, "X"))
			.withMessageContaining("'status' must be within 400 to 599 but is " + status);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "lower", "_A", "A_", "9A", "A-B", "Ä" })
	void aCodeIsUpperSnake(String code) {
		assertThatIllegalArgumentException().isThrownBy(() -> Problem.of(400, code)).withMessageContaining("'code'");
	}

	@ParameterizedTest
	@ValueSource(strings = { "a\r\nSet-Cookie: x=1", "a\nb", "a\u0000b", "a\u007fb" })
	void aHeaderValueCannotInject(String value) {
		assertThatIllegalArgumentException().isThrownBy(() -> Problem.of(400).withHeader("Link", value));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "A B", "A:", "A\n", "Ü" })
	void aHeaderNameIsAToken(String name) {
		assertThatIllegalArgumentException().isThrownBy(() -> Problem.of(400).withHeader(name, "x"));
	}

	@ParameterizedTest
	@CsvSource({ "PT1S,1", "PT0.001S,1", "PT1.5S,2", "PT2M,120",
			"PT2562047788015215H30M7.999999999S,9223372036854775807" })
	void retryAfterIsRoundedUpToSeconds(Duration delay, String value) {
		assertThat(Problem.of(503).withRetryAfter(delay).header("retry-after")).isEqualTo(value);
	}

	@ParameterizedTest
	@ValueSource(strings = { "PT0S", "PT-1S" })
	void retryAfterIsPositive(Duration delay) {
		assertThatIllegalArgumentException().isThrownBy(() -> Problem.of(503).withRetryAfter(delay))
			.withMessage("'delay' must be positive");
	}

	@Test
	void standardMembersAreNoExtensions() {
		assertThatIllegalArgumentException().isThrownBy(() -> Problem.of(400).withExtension("status", 1))
			.withMessageContaining("standard member 'status'");
	}

	@Test
	void collectionsAreCopiedAndReadOnly() {
		List<Violation> violations = new ArrayList<>();
		Problem problem = Problem.of(422).withViolations(violations).withExtension("balance", 3);
		violations.add(Violation.of(Violation.Location.BODY, "#/a", "MIN", "no"));
		assertThat(problem.violations()).isEmpty();
		assertThatExceptionOfType(UnsupportedOperationException.class)
			.isThrownBy(() -> problem.extensions().put("x", 1));
		assertThatExceptionOfType(UnsupportedOperationException.class)
			.isThrownBy(() -> problem.headers().put("x", List.of()));
	}

	@Test
	void eachWitherChangesItsPartOnly() {
		Problem problem = Problem.of(409, "OUT_OF_STOCK")
			.withType(URI.create("https://example.org/problems/out-of-stock"))
			.withTitle("Out of stock")
			.withDetail("The article is not in stock.")
			.withInstance(URI.create("urn:x:1"))
			.withHeader("Link", "<https://example.org>; rel=\"help\"")
			.withExtension("left", 0)
			.withViolations(List.of(Violation.of(Violation.Location.PARAMETER, "q", "MIN", "no")));
		assertThat(problem.withStatus(410).withStatus(409)).isEqualTo(problem);
		assertThat(problem.withCode("X").withCode("OUT_OF_STOCK")).isEqualTo(problem);
		assertThat(problem.withExtension("more", 1).withExtension("more", null)).isEqualTo(problem);
		assertThat(problem.withHeader("X-A", "1").withHeader("x-a")).isEqualTo(problem);
		assertThat(problem.withWording(Wording.of("k")).detail()).isNull();
		assertThat(problem.extensions()).isEqualTo(Map.of("left", 0));
		assertThat(problem.instance()).isEqualTo(URI.create("urn:x:1"));
	}

}
