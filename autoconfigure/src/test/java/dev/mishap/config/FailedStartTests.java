package dev.mishap.config;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.mishap.Problem;
import dev.mishap.ProblemCatalogue;
import dev.mishap.ProblemMappingsCustomizer;
import dev.mishap.ProblemType;
import dev.mishap.autoconfigure.ProblemAutoConfiguration;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.context.servlet.AnnotationConfigServletWebApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.mock.web.MockServletContext;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * A bad configuration is a failed start whose message says what to write instead. The
 * documents list all of them; {@code -Dmishap.docs.update=true} writes the lists.
 */
@ExtendWith(OutputCaptureExtension.class)
class FailedStartTests {

	private static final String STOCK = "mishap.mappings[0].exception=com.acme.OutOfStockException";

	private static final String CONFLICT = "mishap.mappings[0].status=409";

	private static final String WRITE_STATUS = "Write a registered status from 400 to 599, such as 409 for a conflict "
			+ "or 404 for something missing.";

	private static final String WRITE_PATH = "Write a pattern of the path below the context path, such as /admin/** or "
			+ "/users/{id}.";

	private static final String WRITE_BASE = "Write an address that the rest is put behind, such as "
			+ "https://errors.example.org/ or urn:request:.";

	private static final String WRITE_CONSTRAINT = "Write the name of the annotation, such as Size, or the code that it "
			+ "has by itself, such as SIZE.";

	private static final String RENAME = "Rename type, title, status, detail, instance, code, request-id or errors to a "
			+ "name of letters, digits and underscores.";

	@TempDir
	Path folder;

