package dev.mishap.contract;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

import dev.mishap.testing.RawHttp;
import dev.mishap.validation.Errors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.mishap.testing.ProblemAssert.assertThat;

/** Bodies that cannot be read. */
abstract class UnreadableBodyContract extends Contract {

	static final String WHOLE = "'whole_number':1,";

	private RawHttp.Answer post(String path, String body) {
		return http().json("POST", path, body.replace('\'', '"'));
	}

	@Test
	void s14BrokenJsonIsNamedByLineAndColumn() {
		assertThat(post("/types", "{\n  'text': oops\n}")).isProblem(400, "MALFORMED_BODY")
			.hasDetail("The body of the request cannot be read: its syntax is wrong at line 2, column 11.")
			.hasMember("line", 2)
			.hasMember("column", 11)
			.leaksNothing("oops", "JsonParse", "jackson", "Unrecognized");
	}

	@Test
	void s23BodyCutShortIs400() {
		assertThat(post("/types", "{'text':")).isProblem(400, "MALFORMED_BODY")
			.hasDetail("The body of the request ends too early. Something is missing at line 1, column 9.")
			.hasMember("line", 1)
			.hasMember("column", 9);
	}

	@Test
	void s24WrongJsonTypeIs422WithThePointer() {
		assertThat(post("/types", "{'whole_number':'abc'}")).isProblem(422, "VALIDATION_FAILED")
			.hasErrors(
					Errors.of("{'pointer':'#/whole_number','code':'WRONG_TYPE','detail':'Expected a whole number.'}"))
			.leaksNothing("abc", "wholeNumber");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', value = { "'amount':'x'|amount|WRONG_TYPE|Expected a number.",
			"'amount':[]|amount|WRONG_TYPE|Expected a number.",
			"'flag':'perhaps'|flag|WRONG_TYPE|Expected true or false.", "'text':{}|text|WRONG_TYPE|Expected a string.",
			"'day':'31.01.2026'|day|WRONG_TYPE|Expected a date such as 2026-01-31.",
			"'day':true|day|WRONG_TYPE|Expected a date such as 2026-01-31.",
			"'german_day':'2026-01-31'|german_day|WRONG_TYPE|Expected a value such as 31.01.2026.",
			"'moment':'now'|moment|WRONG_TYPE|Expected a date and time such as 2026-01-31T12:30:00Z.",
			"'id':'7'|id|WRONG_TYPE|Expected a UUID such as 123e4567-e89b-12d3-a456-426614174000.",
			"'list':{}|list|WRONG_TYPE|Expected an array.",
			"'list':[1,2,'x']|list/2|WRONG_TYPE|Expected a whole number.",
			"'nested':[]|nested|WRONG_TYPE|Expected an object.", "'nested':'x'|nested|WRONG_TYPE|Expected an object.",
			"'nested':{'deep_list':[{},{'by_name':{'a/b':'x'}}]}|nested/deep_list/1/by_name/a~1b|WRONG_TYPE|Expected a whole number.",
			"'bytes':'%'|bytes|WRONG_TYPE|Expected a string in Base64.",
			"'nope':1|nope|UNKNOWN_PROPERTY|There is no member of this name here." })
	void valueThatDoesNotFitIsNamedWithWhatWasExpected(String member, String pointer, String code, String detail) {
		assertThat(post("/types", "{" + WHOLE + member + "}")).isProblem(422, "VALIDATION_FAILED")
			.hasDetail("The request can be read, but parts of it do not fit. See errors.")
			.hasErrors(Errors.of("{'pointer':'#/" + pointer + "','code':'" + code + "','detail':'" + detail + "'}"));
	}

	@Test
	void trap40UnknownEnumValueComesWithThoseThatThereAre() {
		assertThat(post("/types", "{" + WHOLE + "'color':'PINK'}")).isProblem(422, "VALIDATION_FAILED")
			.hasErrors(Errors.of("{'pointer':'#/color','code':'UNKNOWN_VALUE',"
					+ "'detail':'Expected one of: RED, light-green.','allowed':['RED','light-green']}"))
			.leaksNothing("PINK", "LIGHT_GREEN");
	}

	@Test
	void unknownEnumValueAsMemberNameComesWithThoseThatThereAre() {
		assertThat(post("/types", "{" + WHOLE + "'by_color':{'PINK':1}}")).isProblem(422, "VALIDATION_FAILED")
			.hasErrors(Errors.of("{'pointer':'#/by_color','code':'WRONG_NAME','detail':'A member of this object has a "
					+ "name that does not fit. Expected one of: RED, light-green.','allowed':['RED','light-green']}"))
			.leaksNothing("PINK", "LIGHT_GREEN");
	}

	@Test
	void nullForAPrimitiveIsNotAccepted() {
		assertThat(post("/types", "{'whole_number':null}")).isProblem(422, "VALIDATION_FAILED")
			.hasErrors(Errors.of("{'pointer':'#/whole_number','code':'NOT_NULL','detail':'This must not be null.'}"));
	}

	@Test
	void absentPrimitiveIsMissing() {
		assertThat(post("/types", "{}")).isProblem(422, "VALIDATION_FAILED")
			.hasErrors(Errors.of("{'pointer':'#/whole_number','code':'REQUIRED','detail':'This is missing.'}"));
	}

	@Test
	void numberOutOfRangeComesWithTheRange() {
		assertThat(post("/types", "{'whole_number':99999999999}")).isProblem(422, "VALIDATION_FAILED")
			.hasErrors(Errors.of("{'pointer':'#/whole_number','code':'OUT_OF_RANGE',"
					+ "'detail':'This number is out of range.','min':-2147483648,'max':2147483647}"))
			.leaksNothing("99999999999");
	}

	@ParameterizedTest
	@ValueSource(strings = { "[]", "7", "'text'" })
	void somethingElseInPlaceOfTheObjectPointsToTheWhole(String body) {
		assertThat(post("/types", body)).isProblem(422, "VALIDATION_FAILED")
			.hasErrors(Errors.of("{'pointer':'#','code':'WRONG_TYPE','detail':'Expected an object.'}"));
	}

	@Test
	void unknownSubtypePointsToTheObject() {
		assertThat(post("/shapes", "{'all':[{'kind':'blob'}]}")).isProblem(422, "VALIDATION_FAILED")
			.hasErrors(Errors.of("{'pointer':'#/all/0','code':'UNKNOWN_KIND',"
					+ "'detail':'This does not say of which kind it is, or names a kind that is not known here.'}"))
			.leaksNothing("blob", "circle");
	}

	@Test
	void missingSubtypePointsToTheObject() {
		assertThat(post("/shapes", "{'all':[{'side':1}]}")).isProblem(422, "VALIDATION_FAILED")
			.hasErrors(Errors.of("{'pointer':'#/all/0','code':'UNKNOWN_KIND',"
					+ "'detail':'This does not say of which kind it is, or names a kind that is not known here.'}"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "   ", "null" })
	void trap40BodyThatIsNotThereIsAskedFor(String body) {
		assertThat(post("/types", body)).isProblem(400, "MISSING_BODY")
			.hasDetail("The request needs a body that is neither empty nor null.")
			.leaksNothing("BodyController", "String", "Types");
	}

	@Test
	void bodyBehindTheEndIsASyntaxError() {
		assertThat(post("/types", "{" + WHOLE + "'text':'x'} xx")).isProblem(400, "MALFORMED_BODY");
	}

	@Test
	void invalidUtf8IsAMatterOfEncoding() {
		byte[] head = ("POST /types HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: application/json\r\n"
				+ "Content-Length: 13\r\n\r\n{\"text\":\"\u00ff\u00fe\"}")
			.getBytes(StandardCharsets.ISO_8859_1);
		assertThat(http().bytes(head)).isProblem(400, "MALFORMED_BODY")
			.hasDetail("The body of the request has bytes that are not in its character encoding. Send it in UTF-8.");
	}

	@Test
	void nestingThatIsTooDeepIsRefused() {
		String body = "{'nope':" + "[".repeat(1001) + "]".repeat(1001) + "}";
		assertThat(post("/deep", body)).isProblem(400, "MALFORMED_BODY")
			.hasDetail("The body of the request is nested more deeply than is accepted here.")
			.leaksNothing("1001", "1000", "500");
	}

	@Test
	void numberWithTooManyDigitsIsRefused() {
		assertThat(post("/types", "{'amount':" + "1".repeat(1100) + "}")).isProblem(400, "MALFORMED_BODY")
			.hasDetail("The body of the request has a number with more digits than are accepted here.");
	}

	@Test
	void nameThatIsTooLongIsRefused() {
		assertThat(post("/deep", "{'" + "n".repeat(60_000) + "':1}")).isProblem(400, "MALFORMED_BODY")
			.hasDetail("The body of the request has a member whose name is longer than is accepted here.");
	}

	@Test
	void longNameIsNotEchoed() {
		assertThat(post("/types", "{" + WHOLE + "'" + "n".repeat(2000) + "':1}")).isProblem(422, "VALIDATION_FAILED")
			.hasErrors(Errors
				.of("{'pointer':'#','code':'UNKNOWN_PROPERTY','detail':'There is no member of this name here.'}"));
	}

	@Test
	void constructorThatRefusesPointsToItsValueWithoutItsWords() {
		assertThat(post("/refusing", "{'plain':{'n':-77}}")).isProblem(422, "VALIDATION_FAILED")
			.hasErrors(Errors.of("{'pointer':'#/plain','code':'INVALID','detail':'This value is not accepted.'}"))
			.leaksNothing("77");
	}

	@Test
	void domainExceptionOfAConstructorKeepsItsAnswer() {
		assertThat(post("/refusing", "{'stocked':{'n':77}}")).isProblem(409, "OUT_OF_STOCK")
			.hasErrors(
					Errors.of("{'pointer':'#/stocked','code':'OUT_OF_STOCK','detail':'This value is not accepted.'}"));
	}

	@Test
	void typeThatCannotBeReadIsOurMistake() {
		assertThat(post("/unusable", "{'name':'x'}")).isProblem(500, "INTERNAL_ERROR").leaksNothing("Unusable", "name");
	}

	@Test
	void bodyOfTheWrongEncodingIsReadInIt() {
		RawHttp.Answer answer = http().bytes(concat(
				"POST /types HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: 8\r\n\r\n",
				new byte[] { (byte) 0xFF, (byte) 0xFE, 0, 1, 2, 3, 4, 5 }));
		assertThat(answer).isProblem(400, "MALFORMED_BODY");
	}

	@Test
	void bodyCutOnTheWayIsAnsweredIfAnyoneStillListens() throws IOException {
		try (Socket socket = http().open()) {
			socket.getOutputStream()
				.write(("POST /types HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: application/json\r\n"
						+ "Content-Length: 100\r\n\r\n{\"text\":")
					.getBytes(StandardCharsets.ISO_8859_1));
			socket.getOutputStream().flush();
			socket.shutdownOutput();
			RawHttp.Answer answer = RawHttp.read(socket, false);
			if (differs(Difference.HALF_CLOSED)) {
				org.assertj.core.api.Assertions.assertThat(answer.status()).isZero();
				return;
			}
			assertThat(answer).isProblem(400, "REQUEST_INCOMPLETE").leaksNothing("Stream", "EOF");
		}
	}

	@Test
	void wrongTypeInXmlIsNamedTheSameWay() {
		RawHttp.Answer answer = http().sendBody("POST", "/types", "application/xml",
				xml("<Types><whole_number>abc</whole_number></Types>"), "Accept: application/json");
		assertThat(answer).isProblem(422, "VALIDATION_FAILED")
			.hasErrors(Errors.of("{'pointer':'#/" + xml("whole_number")
					+ "','code':'WRONG_TYPE','detail':'Expected a whole number.'}"));
	}

	@Test
	void brokenXmlIsNamedByLineAndColumn() {
		RawHttp.Answer answer = http().sendBody("POST", "/types", "application/xml",
				"<Types>\n<whole_number>1</wrong>\n</Types>", "Accept: application/json");
		assertThat(answer).isProblem(400, "MALFORMED_BODY").hasMember("line", 2).leaksNothing("wrong>", "Stax", "stax");
	}

	@Test
	void constraintsOfXmlAreNamedTheSameWay() {
		RawHttp.Answer answer = http().sendBody("POST", "/orders", "application/xml",
				xml("<Order><customer_name> </customer_name><ship_to><street_name></street_name></ship_to></Order>"),
				"Accept: application/json");
		assertThat(answer).isProblem(422, "VALIDATION_FAILED")
			.hasErrors(Errors.of(
					"{'pointer':'#/" + xml("customer_name")
							+ "','code':'NOT_BLANK','detail':'This must not be blank.'}",
					"{'pointer':'#/" + xml("ship_to/street_name")
							+ "','code':'NOT_BLANK','detail':'This must not be blank.'}"));
	}

	/** Names as the application reads them in XML. */
	private String xml(String text) {
		return differs(Difference.NAMES_IN_XML) ? text.replace("whole_number", "wholeNumber")
			.replace("customer_name", "customerName")
			.replace("ship_to", "shipTo")
			.replace("street_name", "streetName") : text;
	}

	private RawHttp.Answer part(String content) {
		String body = "--b\r\nContent-Disposition: form-data; name=\"meta\"\r\nContent-Type: application/json\r\n\r\n"
				+ content.replace('\'', '"') + "\r\n--b--\r\n";
		return http().sendBody("POST", "/parts", "multipart/form-data; boundary=b", body);
	}

	@Test
	void syntaxErrorInAPartNamesThePart() {
		assertThat(part("{\n'sku': oops}")).isProblem(400, "MALFORMED_BODY")
			.hasDetail("The part \"meta\" of the request cannot be read: its syntax is wrong at line 2, column 8.")
			.hasMember("part", "meta")
			.hasMember("line", 2)
			.hasMember("column", 8);
	}

	@Test
	void partWithoutContentIsMissing() {
		assertThat(part("")).isProblem(400, "MISSING_PART")
			.hasErrors(Errors.of("{'part':'meta','code':'REQUIRED','detail':'This is missing.'}"));
	}

	@Test
	void partThatEndsTooEarlyIsNamed() {
		assertThat(part("{'sku':")).isProblem(400, "MALFORMED_BODY")
			.hasDetail("The part \"meta\" of the request ends too early. Something is missing at line 1, column 8.")
			.hasMember("part", "meta");
	}

	@Test
	void wrongTypeInAPartNamesThePartAndThePlace() {
		assertThat(part("{'sku':'a','unit_count':'x'}")).isProblem(422, "VALIDATION_FAILED")
			.hasErrors(Errors.of("{'part':'meta','code':'WRONG_TYPE','detail':'Expected a whole number.',"
					+ "'pointer':'#/unit_count'}"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "{'kind':'circle'}", "{'extra':1,'kind':'circle'}" })
	void absentPrimitiveOfASubtypeIsMissing(String shape) {
		assertThat(post("/shapes", "{'all':[" + shape.replace("'extra':1,", "") + "]}"))
			.isProblem(422, "VALIDATION_FAILED")
			.hasErrors(
					Errors.of("{'pointer':'#/all/0/radius_in_metres','code':'REQUIRED','detail':'This is missing.'}"));
	}

	@Test
	void objectWhoseTextHasNoEndIsAnsweredAllTheSame() {
		assertThat(post("/unusual/endless", "{'name':'x'}")).isProblem(422, "VALIDATION_FAILED")
			.hasErrors(Errors.of("{'pointer':'#','code':'SANE','detail':'This cannot be.'}"));
	}

	private static byte[] concat(String head, byte[] body) {
		byte[] first = head.getBytes(StandardCharsets.ISO_8859_1);
		byte[] all = java.util.Arrays.copyOf(first, first.length + body.length);
		System.arraycopy(body, 0, all, first.length, body.length);
		return all;
	}

}
