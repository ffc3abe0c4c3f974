package dev.mishap.catalogue;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.mishap.Problem;
import dev.mishap.ProblemCatalogue;
import dev.mishap.ProblemCustomizer;
import dev.mishap.ProblemException;
import dev.mishap.ProblemMappingsCustomizer;
import dev.mishap.ProblemType;
import dev.mishap.autoconfigure.CatalogueExport;
import dev.mishap.internal.registry.ProblemEntry;
import dev.mishap.internal.registry.ProblemRegistry;
import dev.mishap.testing.ProblemAssert;
import dev.mishap.testing.RawHttp;
import dev.mishap.testing.RawHttp.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The pages about the problems, as they are served at {@code /shop}, below a context path
 * or a base path.
 */
@ExtendWith(OutputCaptureExtension.class)
public abstract class CatalogueContract {

	/** What every application with this contract needs to be told. */
	public static final String ENABLED = "mishap.catalogue.enabled=true";

	/** Where its words are. */
	public static final String WORDS = "spring.messages.basename=catalogue/words";

	private static final Pattern LINK = Pattern.compile("href=\"([^\"]*)\"");

	private static final JsonMapper JSON = JsonMapper.builder().build();

	@LocalServerPort
	int port;

	@Autowired
	ProblemRegistry registry;

	private Answer get(String path, String... headers) {
		return new RawHttp(this.port).send("GET", path, headers);
	}

	private static String text(Answer page) {
		return page.body().replaceAll("(?s)<style>.*?</style>", "");
	}