	static Stream<Mistake> mistakes() {
		return Stream.of(
				new Mistake("mishap.mappings[0].exception: there is no class com.acme.Nope.",
						"Write the full name of the class; of a nested class with a $, such as "
								+ "com.acme.Orders$LostException.",
						"mishap.mappings[0].exception=com.acme.Nope", CONFLICT),
				new Mistake("mishap.mappings[0].exception: java.lang.String is not an exception.",
						"Write the name of a class that extends Throwable.",
						"mishap.mappings[0].exception=java.lang.String", CONFLICT),
				new Mistake("mishap.mappings[0].exception: no exception is named.",
						"Name the class, such as com.acme.OutOfStockException, or several in a list.", CONFLICT),
				new Mistake("mishap.mappings[0].status: 200 is not the status of an error.", WRITE_STATUS, STOCK,
						"mishap.mappings[0].status=200"),
				new Mistake("mishap.mappings[0].status: 499 is not the status of an error.", WRITE_STATUS, STOCK,
						"mishap.mappings[0].status=499"),
				new Mistake("mishap.mappings[0].status: no status is given.", WRITE_STATUS, STOCK),
				new Mistake("mishap.mappings[0].code: 'out-of-stock' is not the code of a problem.",
						"Write it in UPPER_SNAKE, 1 to 63 characters: OUT_OF_STOCK.", STOCK, CONFLICT,
						"mishap.mappings[0].code=out-of-stock"),
				new Mistake(
						"mishap.mappings[1].exception: com.acme.OutOfStockException is mapped already by "
								+ "mishap.mappings[0].",
						"Remove one of the two entries.", STOCK, CONFLICT,
						"mishap.mappings[1].exception=com.acme.OutOfStockException", "mishap.mappings[1].status=410"),
				new Mistake(
						"mishap.mappings[0].headers: header field 'Link' must not have control characters in its value.",
						"Write a field name of letters, digits and hyphens, and a value without line breaks.", STOCK,
						CONFLICT, "mishap.mappings[0].headers.Link=a\\nb"),
				new Mistake("mishap.mappings[0].retry-after: the time has to be positive.",
						"Write a time to wait, such as 30s.", STOCK, "mishap.mappings[0].status=503",
						"mishap.mappings[0].retry-after=0s"),
				new Mistake(
						"mishap.mappings[0].type: 'not an address' cannot be read (class path resource "
								+ "[application.properties] - 3:25).",
						"Write an address without spaces, such as https://shop.example/problems/closed.", STOCK,
						CONFLICT, "mishap.mappings[0].type=not an address"),
				new Mistake("mishap.payload.paths[0]: a value stands where keys belong.",
						"Write its keys below it: pattern, max-size.", "mishap.payload.paths[0]=/upload/**"),
				new Mistake("mishap.texts[0].code: 'nope' is not the code of a problem.",
						"Write the code whose texts you want to replace, such as NOT_FOUND.",
						"mishap.texts[0].code=nope", "mishap.texts[0].detail=x"),
				new Mistake("mishap.texts[0].code: no code is given.",
						"Write the code whose texts you want to replace, such as NOT_FOUND.",
						"mishap.texts[0].detail=x"),
				new Mistake("mishap.texts[0]: the entry has neither a title nor a detail.", "Add title or detail.",
						"mishap.texts[0].code=NOT_FOUND"),
				new Mistake("mishap.texts[1].code: NOT_FOUND has an entry already.",
						"Put title and detail into one entry.", "mishap.texts[0].code=NOT_FOUND",
						"mishap.texts[0].title=x", "mishap.texts[1].code=NOT_FOUND", "mishap.texts[1].detail=x"),
				new Mistake("mishap.default-language: there are no texts in fr.",
						"Write en or de, or put the texts into mishap-messages_fr.properties at the root of the class "
								+ "path.",
						"mishap.default-language=fr"),
				new Mistake("mishap.body.members: a value stands where keys belong.",
						"Write names below it, each with its value.", "mishap.body.members=error_code"),
				new Mistake("mishap.body.members: there is no member 'message'.", RENAME,
						"mishap.body.members.message=msg"),
				new Mistake("mishap.body.members: 'error code' is no name for a member.", RENAME,
						"mishap.body.members.code=error code"),
				new Mistake("mishap.body.members: two members would have the name 'status'.", RENAME,
						"mishap.body.members.code=status"),
				new Mistake("mishap.body.type-base: 'not a uri' is not the start of a URI.", WRITE_BASE,
						"mishap.body.type-base=not a uri"),
				new Mistake("mishap.body.instance-base: 'a b' is not the start of a URI.", WRITE_BASE,
						"mishap.body.instance-base=a b"),
				new Mistake("mishap.catalogue.path: '/problems/{code}' is not a path of plain names.",
						"Write a path below the context path that does not end with a slash, such as /problems or "
								+ "/docs/errors.",
						"mishap.catalogue.enabled=true", "mishap.catalogue.path=/problems/{code}"),
				new Mistake(
						"mishap.html: 'maybe' cannot be read (class path resource [application.properties] - 1:13).",
						"Write true or false.", "mishap.html=maybe"),
				new Mistake("mishap.excluded-paths: 'admin/**' does not begin with a slash.", WRITE_PATH,
						"mishap.excluded-paths=admin/**"),
				new Mistake("mishap.excluded-paths: '/admin/{id' is not a path pattern, see position 10.", WRITE_PATH,
						"mishap.excluded-paths=/admin/{id"),
				new Mistake("mishap.request-id.header: 'Request Id' is not the name of a header field.",
						"Write a name of letters, digits and hyphens, such as X-Request-Id.",
						"mishap.request-id.header=Request Id"),
				new Mistake("mishap.log.trace-budget: -1 is negative.",
						"Write how many traces of one class of exceptions are logged in a minute, 0 for none.",
						"mishap.log.trace-budget=-1"),
				new Mistake("mishap.log.rules[0]: the rule says neither for which exception, code nor status.",
						"Add exception, code or status.", "mishap.log.rules[0].level=warn"),
				new Mistake("mishap.log.rules[0]: the rule has neither a level nor a trace.", "Add level or trace.",
						"mishap.log.rules[0].status=404"),
				new Mistake("mishap.log.rules[0].exception: there is no class com.acme.Nope.",
						"Write the full name of the class; of a nested class with a $, such as "
								+ "com.acme.Orders$LostException.",
						"mishap.log.rules[0].exception=com.acme.Nope", "mishap.log.rules[0].level=warn"),
				new Mistake("mishap.log.rules[0].code: 'notFound' is not the code of a problem.",
						"Write it in UPPER_SNAKE, 1 to 63 characters: NOT_FOUND.", "mishap.log.rules[0].code=notFound",
						"mishap.log.rules[0].level=info"),
				new Mistake("mishap.log.rules[0].status: 304 is not the status of an error.",
						"Write a status from 400 to 599, such as 404.", "mishap.log.rules[0].status=304",
						"mishap.log.rules[0].level=info"),
				new Mistake(
						"mishap.log.rules[0].status: 'not found' cannot be read (class path resource "
								+ "[application.properties] - 1:28).",
						"Write a whole number.", "mishap.log.rules[0].status=not found",
						"mishap.log.rules[0].level=info"),
				new Mistake(
						"mishap.log.rules: nothing is bound to mishap.log.rules[1].level (class path resource "
								+ "[application.properties] - 1:27).",
						"Write only keys that there are, and number the entries of a list from 0, without a gap.",
						"mishap.log.rules[1].level=info"),
				new Mistake(
						"mishap.log.rules[0].level: 'verbose' cannot be read (class path resource "
								+ "[application.properties] - 2:27).",
						"Write one of off, debug, info, warn, error.", "mishap.log.rules[0].status=404",
						"mishap.log.rules[0].level=verbose"),
				new Mistake(
						"mishap.log.rules[1].status: how 404 is logged is already set by mishap.log.rules[0].status.",
						"Remove one of the two.", "mishap.log.rules[0].status=404", "mishap.log.rules[0].level=info",
						"mishap.log.rules[1].status=404", "mishap.log.rules[1].level=warn"),
				new Mistake(
						"mishap.mappings[0].log: how com.acme.OutOfStockException is logged is already set by "
								+ "mishap.log.rules[0].exception.",
						"Remove one of the two.", STOCK, CONFLICT, "mishap.mappings[0].log=warn",
						"mishap.log.rules[0].exception=com.acme.OutOfStockException", "mishap.log.rules[0].level=info"),
				new Mistake("mishap.retry-after.fallback: the time has to be positive.",
						"Write a time to wait, such as 10s.", "mishap.retry-after.fallback=0s"),
				new Mistake(
						"mishap.retry-after.fallback: 'soon' cannot be read (class path resource "
								+ "[application.properties] - 1:29).",
						"Write a time with its unit, such as 30s or 2m.", "mishap.retry-after.fallback=soon"),
				new Mistake(
						"mishap.retry-after.form: 'minutes' cannot be read (class path resource "
								+ "[application.properties] - 1:25).",
						"Write one of seconds, http-date.", "mishap.retry-after.form=minutes"),
				new Mistake("mishap.retry-after.jitter: the time must not be negative.",
						"Write 0s for none, or a time such as 5s.", "mishap.retry-after.jitter=-5s"),
				new Mistake("mishap.retry-after.max: the time has to be positive.",
						"Write a time to wait, such as 10s.", "mishap.retry-after.max=0s"),
				new Mistake("mishap.security.challenge: 'Bearer ?X-Evil: 1' is not a challenge.",
						"Write a scheme and its parameters in one line, such as Bearer realm=\"api\".",
						"mishap.security.challenge=Bearer \\nX-Evil: 1"),
				new Mistake("mishap.security.conceal: 'documents' does not begin with a slash.", WRITE_PATH,
						"mishap.security.conceal=documents"),
				new Mistake("mishap.upgrade-to: 'HTTP 2' is not a list of protocols.",
						"Write their names with commas between them, such as HTTP/2.0, websocket.",
						"mishap.upgrade-to=HTTP 2"),
				new Mistake(
						"mishap.blocked-by: 'the court' cannot be read (class path resource "
								+ "[application.properties] - 1:19).",
						"Write an address without spaces, such as https://shop.example/problems/closed.",
						"mishap.blocked-by=the court"),
				new Mistake("mishap.validation.status: 500 is not the status of a mistake of the caller.",
						"Write a status from 400 to 499, such as 400 or 422.", "mishap.validation.status=500"),
				new Mistake("mishap.validation.max-errors: 0 is not a positive number.",
						"Write a whole number from 1, such as 50.", "mishap.validation.max-errors=0"),
				new Mistake(
						"mishap.validation.max-errors: 'all' cannot be read (class path resource "
								+ "[application.properties] - 1:30).",
						"Write a whole number.", "mishap.validation.max-errors=all"),
				new Mistake("mishap.validation.constraints[0].name: no constraint is named.", WRITE_CONSTRAINT,
						"mishap.validation.constraints[0].code=TOO_LONG"),
				new Mistake("mishap.validation.constraints[0].name: '@' is not a constraint.", WRITE_CONSTRAINT,
						"mishap.validation.constraints[0].name=@", "mishap.validation.constraints[0].code=TOO_LONG"),
				new Mistake("mishap.validation.constraints[0]: the entry has neither a code nor a detail.",
						"Add code or detail.", "mishap.validation.constraints[0].name=Size"),
				new Mistake("mishap.validation.constraints[0].code: 'tooLong' is not the code of a problem.",
						"Write it in UPPER_SNAKE, 1 to 63 characters: TOO_LONG.",
						"mishap.validation.constraints[0].name=Size", "mishap.validation.constraints[0].code=tooLong"),
				new Mistake("mishap.validation.constraints[1]: the same is already set by constraints[0].",
						"Remove one of the two entries.", "mishap.validation.constraints[0].name=Size",
						"mishap.validation.constraints[0].code=TOO_LONG", "mishap.validation.constraints[1].name=SIZE",
						"mishap.validation.constraints[1].detail=Too long."),
				new Mistake("mishap.payload.paths[0].pattern: no path pattern is given.", WRITE_PATH,
						"mishap.payload.paths[0].max-size=1MB"),
				new Mistake("mishap.payload.paths[0].pattern: '/a{' is not a path pattern, see position 3.", WRITE_PATH,
						"mishap.payload.paths[0].pattern=/a{", "mishap.payload.paths[0].max-size=1MB"),
				new Mistake("mishap.payload.paths[0].max-size: no size is given.",
						"Write a size such as 10MB, or -1B for no limit.", "mishap.payload.paths[0].pattern=/a"),
				new Mistake(
						"mishap.payload.max-size: 'large' cannot be read (class path resource "
								+ "[application.properties] - 1:25).",
						"Write a size with its unit, such as 10MB.", "mishap.payload.max-size=large"),
				new Mistake("mishap.data.constraints.uk_email: 'email taken' is not the code of a problem.",
						"Write it in UPPER_SNAKE, 1 to 63 characters, such as EMAIL_TAKEN.",
						"mishap.data.constraints.uk_email=email taken"),
				new Mistake(
						"There is no such key: mishap.request-id.heder (class path resource "
								+ "[application.properties] - 1:25)",
						"Write mishap.request-id.header instead of mishap.request-id.heder, or remove it.",
						"mishap.request-id.heder=X"),
				new Mistake(
						"There is no such key: mishap.mapping[0].exception (class path resource "
								+ "[application.properties] - 1:29)",
						"Write mishap.mappings[0].exception instead of mishap.mapping[0].exception, or remove it.",
						"mishap.mapping[0].exception=com.acme.OutOfStockException"));
	}

