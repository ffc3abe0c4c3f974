package dev.mishap.sample;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/** The page at /, in a real browser. */
@Tag("acceptance")
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class PageTests {

	private static final String BUTTONS = "document.querySelectorAll('.row .send')";

	@SuppressWarnings("NullAway.Init")
	private static Browser browser;

	private String origin = "";

	@BeforeAll
	static void start() throws Exception {
		browser = new Browser();
	}

	@AfterAll
	static void stop() throws Exception {
		browser.close();
	}

	@BeforeEach
	void open(@LocalServerPort int port) {
		this.origin = "http://localhost:" + port;
		browser.resize(1280, 1000);
		browser.prefer("light");
		open("/");
	}

	private void open(String path) {
		browser.open(this.origin + path);
		Waiting.until(() -> browser.evaluate("'ready' in document.documentElement.dataset").asBoolean());
	}

	@Test
	void everyButtonShowsWhatTheSheetSays() {
		int buttons = browser.evaluate(BUTTONS + ".length").intValue();
		assertThat(buttons).isGreaterThan(40);
		List<String> wrong = new ArrayList<>();
		for (int i = 0; i < buttons; i++) {
			String button = BUTTONS + "[" + i + "]";
			String row = button + ".closest('.row')";
			browser.evaluate(button + ".click()");
			Waiting.until(() -> browser.evaluate("!" + button + ".hasAttribute('aria-busy')").asBoolean());
			String name = browser.evaluate(button + ".getAttribute('aria-label')").asString();
			String expected = statuses(row + ".querySelectorAll('.step')", "expected");
			String shown = statuses(row + ".querySelectorAll('.exchange')", "shown");
			if (!expected.equals(shown)) {
				wrong.add(name + ": " + shown + " instead of " + expected);
			}
		}
		assertThat(wrong).isEmpty();
		assertNoFailureOfThePage();
		assertThat(browser.addresses()).allMatch((address) -> address.startsWith(this.origin + "/"));
	}

	private static String statuses(String elements, String member) {
		return browser.evaluate("[..." + elements + "].map((e) => e.dataset." + member + ").join(' ')").asString();
	}

	private static void assertNoFailureOfThePage() {
		assertThat(browser.evaluate("document.getElementById('page-error').hidden").asBoolean())
			.as(browser.evaluate("document.getElementById('page-error').textContent").asString())
			.isTrue();
		assertThat(browser.errors()).isEmpty();
	}

	@Test
	void everyOtherButtonWorksToo() {
		String all = "[...document.querySelectorAll('button:not(.send):not([type=submit])')]";
		assertThat(browser.evaluate(all + ".length").intValue()).isGreaterThan(100);
		browser.evaluate("navigator.clipboard.writeText = async (text) => { window.copied = text; }; 0");
		// what a button replaces is not pressed again
		browser.evaluate("(async () => { for (const button of " + all + ") { if (button.isConnected"
				+ " && !button.classList.contains('copy')) { button.click(); } } })()");
		assertThat(browser
			.evaluate("[...document.querySelectorAll('.toggle')]"
					+ ".every((each) => each.getAttribute('aria-expanded') === 'true')")
			.asBoolean()).isTrue();
		browser.evaluate("document.querySelectorAll('.toggle').forEach((each) => each.click())");
		assertThat(browser.evaluate("[...document.querySelectorAll('.row .body')].every((each) => each.hidden)")
			.asBoolean()).isTrue();
		Waiting.until(() -> browser.evaluate("document.querySelectorAll('[aria-busy=true]').length === 0").asBoolean());
		assertNoFailureOfThePage();
	}

	@Test
	void everyStatusOfTheSheetHasItsRow() {
		assertThat(statuses("document.querySelectorAll('#sheet .step')", "expected").split(" ")).contains("100", "200",
				"201", "202", "204", "304", "308", "400", "401", "403", "404", "405", "406", "409", "410", "412", "413",
				"415", "422", "428", "429", "451", "500", "502", "503", "504");
		assertThat(browser.evaluate("document.querySelectorAll('.chip').length").intValue())
			.isEqualTo(browser.evaluate("document.querySelectorAll('#sheet .row').length").intValue());
	}

	/**
	 * One call for one answer, the answer of stock Boot beside it, and what that one
	 * lacks.
	 */
	@Test
	void answerStandsBesideThatOfStockBoot() {
		press("#c429");
		assertThat(text("#c429 .stock .pane-body")).contains("HTTP/1.1 429", "Retry-After: missing", "\"timestamp\"");
		assertThat(text("#c429 .ours .pane-body")).contains("HTTP/1.1 429", "Retry-After: ", "TOO_MANY_REQUESTS");
		assertThat(text("#c429 .stock .foot")).isEqualTo("Does not tell: Retry-After code detail request_id ");
		assertThat(browser
			.evaluate("[...document.querySelectorAll('#c429 .pane')]"
					+ ".map((pane) => Math.round(pane.getBoundingClientRect().top))"
					+ ".every((top, i, all) => top === all[0])")
			.asBoolean()).as("side by side").isTrue();
		browser.resize(360, 740);
		assertThat(browser
			.evaluate("[...document.querySelectorAll('#c429 .pane')]"
					+ ".map((pane) => Math.round(pane.getBoundingClientRect().left))"
					+ ".every((left, i, all) => left === all[0])")
			.asBoolean()).as("one below the other").isTrue();
	}

	private static String text(String selector) {
		return browser.evaluate("document.querySelector('" + selector + "').textContent").asString();
	}

	@Test
	void codeAndOwedFieldStandOutAndTheRestIsFolded() {
		press("#c405");
		assertThat(browser
			.evaluate("[...document.querySelectorAll('#c405 .ours .hot')].map((e) => e.textContent)" + ".join(' ')")
			.asString()).isEqualTo("Allow: GET, HEAD, OPTIONS   \"code\": \"METHOD_NOT_ALLOWED\",");
		assertThat(browser.evaluate("document.querySelector('#c405 .ours .fields').open").asBoolean()).isFalse();
		assertThat(text("#c405 .ours .fields")).contains("more header fields", "X-Content-Type-Options: nosniff");
	}

	@Test
	void describedAnswerOfStockBootIsOnePressAway() {
		press("#c422");
		assertThat(text("#c422 .stock .pane-body")).contains("\"timestamp\"");
		browser.evaluate("document.querySelector('#c422 .described').click()");
		assertThat(text("#c422 .stock .pane-body")).contains("application/problem+json", "Invalid request content.");
		assertThat(browser.evaluate("document.activeElement.getAttribute('aria-pressed')").asString())
			.isEqualTo("true");
	}

	@Test
	void cardClosesAgain() {
		press("#c404");
		browser.evaluate("document.querySelector('#c404 .toggle').click()");
		assertThat(browser.evaluate("document.querySelector('#c404 .body').hidden").asBoolean()).isTrue();
		assertThat(browser.evaluate("document.querySelector('#c404 .toggle').getAttribute('aria-expanded')").asString())
			.isEqualTo("false");
		assertThat(browser.evaluate("document.querySelector('.chip[href=\"#c404\"]').textContent").asString())
			.isEqualTo("404, tried");
	}

	@Test
	void chipOpensItsCardAndHelpOfAProblemDoesToo() {
		browser.evaluate("document.querySelector('.chip[href=\"#c451\"]').click()");
		assertThat(browser.evaluate("document.querySelector('#c451 .body').hidden").asBoolean()).isFalse();
		assertInSight("#c451 .toggle");
		open("/?#c503");
		assertThat(browser.evaluate("document.querySelector('#c503 .body').hidden").asBoolean()).isFalse();
		assertInSight("#c503 .toggle");
	}

	private static void assertInSight(String selector) {
		assertThat(browser.evaluate("document.querySelector('" + selector + "').getBoundingClientRect().top")
			.doubleValue()).isBetween(0.0, 1000.0);
		assertThat(browser
			.evaluate("document.elementFromPoint(100, document.querySelector('" + selector
					+ "').getBoundingClientRect().top + 8).closest('.rail') === null")
			.asBoolean()).as("not below the strip").isTrue();
	}

	@Test
	void filterLeavesThoseWhoHaveToAct() {
		// "all" comes after one that leaves some: at first all are shown anyway
		Map<String, String> digits = new LinkedHashMap<>();
		digits.put("nobody", "1 2 3");
		digits.put("client", "4");
		digits.put("service", "5");
		digits.put("all", "1 2 3 4 5");
		digits.forEach((actor, expected) -> {
			browser.evaluate("document.querySelector('[role=status]').textContent = ''");
			browser.evaluate("document.querySelector('[data-filter=" + actor + "]').click()");
			for (String elements : List.of("#sheet .step", ".chip")) {
				assertThat(browser
					.evaluate("[...new Set([...document.querySelectorAll('" + elements + "')]"
							+ ".filter((e) => !e.closest('[hidden]:not(.body)'))"
							+ ".map((e) => (e.dataset.expected || e.textContent)[0]))].join(' ')")
					.asString()).as(actor + " " + elements).isEqualTo(expected);
			}
			assertThat(text("[role=status]")).as(actor).endsWith(" codes are shown");
		});
	}

	@ParameterizedTest
	@CsvSource({ "c401, nobody, 401, as-expected", "c401, user, 200, switched", "c403, nobody, 401, switched",
			"c403, user, 403, as-expected", "c403, admin, 200, switched" })
	void callerIsOneSwitchAway(String card, String who, int status, String look) {
		choose(who);
		press("#" + card);
		assertThat(browser.evaluate("document.querySelector('#" + card + " .exchange').dataset.shown").asString())
			.isEqualTo(String.valueOf(status));
		assertThat(browser.evaluate("document.querySelector('#" + card + " .exchange').className").asString())
			.endsWith(look);
		assertThat(text("#" + card + " .stock .pane-body")).contains("HTTP/1.1 " + status).doesNotContain("recorded");
	}

	private static void choose(String value) {
		browser.evaluate("document.querySelector('.switches [value=" + value + "]').click()");
		Waiting.until(() -> browser.evaluate("document.querySelector('#hero .exchange') !== null").asBoolean());
	}

	@ParameterizedTest
	@CsvSource({ "xml, application/problem+xml, <code>PREDICTION_NOT_FOUND</code>", "html, text/html, <html",
			"json, application/problem+json, \"code\": \"PREDICTION_NOT_FOUND\"" })
	void formatIsOneSwitchAway(String accept, String type, String part) {
		choose("html");
		choose(accept);
		press("#c404");
		assertThat(text("#c404 .received")).contains(type, part);
		assertThat(text("#c404 .verdict")).isEqualTo("404, as the sheet says");
	}

	@Test
	void languageOfPageAndAnswersIsOneSwitchAway() {
		choose("de");
		press("#c404", "Senden", "Sendet …");
		assertThat(browser.evaluate("document.documentElement.lang").asString()).isEqualTo("de");
		assertThat(text("h1")).startsWith("Jeder Fehler");
		assertThat(text("#c404 .summary")).isEqualTo("Hier ist nichts.");
		assertThat(text("#c404 .received")).contains("Content-Language: de", "\"title\": \"Nicht gefunden\"");
		assertThat(text("#c404 .verdict")).isEqualTo("404, wie erwartet");
		assertThat(text("[role=status]")).isEqualTo("404, wie erwartet");
		assertNoFailureOfThePage();
	}

	/** A command of a card that needs a caller or a resource has them in it. */
	@Test
	void copiedCommandGetsTheAnswerOfItsCard() throws Exception {
		browser.evaluate("navigator.clipboard.writeText = async (text) => { window.copied = text; }; 0");
		List<String> wrong = new ArrayList<>();
		for (String id : browser.evaluate("[...document.querySelectorAll('#sheet .row')].map((e) => e.id).join(' ')")
			.asString()
			.split(" ")) {
			String copy = "document.querySelector('#" + id + " .copy')";
			browser.evaluate("window.copied = ''; " + copy + ".click()");
			Waiting.until(() -> !browser.evaluate("window.copied").asString().isEmpty());
			String command = browser.evaluate("window.copied").asString();
			Process curl = new ProcessBuilder("sh", "-c", command + " -s --max-time 20")
				.redirectError(ProcessBuilder.Redirect.DISCARD)
				.start();
			String answer = new String(curl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			curl.waitFor();
			if (!answer.startsWith("HTTP/1.1 " + id.substring(1))) {
				wrong.add(command + ": " + answer.lines().findFirst().orElse("nothing"));
			}
		}
		assertThat(wrong).isEmpty();
		assertNoFailureOfThePage();
	}

	/** What comes before a step is done for the copy, too. */
	@Test
	void copiedCommandOfALaterStepIsComplete() {
		browser.evaluate("navigator.clipboard.writeText = async (text) => { window.copied = text; }; 0");
		String buttons = "document.querySelectorAll('.scenario .copy, .anti-pattern .copy')";
		int count = browser.evaluate(buttons + ".length").intValue();
		assertThat(count).isGreaterThan(30);
		for (int i = 0; i < count; i++) {
			String name = browser.evaluate(buttons + "[" + i + "].getAttribute('aria-label')").asString();
			browser.evaluate("window.copied = ''; " + buttons + "[" + i + "].click()");
			Waiting.until(() -> !browser.evaluate("window.copied").asString().isEmpty());
			assertThat(browser.evaluate("window.copied").asString()).as(name)
				.startsWith("curl -i ")
				.doesNotContain("{id}", "{token}", "{key}");
		}
		assertNoFailureOfThePage();
	}

	@Test
	void linesOfTheSourcesAreInTheFold() {
		browser.evaluate("document.querySelectorAll('details.source').forEach((e) => { e.open = true; })");
		int folds = browser.evaluate("document.querySelectorAll('details.source').length").intValue();
		assertThat(folds).isGreaterThan(35);
		Waiting.until(() -> browser
			.evaluate("[...document.querySelectorAll('details.source')].every((e) => e.querySelector('pre'))")
			.asBoolean());
		Waiting.until(() -> browser.evaluate("document.querySelectorAll('[aria-busy=true]').length === 0").asBoolean());
		assertThat(text("#c404 .source-lines")).startsWith("/**\n")
			.contains("@ResponseStatus(HttpStatus.NOT_FOUND)\nclass PredictionNotFoundException")
			.endsWith("}");
		assertThat(text("#c413 .source-lines"))
			.isEqualTo("mishap:\n  payload:\n    # of any body; the model would choke on more\n    max-size: 1MB");
		assertThat(text("#c500 .source-lines")).contains("@GetMapping(\"/trouble/boom\")", "s3cr3t")
			.doesNotContain("async");
		assertNoFailureOfThePage();
	}

	@Test
	void requestIdLeadsToTheTrace() {
		press("#c500");
		openLog("#c500");
		Waiting.until(() -> text("#c500 .log .lines").contains("IllegalStateException"));
		assertThat(browser.evaluate("document.querySelector('#c500 .log .lines').clientHeight").intValue()).isBetween(1,
				400);
		assertThat(text("#c500 .received")).doesNotContain("IllegalStateException");
		assertNoFailureOfThePage();
	}

	private static void openLog(String row) {
		browser.evaluate("document.querySelector('" + row + " .log').open = true");
	}

	/** The job is done by another thread, long after the answer. */
	@Test
	void requestIdOfAJobLeadsToItsFailure() {
		press("#long-fails");
		openLog("#long-fails");
		Waiting.until(() -> text("#long-fails .log .lines").contains("WORDLESS_TEXT"));
		assertNoFailureOfThePage();
	}

	@Test
	void supportFindsTheLinesOfAnId() {
		press("#c404");
		browser.evaluate("document.querySelector('#request-id').value = /req_\\w{26}/.exec("
				+ "document.querySelector('#c404 .received').textContent)[0];"
				+ "document.querySelector('#log-form button').click()");
		Waiting.until(() -> text("#log-lines").contains("PREDICTION_NOT_FOUND"));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			'#c404'                | 404, as the sheet says                   | as-expected
			'#broken-or-wrong'     | JSON that does not fit: 422, as expected | as-expected
			'#made-up'             | Right: A status that everybody knows, and a code of your own in the body.: \
			403, as expected | wrong-way
			""")
	void verdictIsSeenAndHeard(String row, String verdict, String firstLook) {
		press(row);
		assertThat(verdict)
			.endsWith(browser.evaluate("[...document.querySelectorAll('" + row + " .verdict')].at(-1).textContent")
				.asString());
		assertThat(browser.evaluate("document.querySelector('" + row + " .exchange').className").asString())
			.isEqualTo("pane ours exchange " + firstLook);
		assertThat(text("[role=status]")).isEqualTo(verdict);
	}

	@Test
	void refusedBodyIsNotWaitedFor() {
		long start = System.nanoTime();
		press("#c413");
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
		assertThat(text("#c413 .received")).contains("Connection: close", "\"status\": 413,");
		assertThat(text("#c413 .stock")).contains("No answer within 5 seconds");
	}

	@Test
	void onlyWhatIsCutSaysSo() {
		press("#mid-stream");
		press("#c100");
		assertThat(statuses("document.querySelectorAll('.row .exchange')", "shown")).isEqualTo("100 200 200");
		assertThat(browser.evaluate("document.querySelectorAll('.received .cut').length").intValue()).isEqualTo(2);
	}

	@Test
	void onlyWhatHasLogLinesOffersThem() {
		press("#c404");
		press("#c204");
		assertThat(browser.evaluate("document.querySelectorAll('#c404 .log').length").intValue()).isOne();
		assertThat(browser.evaluate("document.querySelectorAll('#c204 .log').length").intValue()).isZero();
	}

	@Test
	void requestThatNeedsTheModelWaitsForIt() {
		browser.evaluate("fetch('/demo/model/busy', { method: 'POST' }).then((answer) => answer.status)");
		press("#c200");
		assertThat(statuses("document.querySelectorAll('#c200 .exchange')", "shown")).isEqualTo("200");
	}

	@Test
	void quotaIsUsedUpToItsLastRequest() {
		press("#too-often");
		assertThat(statuses("document.querySelectorAll('#too-often .exchange')", "shown")).isEqualTo("200 429");
		assertThat(browser.addresses().stream().filter((address) -> address.endsWith("/llm"))).hasSize(21);
	}

	@Test
	void failureOfThePageIsInSightUntilTheNextTry() {
		browser.evaluate("window.answering = window.fetch;"
				+ "window.fetch = () => Promise.reject(new TypeError('Failed to fetch')); 0");
		press("#c504");
		assertThat(text("#page-error")).isEqualTo("No answer: is the sample still running? (Failed to fetch)");
		browser.evaluate("document.querySelector('#c504').scrollIntoView()");
		assertThat(browser.evaluate("document.getElementById('page-error').getBoundingClientRect().top").doubleValue())
			.isBetween(-1.0, 900.0);
		browser.evaluate("window.fetch = window.answering; 0");
		press("#c404");
		assertNoFailureOfThePage();
	}

	private static void press(String row) {
		boolean plays = browser.evaluate("document.querySelector('" + row + "').closest('#sheet') === null")
			.asBoolean();
		press(row, plays ? "Play" : "Send", plays ? "Playing…" : "Sending…");
	}

	private static void press(String row, String label, String meanwhile) {
		String button = "document.querySelector('" + row + " .send')";
		assertThat(browser.evaluate(button + ".textContent").asString()).isEqualTo(label);
		assertThat(browser.evaluate(button + ".click(), " + button + ".textContent").asString()).isEqualTo(meanwhile);
		Waiting.until(() -> browser.evaluate("!" + button + ".hasAttribute('aria-busy')").asBoolean());
		assertThat(browser.evaluate(button + ".textContent").asString()).isEqualTo(label);
	}

	@Test
	void longAnswerKeepsItsPlace() {
		browser.resize(360, 740);
		press("#traceback");
		assertThat(browser.evaluate("document.querySelector('#traceback .received').clientHeight").intValue())
			.isLessThan(600);
		Waiting
			.until(() -> browser.evaluate("document.querySelector('#traceback .received').tabIndex === 0").asBoolean());
	}

	@Test
	void keyboardIsEnough() {
		browser.evaluate("document.querySelector('#c403 .send').focus()");
		browser.press("Tab");
		assertThat(browser.evaluate("document.activeElement.closest('h4').id").asString()).isEqualTo("c404-title");
		browser.press("Enter");
		assertThat(browser.evaluate("document.querySelector('#c404 .body').hidden").asBoolean()).isFalse();
		browser.press("Tab");
		assertThat(browser.evaluate("document.activeElement.getAttribute('aria-label')").asString())
			.isEqualTo("Send 404 Not Found");
		browser.press("Enter");
		Waiting.until(() -> browser.evaluate("document.querySelector('#c404 .exchange') !== null").asBoolean());
	}

	@Test
	void switchesAndStripStayInView() {
		browser.resize(1360, 900);
		browser.evaluate("document.querySelector('#anti-patterns').scrollIntoView()");
		assertThat(edge(".top", "top")).isZero();
		assertThat(edge(".rail", "top")).isEqualTo(edge(".top", "bottom"));
		assertThat(edge("#anti-patterns", "top")).isGreaterThan(edge(".rail", "bottom"));
	}

	@Test
	void onSmallScreensOnlyTheStripStaysInView() {
		browser.resize(360, 740);
		browser.evaluate("document.querySelector('#anti-patterns').scrollIntoView()");
		assertThat(edge(".rail", "top")).isZero();
		assertThat(edge("#anti-patterns", "top")).isGreaterThan(edge(".rail", "bottom"));
	}

	private static int edge(String selector, String side) {
		return browser
			.evaluate("Math.round(document.querySelector('%s').getBoundingClientRect().%s)".formatted(selector, side))
			.intValue();
	}

	@Test
	void whatIsFilledInOnSendingIsSaid() {
		browser.evaluate("document.querySelector('#c403 .toggle').click()");
		assertThat(browser.evaluate("document.querySelector('#c403 pre.request').innerText").asString())
			.contains("Bearer {token}", "(in braces: filled in when you send)");
	}

	@Test
	void nothingMovesForThoseWhoWantThat() {
		String animation = "getComputedStyle(document.querySelector('#c404 .body')).animationName";
		browser.evaluate("document.querySelector('#c404 .toggle').click()");
		assertThat(browser.evaluate(animation).asString()).isEqualTo("appear");
		browser.prefer("prefers-reduced-motion", "reduce");
		assertThat(browser.evaluate(animation).asString()).isEqualTo("none");
	}

	@Test
	void phoneScrollsInOneDirectionOnly() {
		browser.resize(360, 740);
		for (String row : List.of("#c500", "#c401", "#vault")) {
			press(row);
			assertThat(browser.evaluate("document.documentElement.scrollWidth").intValue()).as(row)
				.isLessThanOrEqualTo(360);
		}
	}

	/**
	 * The page is prepared once for all sizes and colours. Each size and each colour
	 * scheme is judged by all rules once; with the other it changes only how well letters
	 * are told from their ground.
	 */
	@Test
	void nothingStandsInTheWayOfAnybody() throws Exception {
		for (String row : List.of("#c404", "#c200", "#c429", "#c413", "#traceback", "#vault")) {
			press(row);
		}
		browser
			.evaluate("document.querySelectorAll('#c404 details, #c413 details').forEach((e) => { e.open = true; })");
		Waiting.until(() -> text("#c404 .log .lines").contains("PREDICTION_NOT_FOUND"));
		Waiting.until(() -> browser.evaluate("document.querySelector('#c413 .source-lines') !== null").asBoolean());
		browser.evaluate(Files.readString(NodePackages.home().resolve("node_modules/axe-core/axe.min.js")) + "; 0");
		for (int width : new int[] { 1280, 360 }) {
			for (String colorScheme : List.of("light", "dark")) {
				browser.resize(width, 800);
				browser.prefer(colorScheme);
				// two frames later styles and layout are those
				browser.evaluate(
						"new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(0))))");
				String rules = ((width == 1280) == colorScheme.equals("light")) ? "" : ", runOnly: ['color-contrast']";
				JsonNode violations = browser.evaluate("axe.run({ resultTypes: ['violations']" + rules
						+ " }).then((found) => found.violations"
						+ ".map((v) => v.id + ': ' + v.nodes.map((n) => n.target.join(' ')).slice(0, 5).join(', ')))");
				assertThat(violations.valueStream().map(JsonNode::asString)).as(colorScheme + " " + width).isEmpty();
			}
		}
	}

}
