package dev.mishap.sample;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Pictures of the page, to be looked at in {@code target/pictures}. With
 * {@code -Dsample.record} those of the README are written into {@code docs}, too.
 */
@Tag("acceptance")
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class PictureTests {

	private static final Path PICTURES = Path.of("target", "pictures");

	private static final Path DOCS = Path.of("..", "docs");

	private static final int LARGEST = 200_000;

	@SuppressWarnings("NullAway.Init")
	private static Browser browser;

	@BeforeAll
	static void start() throws Exception {
		browser = new Browser();
		Files.createDirectories(PICTURES);
	}

	@AfterAll
	static void stop() throws Exception {
		browser.close();
	}

	@ParameterizedTest
	@CsvSource({ "light", "dark" })
	void readmeHasAPictureOfWithAndWithout(String colorScheme, @LocalServerPort int port) throws Exception {
		open(port, colorScheme, 1240);
		JsonNode example = browser.evaluate("(({ left, top, width, height }) => [left, top, width, height]"
				+ ".map(Math.round))(document.querySelector('#hero').getBoundingClientRect())");
		byte[] picture = browser.picture(example.get(0).intValue(), example.get(1).intValue(),
				example.get(2).intValue(), example.get(3).intValue(), 1.5);
		assertThat(picture).hasSizeBetween(10_000, LARGEST);
		String name = "with-and-without-" + colorScheme + ".png";
		Files.write(PICTURES.resolve(name), picture);
		if (System.getProperty("sample.record") != null) {
			Files.write(DOCS.resolve(name), picture);
		}
		assertThat(DOCS.resolve(name)).isRegularFile();
		assertThat(Files.size(DOCS.resolve(name))).isLessThan(LARGEST);
		assertThat(Files.readString(Path.of("..", "README.md"))).contains("docs/" + name);
	}

	@ParameterizedTest
	@CsvSource({ "light, 1360", "dark, 1360", "light, 390", "dark, 390" })
	void pageIsThereToBeLookedAt(String colorScheme, int width, @LocalServerPort int port) throws Exception {
		open(port, colorScheme, width);
		for (String card : new String[] { "c401", "c429" }) {
			String button = "document.querySelector('#" + card + " .send')";
			browser.evaluate(button + ".click()");
			Waiting.until(() -> browser.evaluate("!" + button + ".hasAttribute('aria-busy')").asBoolean());
		}
		int height = browser.evaluate("document.documentElement.scrollHeight").intValue();
		byte[] picture = browser.picture(0, 0, width, height, 1);
		assertThat(picture).hasSizeGreaterThan(LARGEST / 10);
		Files.write(PICTURES.resolve(colorScheme + "-" + width + ".png"), picture);
	}

	private static void open(int port, String colorScheme, int width) {
		browser.resize(width, 900);
		browser.prefer(colorScheme);
		browser.open("http://localhost:" + port + "/");
		Waiting.until(() -> browser.evaluate("'ready' in document.documentElement.dataset").asBoolean());
		browser.evaluate("document.fonts.ready.then(() => 0)");
	}

}
