package dev.mishap.applications.kotlin;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.mishap.applications.testing.Answer;
import dev.mishap.applications.testing.RunningApplication;
import dev.mishap.applications.testing.Visitor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/** How the application in Kotlin answers, whatever it runs on. */
@TestInstance(Lifecycle.PER_CLASS)
@ExtendWith(OutputCaptureExtension.class)
abstract class TicketContract {

	private static final Pattern REQUEST_ID = Pattern.compile(",?\"request_id\":\"(req_\\w{26})\"");

	private final List<String> arguments;

	private RunningApplication application;

	private Visitor visitor;

	TicketContract(String... arguments) {
		this.arguments = List.of(arguments);
	}

	@BeforeAll
	void start() {
		this.application = RunningApplication.inThisJvm(TicketApplication.class, true, List.of(), this.arguments);
		this.visitor = new Visitor(this.application.port());
	}

	@AfterAll
	void stop() {
		this.application.stop().run();
	}

	final Answer post(String path, String body) {
		return this.visitor.send("POST " + path, "application/json", body);
	}

	/** Asserts a whole answer, and that it leaks nothing. */
	final void assertProblem(Answer answer, int status, String members) {
		Matcher id = REQUEST_ID.matcher(answer.body());
		assertThat(id.find()).as(answer.toString()).isTrue();
		assertThat(answer.header("X-Request-Id")).isEqualTo(id.group(1));
		assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
		assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
		assertThat(answer.status()).isEqualTo(status);
		assertThat(id.replaceFirst("")).isEqualTo("{\"type\":\"about:blank\"," + members + "}");
		assertThat(answer.body()).doesNotContain("dev.mishap", "kotlin", "Exception", "There is no row");
	}

