package dev.mishap.internal.body;

import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;

import dev.mishap.Problem;
import dev.mishap.ProblemContext;
import dev.mishap.ProblemRequest;
import dev.mishap.ProblemRequest.Door;
import dev.mishap.ProblemWriter;
import dev.mishap.Violation;
import dev.mishap.Violation.Location;
import dev.mishap.Wording;
import dev.mishap.internal.texts.ProblemTexts;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mockito.Mockito;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.support.AbstractMessageSource;
import org.springframework.context.support.StaticMessageSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The page that people see where the application has none. */
@ExtendWith(OutputCaptureExtension.class)
class HtmlPageTests {

	private final StaticMessageSource messages = new StaticMessageSource();

	private final ProblemTexts texts = new ProblemTexts(this.messages, java.util.Map.of(), Locale.ENGLISH,
			getClass().getClassLoader());

	private String page(Problem problem, Locale locale, HtmlProblemWriter.PageSource... sources) throws Exception {
		Problem worded = this.texts.word(problem, List.of(locale, Locale.ENGLISH)).problem();
		ProblemContext context = new ProblemContext(Mockito.mock(ProblemRequest.class), null, Door.FILTER, "req_1",
				locale);
		ProblemWriter.Body body = new HtmlProblemWriter(List.of(sources), this.messages, Locale.ENGLISH, null)
			.write(worded, context);
		assertThat(body.contentType()).isEqualTo("text/html;charset=UTF-8");
		return new String(body.content(), StandardCharsets.UTF_8);
	}

	private static Violation violation(Location location, String name) {
		return Violation.of(location, name, "NOT_BLANK", Wording.of("NOT_BLANK"));
	}

	@Test
	void listsThePartsThatDoNotFit() throws Exception {
		Problem problem = Problem.of(422, "VALIDATION_FAILED")
			.withViolations(List.of(violation(Location.BODY, "#/items/0/a~1b%20%3Cc%3E"),
					violation(Location.PARAMETER, "city"), violation(Location.BODY, "#")));
		assertThat(page(problem, Locale.ENGLISH))
			.contains("<html lang=\"en\">", "<h1><span class=\"status\">422</span> Please check your entries</h1>",
					"<p>Something does not fit yet.</p>",
					"<li><b>items › 0 › a/b &lt;c&gt;</b> This must not be blank.</li>",
					"<li><b>city</b> This must not be blank.</li>", "<li>This must not be blank.</li>")
			.doesNotContain("See errors");
		assertThat(page(problem, Locale.GERMAN)).contains("<html lang=\"de\">", "Bitte prüfen Sie Ihre Angaben",
				"<li><b>city</b> Das darf nicht leer sein.</li>", "Anfrage-ID: <code>req_1</code>");
	}

	@Test
	void wordsOfNoKnownLanguageAreInTheDefaultLanguage() throws Exception {
		AbstractMessageSource german = new AbstractMessageSource() {

			@Override
			protected @Nullable MessageFormat resolveCode(String code, Locale locale) {
				return code.equals("mishap.page.title.NOT_FOUND") ? new MessageFormat("Verlaufen?", locale) : null;
			}

		};
		HtmlProblemWriter writer = new HtmlProblemWriter(List.of(), german, Locale.GERMAN, null);
		for (Locale locale : List.of(Locale.GERMAN, Locale.ENGLISH)) {
			Problem worded = this.texts.word(Problem.of(404), List.of(locale)).problem();
			String page = new String(writer
				.write(worded, new ProblemContext(Mockito.mock(ProblemRequest.class), null, Door.FILTER, "1", locale))
				.content(), StandardCharsets.UTF_8);
			assertThat(page.contains("Verlaufen?")).as(page).isEqualTo(locale.equals(Locale.GERMAN));
		}
	}

	@Test
	void placeThatIsNoFragmentIsShownAsItIs() throws Exception {
		Problem problem = Problem.of(422, "VALIDATION_FAILED")
			.withViolations(List.of(violation(Location.BODY, "#/discount%"), violation(Location.BODY, "#/a/%zz")));
		assertThat(page(problem, Locale.ENGLISH)).contains("<li><b>discount%</b> This must not be blank.</li>",
				"<li><b>a › %zz</b> This must not be blank.</li>");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "401|UNAUTHENTICATED|You have to log in to see this.",
					"403|FORBIDDEN|You are not allowed to do this.",
					"403|CSRF_REJECTED|Go back, reload the page with the form, and send it again.",
					"405|METHOD_NOT_ALLOWED|reload the page and try again.",
					"401|SESSION_EXPIRED|The session has ended. Log in again.",
					"404|NOT_FOUND|Check it, or start from the beginning.",
					"409|NOT_YET|Go back, reload the page and try again.", "499|ODD|The request was refused." })
	void saysWhatPeopleCanDo(int status, String code, String words) throws Exception {
		assertThat(page(Problem.of(status, code), Locale.ENGLISH)).contains(words)
			.doesNotContain("header", "token", "Allow", "WWW-Authenticate");
	}

	@Test
	void wordsOfTheApplicationAreShownAsTheyAre() throws Exception {
		this.messages.addMessage("mishap.detail.SOLD_OUT", Locale.ENGLISH, "The {article} is sold out.");
		this.messages.addMessage("mishap.page.detail.OTHER", Locale.ENGLISH, "Call us about {article}.");
		this.messages.addMessage("mishap.page.field.city", Locale.ENGLISH, "Town");
		Problem soldOut = Problem.of(409, "SOLD_OUT").withExtension("article", "<b>");
		assertThat(page(soldOut, Locale.ENGLISH)).contains("<p>The &lt;b&gt; is sold out.</p>");
		assertThat(page(soldOut.withCode("OTHER"), Locale.ENGLISH)).contains("<p>Call us about &lt;b&gt;.</p>");
		assertThat(page(Problem.of(404).withTitle("Own").withDetail("Own words."), Locale.ENGLISH))
			.contains("</span> Own</h1>", "<p>Own words.</p>");
		assertThat(page(Problem.of(422).withViolations(List.of(violation(Location.BODY, "#/city"))), Locale.ENGLISH))
			.contains("<b>Town</b>");
	}

	@Test
	void wordsThatALanguageLacksAreMarked() throws Exception {
		assertThat(page(Problem.of(404), Locale.forLanguageTag("nl"))).contains("<html lang=\"nl\">",
				"</span> Niet gevonden</h1>", "<p>Er is hier niets.</p>",
				"<span lang=\"en\">Request ID</span>: <code>req_1");
	}

	@Test
	void needsNothingFromOutside() throws Exception {
		assertThat(page(Problem.of(500), Locale.ENGLISH)).doesNotContain("<script", "http:", "https:", "<link", "url(")
			.contains("color-scheme:light dark", "width=device-width");
	}

	@Test
	void pageThatFailsIsReplacedByAPage(CapturedOutput output) throws Exception {
		HtmlProblemWriter.PageSource broken = new HtmlProblemWriter.PageSource() {

			@Override
			public ProblemWriter.Body page(Problem problem, ProblemContext context) {
				throw new StackOverflowError("secret");
			}

			@Override
			public String home(ProblemContext context) {
				return "/shop/\"";
			}

		};
		assertThat(page(Problem.of(404), Locale.ENGLISH, broken))
			.contains("Page not found", "<a href=\"/shop/&quot;\">To the start page</a>")
			.doesNotContain("secret");
		assertThat(output.getOut()).contains("[req_1] The page of the application for 404 failed");
	}

}
