package dev.mishap.sample;

import java.nio.file.Files;
import java.nio.file.Path;
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

/** The pages below /problems, in a real browser. */
@Tag("acceptance")
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class ProblemPagesTests {

	private static final Path PICTURES = Path.of("target", "pictures");

	@SuppressWarnings("NullAway.Init")
	private static Browser browser;

	private String origin = "";

	@BeforeAll
	static void start() throws Exception {
		browser = new Browser();
		Files.createDirectories(PICTURES);
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
	}

	private static String text(String selector) {
		return browser.evaluate("document.querySelector('" + selector + "').textContent").asString();
	}

	@Test
	void typeOfAnAnswerOpensItsPage() {
		browser.open(this.origin + "/sheet.css");
		String type = browser
			.evaluate("fetch('/jobs/none', { headers: { Accept: 'application/json' } })"
					+ ".then((answer) => answer.json()).then((problem) => problem.type)")
			.asString();
		assertThat(type).isEqualTo("/problems/job-not-found");
		browser.open(this.origin + type);
		assertThat(text("h1")).isEqualTo("404 Not Found");
		assertThat(text("main")).contains("JOB_NOT_FOUND", "There is no such job. It may have been too long ago.");
		assertThat(text("pre")).contains("HTTP/1.1 404 Not Found", "\"code\": \"JOB_NOT_FOUND\"");
		assertThat(browser.errors()).isEmpty();
		assertThat(browser.addresses()).allMatch((address) -> address.startsWith(this.origin + "/"));
	}

	@Test
	void keyboardLeadsFromTheListToAPageAndBack() {
		browser.open(this.origin + "/problems");
		browser.press("Tab");
		String first = browser.evaluate("document.activeElement.getAttribute('href')").asString();
		assertThat(first).startsWith("/problems/");
		assertThat(browser.evaluate("getComputedStyle(document.activeElement).outlineStyle").asString())
			.isEqualTo("solid");
		browser.press("Enter");
		Waiting.until(() -> browser.evaluate("location.pathname").asString().equals(first)
				&& browser.evaluate("document.readyState === 'complete'").asBoolean());
		browser.press("Tab");
		assertThat(text(":focus")).isEqualTo("All problems");
		// a long example can be scrolled with the keyboard
		while (!browser.evaluate("document.activeElement.tagName").asString().equals("PRE")) {
			browser.press("Tab");
			assertThat(browser.evaluate("document.activeElement.tagName").asString()).isNotEqualTo("BODY");
		}
	}

	@ParameterizedTest
	@CsvSource({ "light, 1280", "dark, 1280", "light, 360", "dark, 360" })
	void nothingStandsInTheWayOfAnybody(String colorScheme, int width) throws Exception {
		browser.prefer(colorScheme);
		browser.resize(width, 800);
		for (String page : List.of("", "/model-overloaded", "/validation-failed")) {
			browser.open(this.origin + "/problems" + page);
			assertThat(browser.evaluate("document.documentElement.scrollWidth").intValue()).as(page)
				.isLessThanOrEqualTo(width);
			browser.evaluate(Files.readString(NodePackages.home().resolve("node_modules/axe-core/axe.min.js")) + "; 0");
			JsonNode violations = browser
				.evaluate("axe.run({ resultTypes: ['violations'] }).then((found) => found.violations"
						+ ".map((v) => v.id + ': ' + v.nodes.map((n) => n.target.join(' ')).slice(0, 5).join(', ')))");
			assertThat(violations.valueStream().map(JsonNode::asString)).as(page).isEmpty();
			int height = Math.min(browser.evaluate("document.documentElement.scrollHeight").intValue(), 1600);
			Files.write(
					PICTURES.resolve("problems" + page.replace('/', '-') + "-" + colorScheme + "-" + width + ".png"),
					browser.picture(0, 0, width, height, 1));
		}
	}

}
