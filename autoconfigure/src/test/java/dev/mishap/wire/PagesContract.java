package dev.mishap.wire;

import java.util.List;

import dev.mishap.testing.ProblemAssert;
import dev.mishap.testing.RawHttp;
import dev.mishap.testing.RawHttp.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/** Pages of the application from every door, and the language that it has decided on. */
@ExtendWith(OutputCaptureExtension.class)
abstract class PagesContract {

	private static final String BROWSER = "Accept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

	@LocalServerPort
	int port;

	Answer browser(String target, String... headers) {
		String[] all = new String[headers.length + 1];
		System.arraycopy(headers, 0, all, 0, headers.length);
		all[headers.length] = BROWSER;
		return new RawHttp(this.port).send("GET", target, all);
	}

	private Answer api(String target, String... headers) {
		return new RawHttp(this.port).send("GET", target, headers);
	}

	@ParameterizedTest
	@CsvSource({ "/throw/404,404,Not Found,NOT_FOUND", "/nowhere,404,Not Found,NOT_FOUND",
			"/filter/throws,402,Payment Required,PAYMENT_REQUIRED", "/filter/refuses,403,Forbidden,FORBIDDEN",
			"/filter/bodiless,499,Http Status 499,BAD_REQUEST" })
	void viewOfTheApplicationIsUsedFromEveryDoor(String target, int status, String error, String code) {
		Answer answer = browser(target);
		assertThat(answer.status()).isEqualTo(status);
		assertThat(answer.header("Content-Type")).isEqualToIgnoringCase("text/html;charset=UTF-8");
		assertThat(answer.header("X-Page")).isEqualTo("1");
		assertThat(answer.header("X-Request-Id")).isNotBlank();
		assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
		assertThat(answer.body())
			.isEqualTo("<p>[" + status + ", " + error + ", " + target + ", , true, " + code + ", REQUEST, en]</p>");
	}

	@Test
	void viewThatForwardsIsRenderedAsAWhole() {
		Answer answer = browser("/throw/409");
		assertThat(answer.status()).isEqualTo(409);
		assertThat(answer.whole()).isTrue();
		assertThat(answer.header("Content-Type")).isEqualToIgnoringCase("text/html;charset=UTF-8");
		assertThat(answer.body()).isEqualTo("<p>forwarded GET FORWARD 409 CONFLICT</p>");
	}

	@Test
	void viewThatForwardsIsRenderedForOtherMethods() {
		Answer answer = new RawHttp(this.port).send("DELETE", "/throw/405", BROWSER);
		assertThat(answer.status()).isEqualTo(405);
		assertThat(answer.body()).startsWith("<p>[405, Method Not Allowed, /throw/405,");
	}

	@Test
	void viewThatFailsHalfWayLeavesNothingBehind(CapturedOutput output) {
		for (int i = 0; i < 2; i++) {
			Answer answer = browser("/throw/410");
			assertThat(answer.status()).isEqualTo(410);
			assertThat(answer.header("Content-Type")).isEqualToIgnoringCase("text/html;charset=UTF-8");
			assertThat(answer.header("X-Half")).isNull();
			assertThat(answer.headerLines("Set-Cookie")).isEmpty();
			assertThat(answer.body())
				.contains("<h1><span class=\"status\">410</span> No longer here</h1>",
						"<a href=\"/\">To the start page</a>")
				.doesNotContain("half", "broken");
		}
		assertThat(output.getOut().split("The page of the application for 410 failed", -1)).hasSizeLessThanOrEqualTo(2);
	}

	@ParameterizedTest
	@ValueSource(ints = { 424, 428 })
	void viewThatEndsInAnErrorIsReplacedByThePageOfTheLibrary(int status) {
		Answer answer = browser("/throw/" + status);
		assertThat(answer.status()).isEqualTo(status);
		assertThat(answer.body()).contains("<span class=\"status\">" + status + "</span>");
	}

	@Test
	void viewMaySendPeopleElsewhere() {
		Answer answer = browser("/throw/423");
		assertThat(answer.status()).isEqualTo(302);
		// as in plain Boot: Tomcat makes the address absolute, Jetty leaves it
		assertThat(answer.header("Location")).isIn("/unlock", "http://localhost/unlock");
		assertThat(answer.headers()).doesNotContainKeys("Content-Type", "Cache-Control", "X-Content-Type-Options");
		assertThat(answer.content()).isEmpty();
	}

	@Test
	void viewMayHaveAStatusOfItsOwn() {
		assertThat(browser("/throw/429").status()).isEqualTo(200);
		ProblemAssert.assertThat(api("/throw/429")).isProblem(429, "TOO_MANY_REQUESTS");
	}

	@Test
	void cookieOfAViewIsSentBesideOthers() {
		assertThat(browser("/nowhere").headerLines("Set-Cookie")).containsExactly("page=1");
	}

	@Test
	void pageIsInTheLanguageThatTheApplicationHasDecidedOn() {
		for (String target : new String[] { "/nowhere", "/filter/throws", "/filter/refuses" }) {
			Answer answer = browser(target, "Cookie: language=es", "Accept-Language: de");
			assertThat(answer.body()).as(target).endsWith(", es]</p>");
			assertThat(answer.header("Content-Language")).as(target).isEqualTo("es");
		}
	}

