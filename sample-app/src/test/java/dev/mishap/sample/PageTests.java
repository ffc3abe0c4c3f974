package dev.mishap.sample;

import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

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

	private static final String BUTTONS = "document.querySelectorAll('.row .try button')";

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
		browser.resize(1100, 1000);
		browser.prefer("light");
		browser.open(this.origin + "/");
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
			String expected = statuses(row + ".querySelectorAll('pre.request')", "status");
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
	void everyStatusOfTheSheetHasItsRow() {
		assertThat(statuses("document.querySelectorAll('#sheet pre.request')", "status").split(" ")).contains("100",
				"200", "201", "202", "204", "304", "308", "400", "401", "403", "404", "405", "406", "409", "410", "412",
				"413", "415", "422", "428", "429", "451", "500", "502", "503", "504");
	}

	@Test
	void requestIdLeadsToTheTrace() {
		browser.evaluate("document.querySelector('#c500 .try button').click()");
		Waiting.until(() -> browser.evaluate("document.querySelector('#c500 .find') !== null").asBoolean());
		browser.evaluate("document.querySelector('#c500 .find').click()");
		Waiting.until(() -> browser.evaluate("document.getElementById('log-lines').textContent")
			.asString()
			.contains("IllegalStateException"));
		assertThat(browser.evaluate("document.getElementById('log-lines').getBoundingClientRect().top").doubleValue())
			.as("the first line is in sight")
			.isBetween(-1.0, 1000.0);
		assertThat(browser.evaluate("document.getElementById('log-lines').clientHeight").intValue())
			.isLessThanOrEqualTo(400);
		assertThat(browser.evaluate("document.querySelector('#c500 .received').textContent").asString())
			.doesNotContain("IllegalStateException");
		assertNoFailureOfThePage();
	}

	/** The job is done by another thread, long after the answer. */
	@Test
	void requestIdOfAJobLeadsToItsFailure() {
		press("#long-fails");
		browser.evaluate("document.querySelector('#long-fails .find').click()");
		Waiting.until(() -> browser.evaluate("document.getElementById('log-lines').textContent")
			.asString()
			.contains("WORDLESS_TEXT"));
		assertNoFailureOfThePage();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			'#c404'                | 404, as the sheet says                   | as-expected
			'#made-up .wrong'      | 230: this is the wrong way               | wrong-way
			'#made-up .right'      | 403, as expected                         | as-expected
			'#broken-or-wrong'     | JSON that does not fit: 422, as expected | as-expected
			""")
	void verdictIsSeenAndHeard(String row, String verdict, String look) {
		press(row);
		assertThat(browser.evaluate("[...document.querySelectorAll('" + row + " .verdict')].at(-1).textContent")
			.asString()).isEqualTo(verdict);
		assertThat(browser.evaluate("document.querySelector('" + row + " .exchange').className").asString())
			.isEqualTo("exchange " + look);
		assertThat(browser.evaluate("document.querySelector('[role=status]').textContent").asString())
			.isEqualTo(verdict);
	}

	@Test
	void refusedBodyIsNotWaitedFor() {
		long start = System.nanoTime();
		press("#c413");
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
		assertThat(browser.evaluate("document.querySelector('#c413 .received').textContent").asString())
			.contains("\n  \"status\": 413,\n");
	}

	@Test
	void onlyWhatIsCutSaysSo() {
		press("#mid-stream");
		press("#c100");
		assertThat(statuses("document.querySelectorAll('.exchange')", "shown")).isEqualTo("100 200 200");
		assertThat(browser
			.evaluate("[...document.querySelectorAll('.received')]"
					+ ".filter((e) => e.textContent.includes('(the connection was cut here')).length")
			.intValue()).isEqualTo(2);
	}

	@Test
	void onlyWhatHasLogLinesOffersThem() {
		press("#c404");
		press("#c204");
		assertThat(browser.evaluate("document.querySelectorAll('#c404 .find').length").intValue()).isOne();
		assertThat(browser.evaluate("document.querySelectorAll('#c204 .find').length").intValue()).isZero();
	}

	@Test
	void requestThatNeedsTheModelWaitsForIt() {
		browser.evaluate("fetch('/demo/model/busy', { method: 'POST' }).then((answer) => answer.status)");
		press("#not-sure");
		assertThat(statuses("document.querySelectorAll('#not-sure .exchange')", "shown")).isEqualTo("200");
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
		assertThat(browser.evaluate("document.getElementById('page-error').textContent").asString())
			.isEqualTo("No answer: is the sample still running? (Failed to fetch)");
		browser.evaluate("document.querySelector('#c504').scrollIntoView()");
		assertThat(browser.evaluate("document.getElementById('page-error').getBoundingClientRect().top").doubleValue())
			.isBetween(-1.0, 900.0);
		browser.evaluate("window.fetch = window.answering; 0");
		press("#c404");
		assertNoFailureOfThePage();
	}

	private static void press(String row) {
		String button = "document.querySelector('" + row + " .try button')";
		String label = browser.evaluate(button + ".textContent").asString();
		assertThat(browser.evaluate(button + ".click(), " + button + ".textContent").asString())
			.isEqualTo(label.equals("Send") ? "Sending…" : "Playing…");
		Waiting.until(() -> browser.evaluate("!" + button + ".hasAttribute('aria-busy')").asBoolean());
		assertThat(browser.evaluate(button + ".textContent").asString()).isEqualTo(label);
	}

	@Test
	void longAnswerKeepsItsPlace() {
		browser.resize(360, 740);
		press("#traceback .wrong");
		assertThat(browser.evaluate("document.querySelector('#traceback .received').clientHeight").intValue())
			.isLessThan(600);
		Waiting
			.until(() -> browser.evaluate("document.querySelector('#traceback .received').tabIndex === 0").asBoolean());
	}

	@Test
	void keyboardIsEnough() {
		browser.evaluate("document.querySelector('#c403 .try button').focus()");
		browser.press("Tab");
		assertThat(browser.evaluate("document.activeElement.getAttribute('aria-label')").asString())
			.isEqualTo("Send 404 Not Found");
		browser.press("Enter");
		Waiting.until(() -> browser.evaluate("document.querySelector('#c404 .exchange') !== null").asBoolean());
	}

	@Test
	void phoneScrollsInOneDirectionOnly() {
		browser.resize(360, 740);
		browser.evaluate("document.querySelector('#c500 .try button').click()");
		Waiting.until(() -> browser.evaluate("document.querySelector('#c500 .exchange') !== null").asBoolean());
		assertThat(browser.evaluate("document.documentElement.scrollWidth").intValue()).isLessThanOrEqualTo(360);
	}

	@ParameterizedTest
	@CsvSource({ "light, 1100", "dark, 1100", "light, 360", "dark, 360" })
	void nothingSeriousStandsInTheWayOfAnybody(String colorScheme, int width) throws Exception {
		browser.prefer(colorScheme);
		browser.resize(width, 800);
		for (String row : List.of("#c404", "#c200", "#traceback .wrong")) {
			browser.evaluate("document.querySelector('" + row + " .try button').click()");
			Waiting
				.until(() -> browser.evaluate("document.querySelector('" + row + " .exchange') !== null").asBoolean());
		}
		browser.evaluate(Files.readString(NodePackages.home().resolve("node_modules/axe-core/axe.min.js")) + "; 0");
		JsonNode violations = browser.evaluate("axe.run().then((found) => found.violations"
				+ ".filter((v) => ['serious', 'critical'].includes(v.impact))"
				+ ".map((v) => v.id + ': ' + v.nodes.map((n) => n.target.join(' ')).slice(0, 5).join(', ')))");
		assertThat(violations.valueStream().map(JsonNode::asString)).isEmpty();
	}

}
