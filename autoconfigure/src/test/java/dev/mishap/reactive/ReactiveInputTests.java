package dev.mishap.reactive;

import java.util.List;
import java.util.Map;

import dev.mishap.contract.Difference;
import dev.mishap.contract.Shows;
import dev.mishap.testing.RawHttp;
import dev.mishap.testing.Without;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

import static dev.mishap.testing.ProblemAssert.assertThat;

/** Input that only reactive applications take in this way. */
@SpringBootTest(classes = ReactiveApplication.class, webEnvironment = WebEnvironment.RANDOM_PORT, properties = {
		"spring.main.web-application-type=reactive", Without.TRACE_BUDGET, ReactiveApplication.NO_SECURITY })
class ReactiveInputTests {

	@LocalServerPort
	private int port;

	private RawHttp http() {
		return new RawHttp(this.port);
	}

	@Test
	void brokenConstraintsAreNamedAsTheClientWroteThem() {
		assertThat(http().json("POST", "/items", "{\"name\":\" \",\"count\":10}")).isProblem(422, "VALIDATION_FAILED")
			.hasErrors(List.of(
					Map.of("pointer", "#/count", "code", "MAX", "detail", "This has to be at most 9.", "max", 9),
					Map.of("pointer", "#/name", "code", "NOT_BLANK", "detail", "This must not be blank.")));
	}

	@Shows(Difference.ELEMENTS_OF_A_STREAM)
	@Test
	void elementOfAStreamIsNamedWithoutItsIndex() {
		assertThat(http().json("POST", "/stream", "[{\"name\":\"a\",\"count\":1},{\"name\":\"\",\"count\":1}]"))
			.isProblem(422, "VALIDATION_FAILED")
			.hasErrors(List.of(Map.of("pointer", "#/name", "code", "NOT_BLANK", "detail", "This must not be blank.")));
	}

	@ParameterizedTest
	@ValueSource(strings = { "/items", "/fn/item" })
	void bodyThatCannotBeParsedIsRefused(String target) {
		assertThat(http().json("POST", target, "{\"name\":")).isProblem(400, "MALFORMED_BODY");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/items", "/fn/item" })
	void valueOfTheWrongTypeIsNamed(String target) {
		assertThat(http().json("POST", target, "{\"name\":\"a\",\"count\":\"x\"}")).isProblem(422, "VALIDATION_FAILED")
			.hasErrors(
					List.of(Map.of("pointer", "#/count", "code", "WRONG_TYPE", "detail", "Expected a whole number.")));
	}

	@ParameterizedTest
	@ValueSource(strings = { "/form", "/fn/form" })
	void formOverTheLimitIsTooLarge(String target) {
		assertThat(http().sendBody("POST", target, "application/x-www-form-urlencoded",
				"text=" + "a".repeat(400_000) + "&page=1"))
			.isProblem(413, "CONTENT_TOO_LARGE");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/upload", "/fn/parts" })
	void brokenMultipartBodyIsRefused(String target) {
		assertThat(http().sendBody("POST", target, "multipart/form-data; boundary=b", "rubbish")).isProblem(400,
				"MALFORMED_BODY");
	}

	@Test
	void threadOfTheEventLoopThatBlocksIsFound() {
		// so that the other tests would find it
		assertThat(http().send("GET", "/blocks")).isProblem(500, "INTERNAL_ERROR");
	}

}
