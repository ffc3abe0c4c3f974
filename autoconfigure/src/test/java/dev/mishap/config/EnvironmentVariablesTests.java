package dev.mishap.config;

import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static dev.mishap.testing.ProblemAssert.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** A limit that is set as a container is configured. */
class EnvironmentVariablesTests {

	static Stream<Arguments> limits() {
		return Stream.of(arguments(Map.of("MISHAP_PAYLOAD_MAXSIZE", "1KB")),
				arguments(Map.of("MISHAP_PAYLOAD_PATHS_0_PATTERN", "/**", "MISHAP_PAYLOAD_PATHS_0_MAXSIZE", "1KB")));
	}

	@ParameterizedTest
	@MethodSource("limits")
	void limitsOfBodiesCountWhereverTheyAreSet(Map<String, Object> variables) {
		try (Started started = Started.withVariables(variables)) {
			assertThat(started.http().json("POST", "/large", "{\"text\":\"" + "x".repeat(2000) + "\"}")).isProblem(413,
					"CONTENT_TOO_LARGE");
		}
	}

}