	@ParameterizedTest
	@MethodSource("mistakes")
	void mistakeIsNamedWithItsRemedy(Mistake mistake, CapturedOutput output) throws IOException {
		// which fields there are, only MVC knows; and only that has pages
		boolean full = mistake.description().contains("rejected-values")
				|| mistake.description().contains("mishap.catalogue");
		fails(mistake, output, full ? new Class<?>[] { ConfiguredApplication.class, Orders.class }
				: new Class<?>[] { WithoutServer.class });
	}

	static Stream<Mistake> mistakesOfEachKind() {
		return mistakes().filter(
				(mistake) -> List.of("mishap.html=maybe", "mishap.excluded-paths=admin/**", "mishap.request-id.heder=X")
					.containsAll(mistake.lines()));
	}

	/** The others are made without a server and what belongs to it. */
	@ParameterizedTest
	@MethodSource("mistakesOfEachKind")
	void wholeApplicationSaysTheSame(Mistake mistake, CapturedOutput output) throws IOException {
		fails(mistake, output, ConfiguredApplication.class);
	}

	static Stream<Mistake> mistakesInCode() {
		return Stream.of(
				new Mistake(
						"Catalogue of problems: CART_EMPTY has the status 200, which is not a registered one of an "
								+ "error.",
						"Return a status from 400 to 599 that is registered, such as 409 or 503.", "status"),
				new Mistake("Catalogue of problems: 'CART__' is not the code of a problem.",
						"Write it in UPPER_SNAKE, 1 to 63 characters, such as OUT_OF_STOCK.", "code"),
				new Mistake("Catalogue of problems: CART_UNPAID is listed twice.",
						"Give each problem a code of its own.", "twice"),
				new Mistake(
						"ProblemMappingsCustomizer of dev.mishap.config.FailedStartTests$Rows: "
								+ "com.acme.OutOfStockException has two rows: remove one of them.",
						"Write each class once, with a status from 400 to 599 and a code in UPPER_SNAKE.", "rows"),
				new Mistake(
						"ProblemMappingsCustomizer of dev.mishap.config.FailedStartTests$BadRow: 'code' must be "
								+ "UPPER_SNAKE, at most 63 characters, but is 'sold out'.",
						"Write each class once, with a status from 400 to 599 and a code in UPPER_SNAKE.", "row"));
	}