	@Test
	void typeOfEveryAnswerLeadsToItsPage(CapturedOutput output) {
		Answer thrown = get("/shop/order");
		ProblemAssert.assertThat(thrown).isProblem(409, "CART_EMPTY");
		String type = JSON.readTree(thrown.content()).path("type").asString();
		assertThat(type).isEqualTo("/shop/problems/cart-empty");
		assertThat(get(type).status()).isEqualTo(200);
		String ofNowhere = JSON.readTree(get("/shop/nowhere").content()).path("type").asString();
		assertThat(ofNowhere).isEqualTo("/shop/problems/not-found");
		// refused by the container, before there is an application
		Answer refused = new RawHttp(this.port)
			.raw("GET /shop/{ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
		assertThat(refused.body()).contains("\"type\":\"/shop/problems/bad-request\"");
		assertThat(output.toString()).doesNotContain("The LocaleResolver failed");
	}

	@Test
	void ownAddressOfATypeStaysAndIsLinked() {
		assertThat(JSON.readTree(get("/shop/closed").content()).path("type").asString())
			.isEqualTo("https://shop.example/help/closed");
		assertThat(text(get("/shop/problems/shop-closed")))
			.contains("<a href=\"https://shop.example/help/closed\">https://shop.example/help/closed</a>");
	}

	@Test
	void pageSaysWhatItMeansAndWhatToDo() {
		Answer page = get("/shop/problems/cart-empty");
		assertThat(page.status()).isEqualTo(200);
		assertThat(page.header("Content-Type")).isEqualTo("text/html;charset=UTF-8");
		assertThat(page.header("Content-Language")).isEqualTo("en");
		assertThat(page.header("Vary")).isEqualTo("Accept, Accept-Language");
		assertThat(page.header("Content-Security-Policy")).startsWith("default-src 'none';");
		assertThat(text(page)).contains("<html lang=\"en\">", "The cart is empty", "<code>CART_EMPTY</code>",
				"Put something into the cart first.", "HTTP/1.1 409 Conflict", "Content-Type: application/problem+json",
				"&quot;code&quot;: &quot;CART_EMPTY&quot;,", "&quot;shop&quot;: &quot;one&quot;");
	}

	@Test
	void exampleIsWhatIsReallyAnswered() {
		JsonNode real = JSON.readTree(get("/shop/order").content());
		JsonNode example = JSON.readTree(get("/shop/problems/cart-empty", "Accept: application/json").content())
			.path("problems")
			.path(0)
			.path("example");
		assertThat(example.path("status").asInt()).isEqualTo(409);
		assertThat(example.path("content_type").asString()).isEqualTo("application/problem+json");
		assertThat(example.path("body").propertyNames()).containsExactlyElementsOf(real.propertyNames());
		for (String member : List.of("type", "title", "status", "code", "shop")) {
			assertThat(example.path("body").path(member)).as(member).isEqualTo(real.path(member));
		}
	}

	@Test
	void pageIsInTheLanguageOfItsReader() {
		Answer page = get("/shop/problems/not-found", "Accept-Language: de");
		assertThat(page.header("Content-Language")).isEqualTo("de");
		assertThat(text(page)).contains("<html lang=\"de\">", "Was es bedeutet", "Unter dieser Adresse gibt es nichts.")
			.doesNotContain("<span lang=");
	}

	@Test
	void languageWithoutTextsIsAnsweredInTheDefault() {
		Answer page = get("/shop/problems/not-found", "Accept-Language: fr");
		assertThat(page.header("Content-Language")).isEqualTo("en");
		assertThat(text(page)).contains("<html lang=\"en\">", "There is nothing at this address.");
	}

	/** There is one text in Dutch, and not one word of the page. */
	@Test
	void wordThatALanguageLacksIsMarkedAsEnglish() {
		Answer page = get("/shop/problems/not-found", "Accept-Language: nl");
		assertThat(page.header("Content-Language")).isEqualTo("nl");
		assertThat(text(page)).contains("<html lang=\"nl\">", "<span lang=\"en\">What it means</span>");
	}

	@Test
	void programsGetJson() {
		Answer answer = get("/shop/problems/service-unavailable", "Accept: application/json");
		assertThat(answer.header("Content-Type")).isEqualTo("application/json");
		assertThat(JSON.readTree(answer.content()).path("code").asString()).isEqualTo("SERVICE_UNAVAILABLE");
		JsonNode problem = JSON.readTree(answer.content()).path("problems").path(0);
		assertThat(problem.path("retryable").asBoolean()).isTrue();
		assertThat(problem.path("headers").path(0).asString()).isEqualTo("Retry-After");
		assertThat(problem.path("advice").asString()).startsWith("Wait as long as the header Retry-After says");
		assertThat(problem.path("example").path("headers").path("Retry-After").path(0).asString()).isEqualTo("10");
	}

	@Test
	void adviceTellsWhenALogInHelps() {
		assertThat(text(get("/shop/problems/unauthenticated", "Accept: text/html")))
			.contains("Get credentials of the kind that the header WWW-Authenticate names");
		assertThat(text(get("/shop/problems/forbidden", "Accept: text/html")))
			.contains("do not log in again as the same caller");
	}

	@Test
	void whoeverDoesNotAskForJsonGetsAPage() {
		assertThat(get("/shop/problems/conflict", "Accept: */*").header("Content-Type")).startsWith("text/html");
		assertThat(get("/shop/problems/conflict", "Accept: image/png").header("Content-Type")).startsWith("text/html");
	}

	@Test
	void listLeadsToEveryPageAndEveryPageBack(CapturedOutput output) {
		Answer list = get("/shop/problems");
		assertThat(list.status()).isEqualTo(200);
		assertThat(list.body().indexOf("CART_EMPTY")).isBetween(0, list.body().indexOf("BAD_REQUEST"));
		List<String> links = links(list.body());
		assertThat(links).hasSizeGreaterThan(60)
			.containsExactlyInAnyOrderElementsOf(this.registry.problems()
				.stream()
				.map((entry) -> "/shop/problems/" + entry.code().toLowerCase().replace('_', '-'))
				.toList());
		for (String link : links.stream().distinct().toList()) {
			Answer page = get(link);
			assertThat(page.status()).as(link).isEqualTo(200);
			assertThat(links(page.body())).as(link).contains("/shop/problems");
			assertThat(page.body()).as(link).doesNotContain("Exception", "{0}");
		}
		assertThat(get("/shop/problems/").body()).isEqualTo(list.body());
		// an example is told to nobody, and whoever makes it has no failure to tell of
		assertThat(output.toString()).doesNotContain(" ERROR ", "NullPointerException");
	}

	private static List<String> links(String html) {
		List<String> links = new ArrayList<>();
		Matcher matcher = LINK.matcher(html);
		while (matcher.find()) {
			links.add(matcher.group(1));
		}
		return links;
	}

	@Test
	void listForProgramsNamesEveryCode() {
		JsonNode list = JSON.readTree(get("/shop/problems", "Accept: application/json").content());
		assertThat(list.path("problems").valueStream().map((one) -> one.path("code").asString()))
			.containsExactlyElementsOf(this.registry.problems().stream().map(ProblemEntry::code).toList());
		assertThat(list.path("problems").path(0).path("page").asString()).startsWith("/shop/problems/");
	}

	@Test
	void codeThatThereIsNotIsNotFound() {
		ProblemAssert.assertThat(get("/shop/problems/no-such-code")).isProblem(404, "NOT_FOUND");
		ProblemAssert.assertThat(get("/shop/problems/NOT-FOUND")).isProblem(404, "NOT_FOUND");
		ProblemAssert.assertThat(get("/shop/problems/not-found/more")).isProblem(404, "NOT_FOUND");
	}

	@Test
	void pagesAreOnlyRead() {
		ProblemAssert.assertThat(new RawHttp(this.port).send("POST", "/shop/problems/not-found"))
			.isProblem(405, "METHOD_NOT_ALLOWED")
			.hasHeaderList("Allow", "GET", "HEAD", "OPTIONS");
		Answer options = new RawHttp(this.port).send("OPTIONS", "/shop/problems");
		assertThat(options.status()).isEqualTo(200);
		assertThat(options.header("Allow")).isEqualTo("GET, HEAD, OPTIONS");
		Answer head = new RawHttp(this.port).send("HEAD", "/shop/problems");
		assertThat(head.status()).isEqualTo(200);
		assertThat(head.content()).isEmpty();
	}

	/** Clients that go by the code alone should know. */
	@Test
	void codeWithTwoStatusesHasBothOnItsPageAndIsToldAtTheStart(CapturedOutput output) {
		assertThat(output.getAll()).contains("BUSY has two statuses: 409 by ", ", 503 by ");
		assertThat(text(get("/shop/problems/busy"))).contains("This code is used with more than one status.",
				"HTTP/1.1 409 Conflict", "HTTP/1.1 503 Service Unavailable");
		JsonNode data = JSON.readTree(get("/shop/problems/busy", "Accept: application/json").content());
		assertThat(data.path("problems").valueStream().map((one) -> one.path("status").asInt())).containsExactly(409,
				503);
	}

	@Test
	void applicationSaysInItsOwnWordsWhatToDo() {
		assertThat(text(get("/shop/problems/shop-closed"))).contains("Come back at nine.");
	}

	@Test
	void documentShowsWhatIsServed() throws Exception {
		String recorded = "\n```console\n$ curl -H 'Accept: application/json' http://localhost:8080/shop/problems/cart-empty\n"
				+ get("/shop/problems/cart-empty", "Accept: application/json").body() + "```\n\n";
		Path document = Path.of("../docs/catalogue.md");
		String text = Files.readString(document);
		String current = text.replaceAll("(?s)(<!-- recorded: cart-empty -->\n).*?(<!-- end recorded -->)",
				"$1" + Matcher.quoteReplacement(recorded) + "$2");
		if (Boolean.getBoolean("mishap.docs.update")) {
			Files.writeString(document, current);
			return;
		}
		assertThat(text).as("stale; run with -Dmishap.docs.update=true").isEqualTo(current);
	}

	// tag::export[]
	void export(ApplicationContext application, Path folder) throws IOException {
		CatalogueExport.write(application, folder);
	}
	// end::export[]

	/** For those who put the pages up elsewhere. */
	@Test
	void folderHasAllPagesInAllLanguages(@TempDir Path folder, @Autowired ApplicationContext application)
			throws Exception {
		export(application, folder);
		assertThat(Files.readString(folder.resolve("cart-empty/index.html"))).contains("<html lang=\"en\">",
				"Put something into the cart first.");
		assertThat(Files.readString(folder.resolve("de/not-found/index.html"))).contains("<html lang=\"de\">");
		assertThat(folder.resolve("nl")).doesNotExist();
		try (Stream<Path> files = Files.walk(folder)) {
			List<Path> pages = files.filter(Files::isRegularFile).toList();
			assertThat(pages)
				.hasSize(2 * (int) (1 + this.registry.problems().stream().map(ProblemEntry::code).distinct().count()));
			for (Path page : pages) {
				for (String link : links(Files.readString(page, StandardCharsets.UTF_8))) {
					if (!link.startsWith("http") && !link.startsWith("/")) {
						assertThat(page.resolveSibling(link).normalize()).as(page + ": " + link).isRegularFile();
					}
				}
			}
		}
	}

	/** The shop that fails. */
	@Configuration(proxyBeanMethods = false)
	@Import(Shop.class)
	public static class Problems {

		@Bean
		ProblemCatalogue problems() {
			return ProblemCatalogue.of(ShopProblem.class);
		}

		@Bean
		ProblemMappingsCustomizer rows() {
			return (rows) -> rows.map(IllegalStateException.class, Problem.of(409, "BUSY"))
				.map(IllegalMonitorStateException.class, Problem.of(503, "BUSY"));
		}

		@Bean
		ProblemCustomizer shopOfTheProblem() {
			return (problem, context) -> problem.code().equals("CART_EMPTY") ? problem.withExtension("shop", "one")
					: problem;
		}

	}

	enum ShopProblem implements ProblemType {

		CART_EMPTY(409, "The cart is empty", null),

		SHOP_CLOSED(503, "The shop is closed", URI.create("https://shop.example/help/closed"));

		private final int status;

		private final String title;

		private final URI documentation;

		ShopProblem(int status, String title, URI documentation) {
			this.status = status;
			this.title = title;
			this.documentation = documentation;
		}

		@Override
		public int status() {
			return this.status;
		}

		@Override
		public String title() {
			return this.title;
		}

		@Override
		public URI documentation() {
			return this.documentation;
		}

	}

	@RestController
	static class Shop {

		@GetMapping("/order")
		String order() {
			throw new ProblemException(ShopProblem.CART_EMPTY);
		}

		@GetMapping("/closed")
		String closed() {
			throw new ProblemException(ShopProblem.SHOP_CLOSED);
		}

	}

}
