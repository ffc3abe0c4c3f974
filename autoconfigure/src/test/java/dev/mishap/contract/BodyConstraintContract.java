package dev.mishap.contract;

import dev.mishap.testing.RawHttp;
import dev.mishap.validation.Errors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static dev.mishap.testing.ProblemAssert.assertThat;

/** Constraints of bodies. */
abstract class BodyConstraintContract extends Contract {

	private RawHttp.Answer post(String path, String body, String... headers) {
		return http().json("POST", path, body.replace('\'', '"'), headers);
	}

	@Test
	void s19AndV5EveryFieldThatDoesNotFitHasItsOwnEntryInJsonNames() {
		RawHttp.Answer answer = post("/orders",
				"{'customer_name':' ','e-mail':'not-an-address','ship_to':{'street_name':'Elm','zip':'12345'},"
						+ "'items':[{'sku':'a','unit_count':1}]}");
		assertThat(answer).isProblem(422, "VALIDATION_FAILED")
			.hasDetail("The request can be read, but parts of it do not fit. See errors.")
			.hasErrors(Errors.of("{'pointer':'#/customer_name','code':'NOT_BLANK','detail':'This must not be blank.'}",
					"{'pointer':'#/e-mail','code':'EMAIL','detail':'This is not a valid email address.'}"))
			.leaksNothing("not-an-address", "customerName");
	}

	@Test
	void s23EmptyValueOfANotBlankFieldIs422() {
		assertThat(post("/orders/bulk", "[{'sku':'','unit_count':1}]")).isProblem(422, "VALIDATION_FAILED")
			.hasErrors(Errors.of("{'pointer':'#/0/sku','code':'NOT_BLANK','detail':'This must not be blank.'}"));
	}

	@Test
	void s37DetailAndErrorsBothSayWhatIsWrong() {
		assertThat(post("/account", "{'home_town_name':'x','pass_phrase':null,'repeated':'x'}"))
			.isProblem(422, "VALIDATION_FAILED")
			.hasErrors(Errors.of("{'pointer':'#','code':'ASSERT_TRUE','detail':'The two texts have to be equal.'}"));
	}

	@Test
	void nestedObjectsListsMapsAndSetsAreNamed() {
		RawHttp.Answer answer = post("/orders",
				"{'customer_name':'x','ship_to':{'zip':'1x'},"
						+ "'items':[{'sku':'a','unit_count':1},{'sku':'123456789','unit_count':0,'price$':0}],"
						+ "'extras':{'a/b~c d\u00e9':[{'sku':'','unit_count':2}]},'stock':{'x':-1,'toolong':1},"
						+ "'tag_groups':[['x'],['x','']],'labels':[''],'code':'ABCD','note':'abcd'}");
		assertThat(answer).isProblem(422, "VALIDATION_FAILED")
			.hasErrors(Errors.of(
					"{'pointer':'#/code','code':'SIZE','detail':'The length has to be at most 3.','max':3}",
					"{'pointer':'#/extras/a~1b~0c%20d%C3%A9/0/sku','code':'NOT_BLANK','detail':'This must not be blank.'}",
					"{'pointer':'#/items/1/price$','code':'DECIMAL_MIN','detail':'This has to be at least 0.01.','min':0.01}",
					"{'pointer':'#/items/1/sku','code':'SIZE','detail':'The length has to be at most 8.','max':8}",
					"{'pointer':'#/items/1/unit_count','code':'MIN','detail':'This has to be at least 1.','min':1}",
					"{'pointer':'#/labels','code':'NOT_BLANK','detail':'This must not be blank.'}",
					"{'pointer':'#/note','code':'SIZE','detail':'The length has to be at most 3.','max':3}",
					"{'pointer':'#/ship_to/street_name','code':'NOT_BLANK','detail':'This must not be blank.'}",
					"{'pointer':'#/ship_to/zip','code':'PATTERN','detail':'This does not have the form that is expected.'}",
					"{'pointer':'#/stock/toolong','code':'SIZE','detail':'The length has to be at most 5.','max':5}",
					"{'pointer':'#/stock/x','code':'MIN','detail':'This has to be at least 0.','min':0}",
					"{'pointer':'#/tag_groups/1/1','code':'NOT_BLANK','detail':'This must not be blank.'}"))
			.leaksNothing("123456789", "regexp", "ABCD");
	}

	@Test
	void trap38ConstraintOnASiblingParameterKeepsTheShape() {
		RawHttp.Answer answer = post("/orders/checked", "{'customer_name':'','ship_to':{'street_name':'x','zip':'x'}}",
				"X-Tenant: ab");
		assertThat(answer).isProblem(422, "VALIDATION_FAILED")
			.hasErrors(Errors.of("{'pointer':'#/customer_name','code':'NOT_BLANK','detail':'This must not be blank.'}",
					"{'pointer':'#/ship_to/zip','code':'PATTERN','detail':'This does not have the form that is expected.'}",
					"{'header':'X-Tenant','code':'SIZE','detail':'The length has to be at least 3.','min':3}"));
	}

	@Test
	void elementsOfABodyThatIsAMapAreNamedByTheirKeys() {
		assertThat(post("/orders/by-name", "{'first':{'sku':'a','unit_count':0}}")).isProblem(422, "VALIDATION_FAILED")
			.hasErrors(Errors
				.of("{'pointer':'#/first/unit_count','code':'MIN','detail':'This has to be at least 1.','min':1}"));
	}