	@ParameterizedTest
	@MethodSource("mistakesInCode")
	void mistakeInCodeIsNamedWithItsRemedy(Mistake mistake, CapturedOutput output) throws IOException {
		Class<?> configuration = switch (mistake.lines().get(0)) {
			case "status" -> WrongStatus.class;
			case "code" -> WrongCode.class;
			case "twice" -> Twice.class;
			case "rows" -> Rows.class;
			default -> BadRow.class;
		};
		fails(mistake.with(List.of()), output, WithoutServer.class, configuration);
	}

	/** Starts with the lines in application.properties, as an application has them. */
	private void fails(Mistake mistake, CapturedOutput output, Class<?>... sources) throws IOException {
		Files.write(this.folder.resolve("application.properties"), mistake.lines());
		try (URLClassLoader classLoader = new URLClassLoader(new URL[] { this.folder.toUri().toURL() },
				getClass().getClassLoader())) {
			SpringApplicationBuilder application = new SpringApplicationBuilder(sources)
				.resourceLoader(new DefaultResourceLoader(classLoader))
				.properties("server.port=0", "spring.main.banner-mode=off", dev.mishap.testing.Without.SECURITY);
			if (List.of(sources).contains(WithoutServer.class)) {
				application.contextFactory((type) -> {
					AnnotationConfigServletWebApplicationContext context = new AnnotationConfigServletWebApplicationContext();
					context.setServletContext(new MockServletContext());
					return context;
				});
			}
			assertThatException().isThrownBy(() -> application.run().close());
		}
		assertThat(output.toString().replace("\r\n", "\n")).contains("APPLICATION FAILED TO START",
				"\nDescription:\n\n" + mistake.description() + "\n\nAction:\n\n" + mistake.action() + "\n\n");
	}

