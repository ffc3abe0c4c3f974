package dev.mishap.sample;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The site that is made of the Markdown, from a server that knows files and nothing else.
 */
@Tag("acceptance")
class SiteTests {

	private static final Path HOME = Path.of("..", "site");

	private static final Path BUILT = HOME.resolve("dist");

	private static final String FOLDER = "/any/folder/";

	private static final Map<String, String> TYPES = Map.of("html", "text/html", "css", "text/css", "js",
			"text/javascript", "svg", "image/svg+xml", "png", "image/png", "woff2", "font/woff2");

	private static final Pattern LINK = Pattern.compile("<a\\b[^>]* href=\"([^\"]+)\"");

	private static final Pattern PART = Pattern.compile("\\b(?:src|srcset)=\"([^\"]+)\"|<link [^>]*href=\"([^\"]+)\"");

	private static final Pattern ID = Pattern.compile("\\bid=\"([^\"]+)\"");

	@SuppressWarnings("NullAway.Init")
	private static Browser browser;

	@SuppressWarnings("NullAway.Init")
	private static HttpServer server;

	/** The HTML of each page, by its path in the folder. */
	private static final Map<String, String> PAGES = new HashMap<>();

	@BeforeAll
	static void build() throws Exception {
		NodePackages.install(HOME);
		NodePackages.run(HOME, "npm", "run", "build");
		try (var files = Files.walk(BUILT)) {
			for (Path file : files.filter((each) -> each.toString().endsWith(".html")).toList()) {
				PAGES.put(BUILT.relativize(file).toString(), Files.readString(file));
			}
		}
		server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		server.createContext(FOLDER, SiteTests::serve);
		server.start();
		browser = new Browser();
	}

	@AfterAll
	static void stop() throws Exception {
		browser.close();
		server.stop(0);
	}

	private static void serve(HttpExchange exchange) throws IOException {
		try (exchange) {
			Path file = BUILT.resolve(exchange.getRequestURI().getPath().substring(FOLDER.length()));
			if (!Files.isRegularFile(file)) {
				exchange.sendResponseHeaders(404, -1);
				return;
			}
			byte[] bytes = Files.readAllBytes(file);
			String suffix = file.toString().substring(file.toString().lastIndexOf('.') + 1);
			exchange.getResponseHeaders().set("Content-Type", TYPES.getOrDefault(suffix, "application/octet-stream"));
			exchange.sendResponseHeaders(200, bytes.length);
			exchange.getResponseBody().write(bytes);
		}
	}

	@BeforeEach
	void look() {
		browser.resize(1280, 900);
		browser.prefer("light");
	}

	private static String open(String page) {
		String origin = "http://localhost:" + server.getAddress().getPort() + FOLDER;
		browser.open(origin + page);
		Waiting
			.until(() -> browser.evaluate("document.documentElement.classList.contains('scripted')").asBoolean(false));
		return origin;
	}

	@Test
	void everyMarkdownOfTheDocsIsAPage() throws IOException {
		try (var files = Files.list(Path.of("..", "docs"))) {
			Set<String> expected = files.map((file) -> file.getFileName().toString())
				.filter((name) -> name.endsWith(".md"))
				.map((name) -> "docs/" + name.replaceFirst("README\\.md$", "index.md").replaceFirst("md$", "html"))
				.collect(Collectors.toCollection(TreeSet::new));
			assertThat(PAGES).containsKeys(expected.toArray(new String[0]))
				.containsKeys("index.html", "CHANGELOG.html", "CONTRIBUTING.html", "SECURITY.html",
						"sample-app/index.html");
		}
	}

	@Test
	void everyLinkLeadsSomewhere() {
		List<String> dead = new ArrayList<>();
		int internal = 0;
		for (Map.Entry<String, String> page : PAGES.entrySet()) {
			for (MatchResult match : LINK.matcher(page.getValue()).results().toList()) {
				String link = match.group(1);
				if (link.matches("https?:.*")) {
					continue;
				}
				internal++;
				String[] parts = link.split("#", 2);
				String target = parts[0].isEmpty() ? page.getKey()
						: Path.of(page.getKey()).resolveSibling(parts[0]).normalize().toString();
				String html = PAGES.get(target);
				if (html == null || (parts.length == 2
						&& ID.matcher(html).results().noneMatch((found) -> found.group(1).equals(parts[1])))) {
					dead.add(page.getKey() + ": " + link);
				}
			}
		}
		assertThat(dead).isEmpty();
		assertThat(internal).isGreaterThan(500);
	}

	@Test
	void everyPartIsInTheFolder() {
		List<String> missing = new ArrayList<>();
		PAGES.forEach(
				(page, html) -> PART.matcher(html.replaceAll("(?s)<pre>.*?</pre>", "")).results().forEach((match) -> {
					String part = (match.group(1) != null) ? match.group(1) : match.group(2);
					if (!Files.isRegularFile(BUILT.resolve(page).resolveSibling(part))) {
						missing.add(page + ": " + part);
					}
				}));
		assertThat(missing).isEmpty();
	}

