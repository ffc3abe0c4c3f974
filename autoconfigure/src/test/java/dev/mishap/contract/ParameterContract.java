package dev.mishap.contract;

import dev.mishap.testing.RawHttp;
import dev.mishap.validation.Errors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.mishap.testing.ProblemAssert.assertThat;

/** Parameters, in the widest sense. */
abstract class ParameterContract extends Contract {

	@ParameterizedTest
	@CsvSource({ "/query,MISSING_PARAMETER,parameter,page-size,The parameter",
			"/header,MISSING_HEADER,header,X-Tenant,The header", "/cookie,MISSING_COOKIE,cookie,theme,The cookie",
			"/matrix/7,MISSING_PARAMETER,path,q,The parameter" })
	void whatIsMissingIsNamed(String target, String code, String member, String name, String what) {
		assertThat(get(target)).isProblem(400, code)
			.hasDetail(what + " \"" + name + "\" is missing.")
			.hasErrors(Errors.of("{'" + member + "':'" + name + "','code':'REQUIRED','detail':'This is missing.'}"));
	}

	@ParameterizedTest
	@CsvSource({ "/file,picture", "/part,meta" })
	void missingPartIsNamed(String target, String name) {
		RawHttp.Answer answer = http().sendBody("POST", target, "multipart/form-data; boundary=b",
				"--b\r\nContent-Disposition: form-data; name=\"other\"\r\n\r\nx\r\n--b--\r\n");
		assertThat(answer).isProblem(400, "MISSING_PART")
			.hasDetail("The part \"" + name + "\" is missing.")
			.hasErrors(Errors.of("{'part':'" + name + "','code':'REQUIRED','detail':'This is missing.'}"));
	}