	@Test
	void documentShowsAllMistakes() throws IOException {
		document("failed-starts.md", "failed-starts", mistakes(), "application.properties");
	}

	@Test
	void documentShowsAllMistakesInCode() throws IOException {
		document("failed-starts.md", "failed-starts-in-code",
				mistakesInCode().map((mistake) -> mistake.with(List.of())), null);
	}

	private static void document(String name, String marker, Stream<Mistake> mistakes, String column)
			throws IOException {
		Path document = Path.of("../docs", name);
		String text = Files.readString(document);
		Matcher matcher = Pattern
			.compile("(<!-- " + marker + " -->\n)(.*?)(<!-- end " + marker + " -->)", Pattern.DOTALL)
			.matcher(text);
		assertThat(matcher.find()).as("marker in " + name).isTrue();
		String head = (column != null) ? "| " + column + " | Description | Action |\n|---|---|---|\n"
				: "| Description | Action |\n|---|---|\n";
		String table = "\n" + head + mistakes.map(Mistake::row).collect(Collectors.joining()) + "\n";
		String current = text.substring(0, matcher.start(2)) + table + text.substring(matcher.end(2));
		if (Boolean.getBoolean("mishap.docs.update")) {
			Files.writeString(document, current);
			return;
		}
		assertThat(text).as("stale; run with -Dmishap.docs.update=true").isEqualTo(current);
	}

