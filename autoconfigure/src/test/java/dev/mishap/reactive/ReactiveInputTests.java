package dev.mishap.reactive;

import java.util.List;
import java.util.Map;

import dev.mishap.testing.RawHttp;
import dev.mishap.testing.Without;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

import static dev.mishap.testing.ProblemAssert.assertThat;

/** Input of a reactive application that cannot be read, is missing or does not fit. */
@SpringBootTest(classes = ReactiveApplication.class, webEnvironment = WebEnvironment.RANDOM_PORT, properties = {
		"spring.main.web-application-type=reactive", Without.TRACE_BUDGET, ReactiveApplication.NO_SECURITY })
class ReactiveInputTests {

	@LocalServerPort
	private int port;

	private RawHttp http() {
		return new RawHttp(this.port);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/item", "/items" })
	void brokenConstraintsAreNamedAsTheClientWroteThem(String target) {
		assertThat(http().json("POST", target, "{\"name\":\" \",\"count\":10}")).isProblem(422, "VALIDATION_FAILED")
			.hasErrors(List.of(
					Map.of("pointer", "#/count", "code", "MAX", "detail", "This has to be at most 9.", "max", 9),
					Map.of("pointer", "#/name", "code", "NOT_BLANK", "detail", "This must not be blank.")));
	}

	@ParameterizedTest
	@ValueSource(strings = { "/item", "/items", "/fn/item" })
	void bodyThatCannotBeParsedIsRefused(String target) {
		assertThat(http().json("POST", target, "{\"name\":")).isProblem(400, "MALFORMED_BODY");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/item", "/fn/item" })
	void valueOfTheWrongTypeIsNamed(String target) {
		assertThat(http().json("POST", target, "{\"name\":\"a\",\"count\":\"x\"}")).isProblem(422, "VALIDATION_FAILED")
			.hasErrors(
					List.of(Map.of("pointer", "#/count", "code", "WRONG_TYPE", "detail", "Expected a whole number.")));
	}

	@Test
	void elementOfAListIsNamed() {
		assertThat(http().json("POST", "/ids", "[{\"name\":\"a\",\"count\":1},{\"name\":\"b\",\"count\":[]}]"))
			.isProblem(422, "VALIDATION_FAILED")
			.hasErrors(List
				.of(Map.of("pointer", "#/1/count", "code", "WRONG_TYPE", "detail", "Expected a whole number.")));
	}

	@Test
	void missingBodyIsSaid() {
		assertThat(http().json("POST", "/item", "")).isProblem(400, "MISSING_BODY");
	}

	@ParameterizedTest
	@CsvSource({ "/search?page=1,MISSING_PARAMETER", "/search?text=a&page=x,INVALID_PARAMETER",
			"/number/x,INVALID_PARAMETER", "/needs-header,MISSING_HEADER",
			"/conditional?on=tomorrow&kind=OK,INVALID_PARAMETER",
			"/conditional?on=2026-01-01&kind=NO,INVALID_PARAMETER", "/only-with,UNSATISFIED_PARAMETERS" })
	void parametersThatAreMissingOrCannotBeConvertedAreSaid(String target, String code) {
		assertThat(http().send("GET", target)).isProblem(400, code);
	}

	@Test
	void missingCookieIsSaid() {
		assertThat(http().send("GET", "/needs-header", "X-Tenant: 1")).isProblem(400, "MISSING_COOKIE");
	}

	@Test
	void headerOfTheWrongTypeIsNamed() {
		assertThat(http().send("GET", "/search?text=a&page=1", "X-Tenant: x")).isProblem(400, "INVALID_PARAMETER")
			.hasErrors(
					List.of(Map.of("header", "X-Tenant", "code", "WRONG_TYPE", "detail", "Expected a whole number.")));
	}

	@Test
	void constraintOfAParameterIsNamed() {
		assertThat(http().send("GET", "/search?text=a&page=0")).isProblem(422, "VALIDATION_FAILED")
			.hasErrors(List
				.of(Map.of("parameter", "page", "code", "MIN", "detail", "This has to be at least 1.", "min", 1)));
	}

	@Test
	void boundObjectIsNamedByItsParameters() {
		assertThat(http().send("GET", "/bound?text=&page=x")).isProblem(422, "VALIDATION_FAILED")
			.hasErrors(
					List.of(Map.of("parameter", "page", "code", "WRONG_TYPE", "detail", "Expected a whole number.")));
	}

	@Test
	void formIsNamedByItsFields() {
		assertThat(http().sendBody("POST", "/form", "application/x-www-form-urlencoded", "text=&page=0")).isProblem(422,
				"VALIDATION_FAILED");
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
	void missingPartIsSaid() {
		String part = "--b\r\nContent-Disposition: form-data; name=\"other\"\r\n\r\nx\r\n--b--\r\n";
		assertThat(http().sendBody("POST", "/upload", "multipart/form-data; boundary=b", part)).isProblem(400,
				"MISSING_PART");
	}

	@Test
	void partThatDoesNotFitIsNamed() {
		String part = "--b\r\nContent-Disposition: form-data; name=\"item\"\r\nContent-Type: application/json\r\n\r\n"
				+ "{\"name\":\"\",\"count\":1}\r\n--b--\r\n";
		assertThat(http().sendBody("POST", "/part", "multipart/form-data; boundary=b", part))
			.isProblem(422, "VALIDATION_FAILED")
			.hasErrors(List.of(Map.of("part", "item", "pointer", "#/name", "code", "NOT_BLANK", "detail",
					"This must not be blank.")));
	}

	@Test
	void functionalRouteWantsAnotherMethod() {
		assertThat(http().send("DELETE", "/fn/ok")).isProblem(405, "METHOD_NOT_ALLOWED").hasHeader("Allow", "GET");
	}

	@Test
	void threadOfTheEventLoopThatBlocksIsFound() {
		// so that the other tests would find it
		assertThat(http().send("GET", "/blocks")).isProblem(500, "INTERNAL_ERROR");
	}

}