	/**
	 * Whatever the width: no request elsewhere, no script that fails, and nothing that
	 * makes a phone scroll sideways.
	 */
	@Test
	void everyPageIsCompleteAndFitsAPhone() {
		browser.resize(360, 740);
		for (String page : PAGES.keySet()) {
			String origin = open(page);
			assertThat(browser.errors()).as(page).isEmpty();
			assertThat(browser.addresses()).as(page).isNotEmpty().allMatch((address) -> address.startsWith(origin));
			assertThat(browser.evaluate("document.documentElement.scrollWidth").intValue()).as(page)
				.isLessThanOrEqualTo(360);
		}
	}

	/**
	 * The policy of the pages forbids styles in the HTML; a browser would leave them out.
	 */
	@Test
	void noPageHasAStyleOfItsOwn() {
		assertThat(PAGES).allSatisfy((page, html) -> assertThat(html).doesNotContain("style=\""));
	}

	@Test
	void searchFindsASectionByKeyboard() {
		String origin = open("docs/extending.html");
		browser.press("/");
		Waiting.until(() -> browser.evaluate("document.activeElement.id === 'wanted'").asBoolean());
		search("Retry-After");
		assertThat(browser.evaluate("[...document.querySelectorAll('.hits a')].map((e) => e.textContent)").toString())
			.contains("Configuration: Waiting");
		assertThat(browser.evaluate("document.querySelector('.hits mark').textContent").asString()).contains("Retry");
		assertThat(browser.addresses()).allMatch((address) -> address.startsWith(origin));
		String first = browser.evaluate("document.querySelector('.hits a').href").asString();
		browser.press("Enter");
		Waiting.until(() -> browser.evaluate("location.href").asString().equals(first));
		assertThat(PAGES).containsKey(first.substring(origin.length()).replaceFirst("#.*", ""));
	}

	@Test
	void searchFindsACode() {
		open("index.html");
		browser.evaluate("document.querySelector('.look').click()");
		search("VALIDATION_FAILED");
		assertThat(
				browser.evaluate("[...document.querySelectorAll('.hits mark')].map((e) => e.textContent)").toString())
			.contains("VALIDATION_FAILED");
	}

	private static void search(String words) {
		browser.evaluate("document.getElementById('wanted').value = '" + words + "';"
				+ "document.getElementById('wanted').dispatchEvent(new Event('input'))");
		Waiting.until(() -> browser.evaluate("document.querySelectorAll('.hits a').length > 3").asBoolean());
	}

	@Test
	void keyboardSkipsTheNavigation() {
		open("docs/words.html");
		browser.press("Tab");
		assertThat(browser.evaluate("document.activeElement.className").asString()).isEqualTo("skip");
		browser.press("Enter");
		Waiting.until(() -> browser.evaluate("document.activeElement.id === 'content'").asBoolean());
	}

	@Test
	void phoneOpensTheListOfPages() {
		browser.resize(360, 740);
		open("docs/words.html");
		String height = "document.getElementById('pages').offsetHeight";
		assertThat(browser.evaluate(height).intValue()).isZero();
		browser.evaluate("document.querySelector('.menu').click()");
		assertThat(browser.evaluate(height).intValue()).isPositive();
	}

	@Test
	void coloursAreThoseTheReaderPrefers() {
		open("index.html");
		String ground = "getComputedStyle(document.body).backgroundColor";
		String light = browser.evaluate(ground).asString();
		browser.prefer("dark");
		assertThat(browser.evaluate(ground).asString()).isNotEqualTo(light);
		Waiting.until(() -> browser.evaluate("document.querySelector('picture img').currentSrc")
			.asString()
			.endsWith("with-and-without-dark.png"));
	}

	@ParameterizedTest
	@CsvSource({ "light, 1280", "dark, 360" })
	void nothingStandsInTheWayOfAnybody(String colorScheme, int width) throws Exception {
		String axe = Files.readString(NodePackages.home().resolve("node_modules/axe-core/axe.min.js"));
		browser.prefer(colorScheme);
		browser.resize(width, 800);
		for (String page : List.of("index.html", "docs/catalogue.html", "docs/testing.html")) {
			open(page);
			assertNothingStandsInTheWay(page, axe);
		}
		browser.evaluate("document.querySelector('.look').click()");
		search("WWW-Authenticate");
		assertNothingStandsInTheWay("search", axe);
	}

	private static void assertNothingStandsInTheWay(String where, String axe) {
		browser.evaluate(axe + "; 0");
		JsonNode violations = browser
			.evaluate("axe.run({ resultTypes: ['violations'] }).then((found) => found.violations"
					+ ".map((v) => v.id + ': ' + v.nodes.map((n) => n.target.join(' ')).slice(0, 5).join(', ')))");
		assertThat(violations.valueStream().map(JsonNode::asString)).as(where).isEmpty();
	}

}