	@Test
	void variableThatThePathLacksIsOurMistake() {
		assertThat(get("/lacking-variable/1")).isProblem(500, "INTERNAL_ERROR").leaksNothing("other");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "/query?page-size=s3cr3t|parameter|page-size|Expected a whole number.",
			"/query?page-size=|parameter|page-size|Expected a whole number.",
			"/path/7|path|id|Expected a UUID such as 123e4567-e89b-12d3-a456-426614174000.",
			"/matrix/7;q=x|path|q|Expected a whole number.",
			"/convert/date?day=s3cr3t|parameter|day|Expected a date such as 2026-01-31.",
			"/convert/german-date?day=s3cr3t|parameter|day|Expected a value such as 31.01.2026.",
			"/convert/list?ids=1,s3cr3t|parameter|ids|Expected a whole number.",
			"/convert/header|header|X-Depth|Expected a number.", "/convert/cookie|cookie|beta|Expected true or false.",
			"/unusual/numbers?nums=1&nums=s3cr3t|parameter|nums|Expected a whole number.",
			"/unusual/customers/s3cr3t|path|id|Expected a whole number." })
	void valueThatCannotBeConvertedIsNamedAndNotRepeated(String target, String member, String name, String expected) {
		RawHttp.Answer answer = get(target, "X-Depth: s3cr3t", "Cookie: beta=s3cr3t");
		assertThat(answer).isProblem(400, "INVALID_PARAMETER")
			.hasDetail("The value of \"" + name + "\" does not fit. See errors.")
			.hasErrors(Errors.of("{'" + member + "':'" + name + "','code':'WRONG_TYPE','detail':'" + expected + "'}"));
	}

	@Test
	void v7EnumParameterListsItsValues() {
		assertThat(get("/convert/color?c=s3cr3t")).isProblem(400, "INVALID_PARAMETER")
			.hasErrors(Errors.of("{'parameter':'c','code':'UNKNOWN_VALUE',"
					+ "'detail':'Expected one of: RED, GREEN.','allowed':['RED','GREEN']}"));
	}

	@Test
	void enumOfManyValuesDoesNotListThem() {
		assertThat(get("/convert/script?script=s3cr3t")).isProblem(400, "INVALID_PARAMETER")
			.hasErrors(Errors.of("{'parameter':'script','code':'UNKNOWN_VALUE',"
					+ "'detail':'This is none of the values that are known here.'}"));
	}

	@Test
	void domainExceptionOfAConverterKeepsItsAnswer() {
		assertThat(get("/convert/place?at=atlantis")).isProblem(404, "NO_SUCH_PLACE");
	}

	@Test
	void optionalPrimitiveIsOurMistake() {
		assertThat(get("/convert/optional-primitive")).isProblem(500, "INTERNAL_ERROR");
	}

	@Test
	void conditionsThatAreNotMetAreListed() {
		assertThat(get("/conditional?mode=s3cr3t")).isProblem(400, "UNSATISFIED_PARAMETERS")
			.hasDetail("The parameters do not fit this address. Expected: mode=full&!debug.");
	}

	@Test
	void requestAttributeIsOurMistake() {
		assertThat(get("/request-attribute")).isProblem(500, "INTERNAL_ERROR").leaksNothing("tenant");
		assertThat(get("/constrained-attribute")).isProblem(500, "INTERNAL_ERROR").leaksNothing("own");
	}

	@Test
	void missingSessionIsAskedFor() {
		assertThat(get("/session-attribute")).isProblem(400, "SESSION_REQUIRED").leaksNothing("cart");
	}

	@Test
	void s23ConstraintsOnParametersAnswerLikeThoseOfBodies() {
		RawHttp.Answer answer = get("/constrained/0?q=0&ids=1,-2", "X-Tenant: ab", "Cookie: theme=");
		assertThat(answer).isProblem(422, "VALIDATION_FAILED")
			.hasErrors(Errors.of("{'path':'id','code':'POSITIVE','detail':'This has to be more than 0.'}",
					"{'parameter':'q','code':'MIN','detail':'This has to be at least 1.','min':1}",
					"{'header':'X-Tenant','code':'SIZE','detail':'The length has to be at least 3.','min':3}",
					"{'cookie':'theme','code':'NOT_BLANK','detail':'This must not be blank.'}",
					"{'parameter':'ids','code':'POSITIVE','detail':'This has to be more than 0.','element':'[1]'}"));
	}

	@Test
	void trap39ReturnedValueIsOurMistake() {
		if (differs(Difference.RETURNED_VALUES)) {
			org.assertj.core.api.Assertions.assertThat(get("/returned").status()).isEqualTo(200);
			return;
		}
		assertThat(get("/returned")).isProblem(500, "INTERNAL_ERROR").leaksNothing("length", "100");
	}

	@Test
	void objectOfParametersIsNamedAsTheClientNamesThem() {
		assertThat(get("/search?page-size=51&q=ab&near.radius=101")).isProblem(422, "VALIDATION_FAILED")
			.hasErrors(Errors.of(
					"{'parameter':'near.radius','code':'MAX','detail':'This has to be at most 100.','max':100}",
					"{'parameter':'near.town-name','code':'NOT_BLANK','detail':'This must not be blank.'}",
					"{'parameter':'page-size','code':'MAX','detail':'This has to be at most 50.','max':50}",
					"{'parameter':'q','code':'SIZE','detail':'The length has to be at least 3.','min':3}"));
	}

	@Test
	void trap38ObjectOfParametersBesideAConstraintIsNamedTheSameWay() {
		assertThat(get("/search/checked?page-size=51&q=abc&near.town-name=x&near.radius=101", "X-Tenant: ab"))
			.isProblem(422, "VALIDATION_FAILED")
			.hasErrors(Errors.of(
					"{'parameter':'near.radius','code':'MAX','detail':'This has to be at most 100.','max':100}",
					"{'parameter':'page-size','code':'MAX','detail':'This has to be at most 50.','max':50}",
					"{'header':'X-Tenant','code':'SIZE','detail':'The length has to be at least 3.','min':3}"));
	}

	@Test
	void objectOfParametersThatCannotBeConvertedIsNamedAsTheClientNamesThem() {
		assertThat(get("/search?page-size=s3cr3t&q=ab&since=s3cr3t&near.radius=s3cr3t"))
			.isProblem(422, "VALIDATION_FAILED")
			.hasErrors(Errors.of("{'parameter':'near.radius','code':'WRONG_TYPE','detail':'Expected a whole number.'}",
					"{'parameter':'page-size','code':'WRONG_TYPE','detail':'Expected a whole number.'}",
					"{'parameter':'since','code':'WRONG_TYPE','detail':'Expected a date such as 2026-01-31.'}"));
	}

	@Test
	void constructorOfAnObjectOfParametersMayRefuse() {
		assertThat(get("/search?page-size=13&q=abc")).isProblem(422, "VALIDATION_FAILED")
			.hasDetail("The request can be read, but its content is not accepted.");
	}

	@Test
	void formIsNamedByItsFields() {
		RawHttp.Answer answer = http().sendBody("POST", "/form", "application/x-www-form-urlencoded",
				"count=s3cr3t&color=s3cr3t&lines[0].amount=1&lines[1].amount=0");
		assertThat(answer).isProblem(422, "VALIDATION_FAILED")
			.hasErrors(Errors.of(
					"{'parameter':'color','code':'UNKNOWN_VALUE','detail':'Expected one of: RED, GREEN.','allowed':['RED','GREEN']}",
					"{'parameter':'count','code':'WRONG_TYPE','detail':'Expected a whole number.'}",
					"{'parameter':'lines[1].amount','code':'MIN','detail':'This has to be at least 1.','min':1}",
					"{'parameter':'name','code':'NOT_BLANK','detail':'This must not be blank.'}"));
	}

	@Test
	void trap37BareBindExceptionIsOfTheClient() {
		assertThat(get("/bare-bind-exception")).isProblem(422, "VALIDATION_FAILED")
			.hasErrors(Errors.of("{'parameter':'q','code':'TOO_VAGUE','detail':'Search for more than that.'}"));
	}

	@Test
	void controllerBehindAValidatingProxyGivesTheSameShape() {
		assertThat(get("/proxied/query?page-size=0&q=s3")).isProblem(422, "VALIDATION_FAILED")
			.hasErrors(Errors.of("{'parameter':'page-size','code':'MIN','detail':'This has to be at least 1.','min':1}",
					"{'parameter':'q','code':'SIZE','detail':'The length has to be at least 3.','min':3}"));
	}

	@Test
	void bodyOfAControllerBehindAValidatingProxyIsNamedInJsonNames() {
		RawHttp.Answer answer = http().json("POST", "/proxied/body?q=abc",
				"{\"sku\":\"\",\"unit_count\":1,\"price$\":0}");
		assertThat(answer).isProblem(422, "VALIDATION_FAILED")
			.hasErrors(Errors.of(
					"{'pointer':'#/price$','code':'DECIMAL_MIN','detail':'This has to be at least 0.01.','min':0.01}",
					"{'pointer':'#/sku','code':'NOT_BLANK','detail':'This must not be blank.'}"));
	}

	@ParameterizedTest
	@CsvSource({ "/proxied/returned", "/proxied/service", "/proxied/service/object", "/proxied/entity",
			"/proxied/by-hand" })
	void trap61ConstraintsOfTheServersOwnPartsAreOurMistake(String target) {
		assertThat(get(target)).isProblem(500, "INTERNAL_ERROR").leaksNothing("sku", "count", "errors\"");
	}

	/** Nobody can send an object as a parameter. */
	@Test
	void textThatAnObjectIsMadeOfIsNotAccepted() {
		assertThat(get("/convert/place?at=s3cr3t")).isProblem(400, "INVALID_PARAMETER")
			.hasErrors(Errors.of("{'parameter':'at','code':'INVALID','detail':'This value is not accepted.'}"));
	}

	@Test
	void valueInThePathThatLeadsToNothingIsNotFound() {
		assertThat(get("/unusual/customers/8")).isProblem(404, "NOT_FOUND");
	}

	@Test
	void valueOfAParameterThatLeadsToNothingIsNotMissing() {
		assertThat(get("/unusual/customers?customer=8")).isProblem(400, "INVALID_PARAMETER")
			.hasDetail("The value of \"customer\" does not fit. See errors.")
			.hasErrors(Errors.of("{'parameter':'customer','code':'INVALID','detail':'This value is not accepted.'}"));
		assertThat(get("/unusual/customers")).isProblem(400, "MISSING_PARAMETER");
	}

	@Test
	void parametersInAMapAreNamedByTheirKeys() {
		assertThat(get("/unusual/all?a=1&b=s3cr3t")).isProblem(422, "VALIDATION_FAILED")
			.hasErrors(Errors.of("{'parameter':'b','code':'SIZE','detail':'The length has to be at most 3.','max':3}"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "lines[300].amount", "lines[x].amount", "lines[-1].amount" })
	void parameterThatLeadsNowhereInAnObjectIsNamed(String name) {
		String encoded = name.replace("[", "%5B").replace("]", "%5D");
		assertThat(get("/unusual/lines?" + encoded + "=1")).isProblem(422, "VALIDATION_FAILED")
			.hasErrors(
					Errors.of("{'parameter':'" + name + "','code':'INVALID','detail':'This value is not accepted.'}"));
	}

	@Test
	void propertyThatAHandlerGetsWrongIsOurMistake() {
		assertThat(get("/unusual/own-mistake?nothin=1")).isProblem(500, "INTERNAL_ERROR");
	}

	@Test
	void elementsOfARepeatedParameterAreNamedAsItWasSent() {
		assertThat(get("/unusual/tags?tags=a&tags=")).isProblem(422, "VALIDATION_FAILED")
			.hasErrors(Errors
				.of("{'parameter':'tags','code':'NOT_BLANK','detail':'This must not be blank.','element':'[1]'}"));
		assertThat(get("/unusual/tags?tags%5B0%5D=a&tags%5B1%5D=")).isProblem(422, "VALIDATION_FAILED")
			.hasErrors(Errors.of("{'parameter':'tags[1]','code':'NOT_BLANK','detail':'This must not be blank.'}"));
	}

	private RawHttp.Answer upload(String target, String... parts) {
		StringBuilder body = new StringBuilder();
		for (String part : parts) {
			body.append("--b\r\nContent-Disposition: form-data; ").append(part).append("\r\n");
		}
		return http().sendBody("POST", target, "multipart/form-data; boundary=b", body + "--b--\r\n");
	}

	/** RFC 9110, section 8.3.1. */
	@Test
	void nameOfAMediaTypeIsReadInAnyCase() {
		String part = "--b\r\nContent-Disposition: form-data; name=\"picture\"\r\n\r\ns3cr3t\r\n--b--\r\n";
		assertThat(http().sendBody("POST", "/file", "Multipart/Form-Data; boundary=b", part)).isProblem(400,
				"INVALID_PARAMETER");
	}

	@Test
	void textInPlaceOfAFileIsNamedAsAPart() {
		assertThat(upload("/file", "name=\"picture\"\r\n\r\ns3cr3t")).isProblem(400, "INVALID_PARAMETER")
			.hasErrors(Errors.of("{'part':'picture','code':'WRONG_TYPE','detail':'Expected a file.'}"));
	}

	@Test
	void filesInAFormAreNamedAsParts() {
		assertThat(upload("/unusual/upload", "name=\"other\"\r\n\r\nx")).isProblem(422, "VALIDATION_FAILED")
			.hasErrors(Errors.of("{'part':'picture','code':'REQUIRED','detail':'A value is required here.'}",
					"{'parameter':'title','code':'NOT_BLANK','detail':'This must not be blank.'}"));
		assertThat(upload("/unusual/upload", "name=\"title\"\r\n\r\nx", "name=\"picture\"\r\n\r\ns3cr3t"))
			.isProblem(422, "VALIDATION_FAILED")
			.hasErrors(Errors.of("{'part':'picture','code':'WRONG_TYPE','detail':'Expected a file.'}"));
	}

	@Test
	void filesInAListAreNamedAsParts() {
		assertThat(upload("/unusual/pictures", "name=\"pictures\"; filename=\"a\"\r\n\r\nx"))
			.isProblem(422, "VALIDATION_FAILED")
			.hasErrors(
					Errors.of("{'part':'pictures','code':'SIZE','detail':'The length has to be at least 2.','min':2}"));
	}

}