	@Test
	void pageWithoutADecisionIsInTheBrowsersFirstLanguage() {
		Answer answer = browser("/nowhere", "Accept-Language: fr-FR, de;q=0.5");
		assertThat(answer.body()).endsWith(", fr]</p>");
		assertThat(answer.header("Content-Language")).isEqualTo("fr-FR");
	}

	@Test
	void problemIsInTheLanguageThatTheApplicationHasDecidedOn() {
		for (String target : new String[] { "/nowhere", "/throw/404" }) {
			ProblemAssert.assertThat(api(target, "Cookie: language=it", "Accept-Language: de"))
				.isProblem(404, "NOT_FOUND")
				.hasHeader("Content-Language", "it")
				.hasMember("title", "Non trovato")
				.hasDetail("Qui non c'è niente.");
		}
		ProblemAssert.assertThat(api("/filter/refuses", "Cookie: language=de", "Accept-Language: en"))
			.isProblem(403, "FORBIDDEN")
			.hasHeader("Content-Language", "de")
			.hasMember("title", "Nicht erlaubt");
	}

	@Test
	void answerThatTheDecidedLanguageLacksIsInTheNext() {
		ProblemAssert.assertThat(api("/filter/refuses", "Cookie: language=it", "Accept-Language: fr, de;q=0.5"))
			.isProblem(403, "FORBIDDEN")
			.hasHeader("Content-Language", "de")
			.hasMember("title", "Nicht erlaubt");
	}

	@Test
	void askingForTheDecisionLeavesNoTrace() {
		Answer answer = api("/filter/refuses", "Cookie: language=!!!", "Accept-Language: de");
		ProblemAssert.assertThat(answer).isProblem(403, "FORBIDDEN").hasHeader("Content-Language", "de");
		assertThat(answer.headerLines("Set-Cookie")).isEmpty();
		Answer filtered = api("/filter/refuses?broken=resolver", "Accept-Language: de");
		ProblemAssert.assertThat(filtered).isProblem(403, "FORBIDDEN").hasHeader("Content-Language", "de");
		assertThat(filtered.headerLines("Set-Cookie")).isEmpty();
	}

	@Test
	void textsOfAnApplicationAreFilledPlainly() {
		ProblemAssert.assertThat(api("/sold-out", "Accept-Language: it"))
			.isProblem(409, "SOLD_OUT")
			.hasHeader("Content-Language", "it")
			.hasMember("title", "Conflitto")
			.hasDetail("L'articolo 1234 è esaurito, 5678 in arrivo.");
		ProblemAssert.assertThat(api("/sold-out", "Accept-Language: de"))
			.isProblem(409, "SOLD_OUT")
			.hasHeader("Content-Language", "en")
			.hasMember("title", "Conflict")
			.hasDetail("All of it is sold.");
	}

	@Test
	void textOfUnknownLanguageIsNotLabelled() {
		Answer german = api("/reason", "Accept-Language: de");
		assertThat(german.status()).isEqualTo(409);
		assertThat(german.headers()).doesNotContainKey("Content-Language");
		assertThat(german.body()).contains("\"title\":\"Konflikt\"", "Nobody knows which language this is.");
		ProblemAssert.assertThat(api("/reason")).isProblem(409, "CONFLICT").hasHeader("Content-Language", "en");
	}

	@Test
	void statusThatIsNotRegisteredIsSaidHonestly() {
		ProblemAssert.assertThat(api("/filter/bodiless", "Accept-Language: de"))
			.isProblem(499, "BAD_REQUEST")
			.hasHeader("Content-Language", "de")
			.hasMember("title", "Fehler in der Anfrage");
	}

	@ParameterizedTest
	@ValueSource(strings = { "-", "dé", "*-", ",,,", ";q=1", "de;q=", "a-b-c-d-e-f-g-h-i-j-k" })
	void languagesThatMakeNoSenseAreQuiet(String languages, CapturedOutput output) {
		ProblemAssert.assertThat(api("/throw/404", "Accept-Language: " + languages)).isProblem(404, "NOT_FOUND");
		assertThat(complaints(output)).isEmpty();
	}

	@Test
	void moreLanguagesThanTenAreAnsweredAsTen(CapturedOutput output) {
		String many = "Accept-Language: it, aa, ab, ae, af, ak, am, an, ar, as, av, ay, az, ba, be, bg, bh";
		ProblemAssert.assertThat(api("/nowhere", many)).isProblem(404, "NOT_FOUND").hasHeader("Content-Language", "it");
		assertThat(api("/page", many).status()).isEqualTo(200);
		assertThat(browser("/filter/throws", many).body()).endsWith(", it]</p>");
		assertThat(complaints(output)).isEmpty();
	}

	/**
	 * What threads of requests complained of: another application may be stopping now.
	 */
	private static List<String> complaints(CapturedOutput output) {
		return output.getOut()
			.lines()
			.filter((line) -> line.contains(" WARN ") || line.contains(" ERROR "))
			.filter((line) -> !line.contains(" main] "))
			.toList();
	}

}