	/** What is wrong and what the start says of it. */
	record Mistake(String description, String action, List<String> lines) {

		Mistake(String description, String action, String... lines) {
			this(description, action, Arrays.asList(lines));
		}

		Mistake with(List<String> others) {
			return new Mistake(this.description, this.action, others);
		}

		String row() {
			String wrong = this.lines.stream().map((line) -> "`" + line + "`").collect(Collectors.joining("<br>"));
			return (wrong.isEmpty() ? "" : "| " + wrong + " ") + "| " + escape(this.description) + " | "
					+ escape(this.action) + " |\n";
		}

		private static String escape(String text) {
			return "`" + text + "`";
		}

		@Override
		public String toString() {
			return this.description;
		}

	}

	/** What reads the configuration, and a catalogue. */
	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(ProblemAutoConfiguration.class)
	static class WithoutServer {

		@Bean
		ProblemCatalogue shopProblems() {
			return ProblemCatalogue.of(ConfiguredApplication.ShopProblem.class);
		}

	}

	record Order(@Valid Item[] items) {

	}

	record Item(@NotBlank String sku) {

	}

	@RestController
	static class Orders {

		@PostMapping("/orders")
		void order(@Valid @RequestBody Order order) {
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class WrongStatus {

		enum Wrong implements ProblemType {

			CART_EMPTY;

			@Override
			public int status() {
				return 200;
			}

		}

		@Bean
		ProblemCatalogue wrong() {
			return ProblemCatalogue.of(Wrong.class);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class WrongCode {

		enum Wrong implements ProblemType {

			CART__;

			@Override
			public int status() {
				return 409;
			}

		}

		@Bean
		ProblemCatalogue wrong() {
			return ProblemCatalogue.of(Wrong.class);
		}

	}

	/** The application has a catalogue with this code already. */
	@Configuration(proxyBeanMethods = false)
	static class Twice {

		enum Other implements ProblemType {

			CART_UNPAID;

			@Override
			public int status() {
				return 409;
			}

		}

		@Bean
		ProblemCatalogue other() {
			return ProblemCatalogue.of(Other.class);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Rows {

		@Bean
		ProblemMappingsCustomizer rows() {
			return (mappings) -> mappings.map(com.acme.OutOfStockException.class, 409, "OUT_OF_STOCK")
				.map(com.acme.OutOfStockException.class, Problem.of(410));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class BadRow {

		@Bean
		ProblemMappingsCustomizer row() {
			return (mappings) -> mappings.map(com.acme.OutOfStockException.class, 409, "sold out");
		}

	}

}