	final void assertUnfit(Answer answer, String errors) {
		assertProblem(answer, 422,
				"\"title\":\"Unprocessable Content\",\"status\":422,\"detail\":\"The request can be read, "
						+ "but parts of it do not fit. See errors.\",\"code\":\"VALIDATION_FAILED\",\"errors\":["
						+ errors.replace('\'', '"') + "]");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
			{"film":null,"count":2,"buyer":{"name":"A","mail":"m"}}               | #/film
			{"count":2,"buyer":{"name":"A","mail":"m"}}                           | #/film
			{"film":"Jaws","count":2,"buyer":null}                                | #/buyer
			{"film":"Jaws","count":2}                                             | #/buyer
			{"film":"Jaws","count":2,"buyer":{"name":"A"}}                        | #/buyer/mail
			{"film":"Jaws","count":2,"buyer":{"name":"A","mail":null}}            | #/buyer/mail
			{"film":"Jaws","count":2,"buyer":{"name":"A","mail":"m"},"hall":null} | #/hall
			""")
	void nothingWhereSomethingHasToBeIsNamed(String body, String pointer) {
		assertUnfit(post("/orders", body),
				"{'pointer':'" + pointer + "','code':'REQUIRED','detail':'A value is required here.'}");
	}

	@Test
	void nothingInAListIsNamed() {
		assertUnfit(
				post("/order-lists",
						"[{\"film\":\"a\",\"count\":2,\"buyer\":{\"name\":\"A\",\"mail\":\"m\"}},"
								+ "{\"film\":\"b\",\"count\":2,\"buyer\":{\"name\":\"A\"}}]"),
				"{'pointer':'#/1/buyer/mail','code':'REQUIRED','detail':'A value is required here.'}");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '^',
			textBlock = """
					{'pointer':'#/row','code':'INVALID','detail':'This value is not accepted.'} | "row":99
					{'pointer':'#/row','code':'WRONG_TYPE','detail':'Expected a whole number.'} | "row":"x"
					{'pointer':'#/hall','code':'UNKNOWN_VALUE','detail':'Expected one of: SMALL, LARGE.','allowed':['SMALL','LARGE']} | "hall":"MID"
					""")
	void whatAValueClassOrAnEnumRefusesIsNamed(String error, String member) {
		assertUnfit(
				post("/orders",
						"{\"film\":\"a\",\"count\":2,\"buyer\":{\"name\":\"A\",\"mail\":\"m\"}," + member + "}"),
				error);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/orders", "/suspended/orders" })
	void constraintsOnFieldsCount(String path) {
		assertUnfit(post(path, "{\"film\":\"\",\"count\":9,\"buyer\":{\"name\":\"\",\"mail\":\"m\"}}"),
				"{'pointer':'#/buyer/name','code':'NOT_BLANK','detail':'This must not be blank.'},"
						+ "{'pointer':'#/count','code':'MAX','detail':'This has to be at most 8.','max':8},"
						+ "{'pointer':'#/film','code':'NOT_BLANK','detail':'This must not be blank.'}");
	}

	@Test
	void defaultsStandWhereNothingIsSent() {
		Answer answer = post("/orders", "{\"film\":\"a\",\"count\":2,\"buyer\":{\"name\":\"A\",\"mail\":\"m\"}}");
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.body()).isEqualTo("{\"film\":\"a\",\"count\":2,\"buyer\":{\"name\":\"A\",\"mail\":\"m\"},"
				+ "\"row\":null,\"hall\":\"LARGE\"}");
		assertThat(this.visitor.get("/search?words=jaws").body()).isEqualTo("jaws 1 null");
	}

	/** Some exceptions of its superclass are refusals of a value class, and known. */
	@Test
	void exceptionThatNobodyKnowsIsHintedAt(CapturedOutput log) {
		assertThat(this.visitor.get("/films/lost").status()).isEqualTo(500);
		assertThat(log).contains(LostFilmException.class.getName() + " has no row and was answered with 500");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/films/", "/suspended/films/", "/flow/films/" })
	void exceptionsSpeakForThemselves(String path) {
		assertProblem(this.visitor.get(path + "full"), 409, "\"title\":\"Conflict\",\"status\":409,"
				+ "\"detail\":\"There are too few seats.\",\"code\":\"SOLD_OUT\",\"left\":2,\"row\":7");
		assertProblem(this.visitor.get(path + "unknown"), 404,
				"\"title\":\"Not Found\",\"status\":404,\"detail\":\"What the request is about does not exist.\","
						+ "\"code\":\"FILM_NOT_FOUND\",\"help\":\"https://tickets.example/help\"");
		assertProblem(this.visitor.get(path + "old"), 404,
				"\"title\":\"Not Found\",\"status\":404,\"detail\":\"What the request is about does not exist.\","
						+ "\"code\":\"SCREENING_UNKNOWN\",\"screening\":4711,\"help\":\"https://tickets.example/help\"");
		assertProblem(this.visitor.get(path + "null"), 500,
				"\"title\":\"Internal Server Error\",\"status\":500,\"detail\":\"Something went wrong on our side. "
						+ "If it happens again, tell support the request ID.\",\"code\":\"INTERNAL_ERROR\"");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/films/", "/suspended/films/", "/flow/films/" })
	void problemsOfTheCatalogueAreThrown(String path) {
		Answer answer = this.visitor.get(path + "closed");
		assertThat(answer.status()).isEqualTo(503);
		assertThat(answer.header("Retry-After")).isEqualTo("3600");
		assertThat(answer.body()).startsWith("{\"type\":\"https://tickets.example/problems/closed\",")
			.contains("\"code\":\"BOX_OFFICE_CLOSED\"", "\"opens_at\":\"08:00\"");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/search", "/suspended/search" })
	void parametersOfFunctionsCount(String path) {
		assertProblem(this.visitor.get(path), 400,
				"\"title\":\"Bad Request\",\"status\":400,\"detail\":\"The parameter \\\"words\\\" is missing.\","
						+ "\"code\":\"MISSING_PARAMETER\",\"errors\":[{\"parameter\":\"words\","
						+ "\"code\":\"REQUIRED\",\"detail\":\"This is missing.\"}]");
		assertUnfit(this.visitor.get(path + "?words=ab"),
				"{'parameter':'words','code':'SIZE','detail':'The length has to be at least 3.','min':3}");
		assertProblem(this.visitor.get(path + "?words=jaws&page=x"), 400,
				"\"title\":\"Bad Request\",\"status\":400,\"detail\":\"The value of \\\"page\\\" does not fit. "
						+ "See errors.\",\"code\":\"INVALID_PARAMETER\",\"errors\":[{\"parameter\":\"page\","
						+ "\"code\":\"WRONG_TYPE\",\"detail\":\"Expected a whole number.\"}]");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/rows/", "/suspended/rows/" })
	void valueClassOfAParameterMayRefuse(String path) {
		assertThat(this.visitor.get(path + "7").body()).isEqualTo("7");
		String unfit = "\"title\":\"Bad Request\",\"status\":400,\"detail\":\"The value of \\\"row\\\" does not fit. "
				+ "See errors.\",\"code\":\"INVALID_PARAMETER\",\"errors\":[{\"path\":\"row\",";
		assertProblem(this.visitor.get(path + "x"), 400,
				unfit + "\"code\":\"WRONG_TYPE\",\"detail\":\"Expected a whole number.\"}]");
		assertProblem(this.visitor.get(path + "99"), 400,
				unfit + "\"code\":\"INVALID\",\"detail\":\"This value is not accepted.\"}]");
	}

	@Test
	void valueClassThatTheHandlerMakesIsNoFaultOfTheCaller() {
		assertThat(this.visitor.get("/seats?row=99&seat=3").status()).isEqualTo(400);
		assertThat(this.visitor.get("/seats?row=9&seat=99").status()).isEqualTo(500);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '^',
			textBlock = """
					{'pointer':'#/stars','code':'REQUIRED','detail':'This is missing.'} | {"text":"a"}
					{'pointer':'#/text','code':'REQUIRED','detail':'This is missing.'} | {}
					{'pointer':'#/text','code':'NOT_NULL','detail':'This must not be null.'} | {"text":null,"stars":1}
					{'pointer':'#/tags/1','code':'NOT_NULL','detail':'This must not be null.'} | {"text":"a","stars":1,"tags":["b",null]}
					{'pointer':'#/stars','code':'WRONG_TYPE','detail':'Expected a value of another type.'} | {"text":"a","stars":"b"}
					{'pointer':'#/stars','code':'WRONG_TYPE','detail':'Expected a value of another type.'} | {"text":"a","stars":99999999999}
					""")
	void whatSerializationOfKotlinCannotReadIsNamed(String error, String body) {
		assertUnfit(post("/notes", body), error);
	}

	@Test
	void whatSerializationOfKotlinDoesNotTellIsMalformed() {
		assertProblem(post("/notes", "{\"text\":\"a\""), 400,
				"\"title\":\"Bad Request\",\"status\":400,\"detail\":\"The body of the request cannot be read. "
						+ "Check its syntax.\",\"code\":\"MALFORMED_BODY\"");
	}

}