	@Test
	void partOfAMultipartBodyIsNamedWithThePointerInside() {
		String body = "--b\r\nContent-Disposition: form-data; name=\"meta\"\r\nContent-Type: application/json\r\n\r\n"
				+ "{\"sku\":\"\",\"unit_count\":1}\r\n--b--\r\n";
		RawHttp.Answer answer = http().sendBody("POST", "/parts", "multipart/form-data; boundary=b", body);
		assertThat(answer).isProblem(422, "VALIDATION_FAILED")
			.hasErrors(Errors
				.of("{'part':'meta','code':'NOT_BLANK','detail':'This must not be blank.','pointer':'#/sku'}"));
	}

	@Test
	void constraintOfAClassPointsToTheObjectAndShowsBoundsOnly() {
		assertThat(post("/account", "{'pass_phrase':'short','repeated':'short','home_town_name':''}"))
			.isProblem(422, "VALIDATION_FAILED")
			.hasErrors(Errors.of("{'pointer':'#','code':'CONSISTENT','detail':'The parts do not belong together.'}",
					"{'pointer':'#/home_town_name','code':'NOT_BLANK','detail':'This must not be blank.'}",
					"{'pointer':'#/pass_phrase','code':'SIZE','detail':'The length has to be at least 12.','min':12}"))
			.leaksNothing("secret_table", "short");
	}

	@Test
	void subtypesAreNamedByWhatTheyAre() {
		assertThat(post("/shapes", "{'all':[{'kind':'square','side':1},{'kind':'circle','radius_in_metres':0}]}"))
			.isProblem(422, "VALIDATION_FAILED")
			.hasErrors(Errors
				.of("{'pointer':'#/all/1/radius_in_metres','code':'MIN','detail':'This has to be at least 1.','min':1}"));
	}

	@Test
	void wordsOfTheApplicationAreKeptUnlessTheyRepeatTheValue() {
		assertThat(post("/own-words", "{'name':'','nick':'s3cr3t-nick','age':3}")).isProblem(422, "VALIDATION_FAILED")
			.hasErrors(Errors.of("{'pointer':'#/age','code':'MIN','detail':'{too.young}','min':18}",
					"{'pointer':'#/name','code':'NOT_BLANK','detail':'Please tell us your name.'}",
					"{'pointer':'#/nick','code':'SIZE','detail':'The length has to be at most 3.','max':3}"));
	}

	@Test
	void boundsAreWrittenAsNumbersOfTheConstraint() {
		assertThat(post("/bounds", "{'low':0.5,'high':2,'digits':123.45,'many':1000001,'two':'x'}"))
			.isProblem(422, "VALIDATION_FAILED")
			.hasErrors(Errors.of(
					"{'pointer':'#/digits','code':'DIGITS','detail':'This may have at most 2 digits before the decimal point and 1 after it.','fraction':1,'integer':2}",
					"{'pointer':'#/high','code':'DECIMAL_MAX','detail':'This has to be at most 1.5.','max':1.5}",
					"{'pointer':'#/low','code':'DECIMAL_MIN','detail':'This has to be more than 0.5.','inclusive':false,'min':0.5}",
					"{'pointer':'#/many','code':'MAX','detail':'This has to be at most 1000000.','max':1000000}",
					"{'pointer':'#/two','code':'SIZE','detail':'The length has to be 2.','max':2,'min':2}"));
	}

	@Test
	void validatorOfSpringGivesTheSameShape() {
		assertThat(post("/legacy", "{'user_name':'s3cr3t-jane'}")).isProblem(422, "VALIDATION_FAILED")
			.hasErrors(Errors.of("{'pointer':'#','code':'NOT_TODAY','detail':'Come back tomorrow.'}",
					"{'pointer':'#/user_name','code':'NAME_TAKEN','detail':'This value is not accepted.'}"));
	}

	@Test
	void textsComeInTheLanguageOfTheCaller() {
		assertThat(post("/orders/bulk", "[{'sku':'','unit_count':0}]", "Accept-Language: de"))
			.isProblem(422, "VALIDATION_FAILED")
			.hasHeader("Content-Language", "de")
			.hasErrors(Errors.of("{'pointer':'#/0/sku','code':'NOT_BLANK','detail':'Das darf nicht leer sein.'}",
					"{'pointer':'#/0/unit_count','code':'MIN','detail':'Das muss mindestens 1 sein.','min':1}"));
	}

	@Test
	void moreEntriesThanConfiguredAreCounted() {
		String items = "{'sku':'a','unit_count':0},".repeat(61);
		RawHttp.Answer answer = post("/orders/bulk", "[" + items.substring(0, items.length() - 1) + "]");
		org.assertj.core.api.Assertions.assertThat(answer.status()).isEqualTo(422);
		assertThat(answer).hasMember("errors_omitted", 11);
		org.assertj.core.api.Assertions.assertThat(assertThat(answer).body().path("errors").size()).isEqualTo(50);
		org.assertj.core.api.Assertions
			.assertThat(assertThat(answer).body().path("errors").path(49).path("pointer").asString())
			.isEqualTo("#/49/unit_count");
	}

	@ParameterizedTest
	@MethodSource("dev.mishap.validation.Pointed#cases")
	void pointerLeadsToWhereItStandsInWhatWasSent(String path, String body, String error) {
		assertThat(post(path, body)).isProblem(422, "VALIDATION_FAILED").hasErrors(Errors.of(error));
	}

}
