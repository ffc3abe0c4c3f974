package dev.mishap.validation;

import dev.mishap.testing.RawHttp;
import dev.mishap.testing.Without;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

import static dev.mishap.testing.ProblemAssert.assertThat;

@SpringBootTest(classes = InputApplication.class, webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { Without.SECURITY, "spring.http.converters.preferred-json-mapper=jackson2",
				"spring.jackson2.property-naming-strategy=SNAKE_CASE",
				"spring.jackson2.deserialization.fail-on-unknown-properties=true",
				"spring.jackson2.deserialization.fail-on-null-for-primitives=true" })
class Jackson2Tests {

	@LocalServerPort
	int port;

	private RawHttp.Answer post(String path, String body) {
		return new RawHttp(this.port).json("POST", path, body.replace('\'', '"'));
	}

	@Test
	void constraintsAreNamedInJsonNames() {
		assertThat(post("/orders",
				"{'customer_name':' ','e-mail':'x','ship_to':{},'items':[{'sku':'a','unit_count':0,'price$':0}],"
						+ "'extras':{'k':[{'sku':'','unit_count':1}]}}"))
			.isProblem(422, "VALIDATION_FAILED")
			.hasErrors(Errors.of("{'pointer':'#/customer_name','code':'NOT_BLANK','detail':'This must not be blank.'}",
					"{'pointer':'#/e-mail','code':'EMAIL','detail':'This is not a valid email address.'}",
					"{'pointer':'#/extras/k/0/sku','code':'NOT_BLANK','detail':'This must not be blank.'}",
					"{'pointer':'#/items/0/price$','code':'DECIMAL_MIN','detail':'This has to be at least 0.01.','min':0.01}",
					"{'pointer':'#/items/0/unit_count','code':'MIN','detail':'This has to be at least 1.','min':1}",
					"{'pointer':'#/ship_to/street_name','code':'NOT_BLANK','detail':'This must not be blank.'}"));
	}

	@Test
	void partsThatStandInPlaceOfAnObjectAreNamedWithTheirPrefix() {
		assertThat(post("/account", "{'home_town_name':''}")).isProblem(422, "VALIDATION_FAILED")
			.hasErrors(
					Errors.of("{'pointer':'#/home_town_name','code':'NOT_BLANK','detail':'This must not be blank.'}"));
	}

	@Test
	void syntaxErrorIsNamedByLineAndColumn() {
		assertThat(post("/types", "{\n  'nested': {'deep_list': oops}\n}")).isProblem(400, "MALFORMED_BODY")
			.hasMember("line", 2)
			.leaksNothing("oops", "com.fasterxml", "JsonParse");
	}

	@Test
	void bodyThatEndsTooEarlyIsNamedByLineAndColumn() {
		assertThat(post("/types", "{'nested':{")).isProblem(400, "MALFORMED_BODY").hasMember("line", 1);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', value = {
			"'whole_number':'abc'|whole_number|WRONG_TYPE|Expected a whole number.",
			"'whole_number':null|whole_number|NOT_NULL|This must not be null.",
			"'amount':[]|amount|WRONG_TYPE|Expected a number.", "'flag':'x'|flag|WRONG_TYPE|Expected true or false.",
			"'day':'31.01.2026'|day|WRONG_TYPE|Expected a date such as 2026-01-31.",
			"'german_day':'2026-01-31'|german_day|WRONG_TYPE|Expected a value such as 31.01.2026.",
			"'id':'7'|id|WRONG_TYPE|Expected a UUID such as 123e4567-e89b-12d3-a456-426614174000.",
			"'list':[1,'x']|list/1|WRONG_TYPE|Expected a whole number.",
			"'nested':[]|nested|WRONG_TYPE|Expected an object.",
			"'nested':{'deep_list':[{'by_name':{'a/b':'x'}}]}|nested/deep_list/0/by_name/a~1b|WRONG_TYPE|Expected a whole number.",
			"'whole_number':1,'nope':1|nope|UNKNOWN_PROPERTY|There is no member of this name here." })
	void valueThatDoesNotFitIsNamedWithWhatWasExpected(String member, String pointer, String code, String detail) {
		assertThat(post("/types", "{" + member + "}")).isProblem(422, "VALIDATION_FAILED")
			.hasErrors(Errors.of("{'pointer':'#/" + pointer + "','code':'" + code + "','detail':'" + detail + "'}"));
	}

	@Test
	void unknownEnumValueComesWithThoseThatThereAre() {
		assertThat(post("/types", "{'color':'PINK'}")).isProblem(422, "VALIDATION_FAILED")
			.hasErrors(Errors.of("{'pointer':'#/color','code':'UNKNOWN_VALUE',"
					+ "'detail':'Expected one of: RED, light-green.','allowed':['RED','light-green']}"))
			.leaksNothing("PINK", "LIGHT_GREEN");
	}

	@Test
	void numberOutOfRangeComesWithTheRange() {
		assertThat(post("/types", "{'whole_number':99999999999}")).isProblem(422, "VALIDATION_FAILED")
			.hasErrors(Errors.of("{'pointer':'#/whole_number','code':'OUT_OF_RANGE',"
					+ "'detail':'This number is out of range.','min':-2147483648,'max':2147483647}"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "   ", "null" })
	void bodyThatIsNotThereIsAskedFor(String body) {
		assertThat(post("/types", body)).isProblem(400, "MISSING_BODY");
	}

	@Test
	void absentPrimitiveIsMissing() {
		assertThat(post("/types", "{}")).isProblem(422, "VALIDATION_FAILED")
			.hasErrors(Errors.of("{'pointer':'#/whole_number','code':'REQUIRED','detail':'This is missing.'}"));
	}

	@Test
	void limitsOfTheParserAreNamed() {
		assertThat(post("/deep", "{'nope':" + "[".repeat(1001) + "]".repeat(1001) + "}"))
			.isProblem(400, "MALFORMED_BODY")
			.hasDetail("The body of the request is nested more deeply than is accepted here.");
	}

	@Test
	void constructorThatRefusesPointsToItsValueWithoutItsWords() {
		assertThat(post("/refusing", "{'plain':{'n':-77}}")).isProblem(422, "VALIDATION_FAILED")
			.hasErrors(Errors.of("{'pointer':'#/plain','code':'INVALID','detail':'This value is not accepted.'}"))
			.leaksNothing("77");
		assertThat(post("/refusing", "{'stocked':{'n':77}}")).isProblem(409, "OUT_OF_STOCK");
	}

	@Test
	void typeThatCannotBeReadIsOurMistake() {
		assertThat(post("/unusable", "{'name':'x'}")).isProblem(500, "INTERNAL_ERROR");
	}

	@ParameterizedTest
	@MethodSource("dev.mishap.validation.Pointed#cases")
	void pointerLeadsToWhereItStandsInWhatWasSent(String path, String body, String error) {
		assertThat(post(path, body)).isProblem(422, "VALIDATION_FAILED").hasErrors(Errors.of(error));
	}

}
