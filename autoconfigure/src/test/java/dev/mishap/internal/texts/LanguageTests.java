package dev.mishap.internal.texts;

import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import dev.mishap.Problem;
import dev.mishap.Violation;
import dev.mishap.Violation.Location;
import dev.mishap.Wording;
import dev.mishap.internal.texts.ProblemTexts.Worded;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.context.MessageSource;
import org.springframework.context.support.ReloadableResourceBundleMessageSource;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.context.support.StaticMessageSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** Which language an answer is in, and that all of it is. */
class LanguageTests {

	@TempDir
	Path classes;

	private URLClassLoader classLoader;

	@BeforeEach
	void openClassPath() throws MalformedURLException {
		this.classLoader = new URLClassLoader(new URL[] { this.classes.toUri().toURL() }, getClass().getClassLoader());
	}

	private void bundle(String name, String... lines) throws IOException {
		Path file = this.classes.resolve(name + ".properties");
		Files.createDirectories(file.getParent());
		Files.write(file, List.of(lines));
	}

	private MessageSource application() {
		ResourceBundleMessageSource messages = new ResourceBundleMessageSource();
		messages.setBasenames("shop");
		messages.setDefaultEncoding("UTF-8");
		messages.setBundleClassLoader(this.classLoader);
		return messages;
	}

	private ProblemTexts texts() {
		return texts(Locale.ENGLISH);
	}

	private ProblemTexts texts(Locale standard) {
		return new ProblemTexts(application(), Map.of(), standard, this.classLoader);
	}

	private static Worded answer(ProblemTexts texts, Problem problem, String acceptLanguage) {
		return texts.word(problem, texts.languages(null, acceptLanguage));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "de|de", "DE-at, en|de", "en, de|en", "en;q=0.5, de;q=0.6|de", "de;q=0|en",
					"de-CH, de;q=0, en;q=0.1|en", "xx, de;q=0.1|de", "fr|en", "*, de;q=0.5|en", "*;q=0, de|de", "*|en",
					"nl, de|nl", "de;q=1.000, en;q=0.999|de", "de;q=2, en;q=0.1|en", "de;q=0.5;x=1, en;q=0.1|en",
					"-|en", "dé, de;q=0.2|de", "de_AT, en|en", ", ,de|de", "de;Q=0.9|de", "i-klingon, de|de",
					"de-DE-u-co-phonebk|de", "abcdefghi, de|de", "''|en" })
	void bestOfTheLanguagesThatAreSpoken(String acceptLanguage, String expected) {
		assertThat(texts().languages(null, acceptLanguage).get(0)).isEqualTo(Locale.forLanguageTag(expected));
	}

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = { "fr", "*" })
	void defaultIsForThoseWhoAskForNone(String acceptLanguage) {
		assertThat(texts(Locale.GERMAN).languages(null, acceptLanguage).get(0)).isEqualTo(Locale.GERMAN);
	}

	@ParameterizedTest
	@CsvSource({ "pt-BR,pt-BR", "pt-PT,pt", "pt-AO,pt", "pt,pt", "zh-Hant,zh-Hant", "zh-TW,zh-Hant", "zh-HK,zh-Hant",
			"zh-CN,en", "sr-Latn-RS,sr-Latn", "sr,en", "es-419,es-419", "es-MX,en", "gsw,gsw" })
	void regionsAndScriptsCount(String wanted, String expected) throws IOException {
		for (String suffix : List.of("pt", "pt_BR", "zh_Hant", "sr_Latn", "es_419", "gsw")) {
			bundle("mishap-messages_" + suffix, "mishap.title.404=" + suffix, "mishap.detail.NOT_FOUND=" + suffix);
		}
		Worded worded = answer(texts(), Problem.of(404), wanted + ", en;q=0.5");
		assertThat(worded.locale()).isEqualTo(Locale.forLanguageTag(expected));
		assertThat(worded.problem().title())
			.isEqualTo(expected.equals("en") ? "Not Found" : expected.replace('-', '_'));
	}

	@Test
	void regionInheritsFromItsLanguageButNoScriptFromAnother() throws IOException {
		bundle("mishap-messages_pt", "mishap.title.404=Não encontrado", "mishap.detail.NOT_FOUND=Nada.");
		bundle("mishap-messages_pt_BR", "mishap.detail.NOT_FOUND=Nada aqui.");
		bundle("mishap-messages_zh", "mishap.title.404=找不到", "mishap.detail.NOT_FOUND=无.");
		bundle("mishap-messages_zh_Hant", "mishap.detail.NOT_FOUND=無.");
		assertThat(answer(texts(), Problem.of(404), "pt-BR")).satisfies((worded) -> {
			assertThat(worded.locale()).isEqualTo(Locale.forLanguageTag("pt-BR"));
			assertThat(worded.problem().title()).isEqualTo("Não encontrado");
			assertThat(worded.problem().detail()).isEqualTo("Nada aqui.");
		});
		assertThat(answer(texts(), Problem.of(404), "zh-TW, zh;q=0.5").problem().title()).isEqualTo("找不到");
		assertThat(answer(texts(), Problem.of(404), "zh-TW, en;q=0.5").problem().title()).isEqualTo("Not Found");
	}

	@Test
	void decidedLanguageComesBeforeTheHeader() {
		assertThat(texts().languages(Locale.GERMANY, "en").get(0)).isEqualTo(Locale.GERMAN);
		assertThat(texts().languages(Locale.forLanguageTag("es-ES"), "de").get(0)).isEqualTo(Locale.GERMAN);
		assertThat(texts().languages(Locale.forLanguageTag("es"), null).get(0)).isEqualTo(Locale.ENGLISH);
		assertThat(texts().languages(Locale.ROOT, "de").get(0)).isEqualTo(Locale.GERMAN);
	}

	@Test
	void languageOfTheApplicationAloneCounts() throws IOException {
		bundle("shop", "greeting=Hello");
		bundle("shop_it", "mishap.title.404=Non trovato", "mishap.detail.NOT_FOUND=Qui non c'è niente.");
		bundle("shop_fr", "greeting=Bonjour");
		Worded worded = answer(texts(), Problem.of(404), "it-IT, en;q=0.1");
		assertThat(worded.locale()).isEqualTo(Locale.ITALIAN);
		assertThat(worded.problem().title()).isEqualTo("Non trovato");
		assertThat(worded.problem().detail()).isEqualTo("Qui non c'è niente.");
		assertThat(texts().languages(null, "fr, de;q=0.1").get(0)).as("nothing for errors").isEqualTo(Locale.GERMAN);
	}

	@Test
	void languageThatLacksATextLeavesTheWholeAnswerToTheNext() throws IOException {
		bundle("mishap-messages_it", "mishap.title.404=Non trovato", "mishap.detail.NOT_FOUND=Niente.");
		assertThat(answer(texts(), Problem.of(404), "it, de;q=0.5").locale()).isEqualTo(Locale.ITALIAN);
		Worded german = answer(texts(), Problem.of(405), "it, de;q=0.5");
		assertThat(german.locale()).isEqualTo(Locale.GERMAN);
		assertThat(german.problem().title()).isEqualTo("Methode nicht erlaubt");
		assertThat(answer(texts(), Problem.of(405), "it").locale()).isEqualTo(Locale.ENGLISH);
		Violation violation = Violation.of(Location.BODY, "#/a", "NOT_BLANK", Wording.of("NOT_BLANK"));
		Worded withParts = answer(texts(), Problem.of(404).withViolations(List.of(violation)), "it, de;q=0.5");
		assertThat(withParts.locale()).isEqualTo(Locale.GERMAN);
		assertThat(withParts.problem().title()).isEqualTo("Nicht gefunden");
		assertThat(withParts.problem().violations().get(0).detail()).isEqualTo("Das darf nicht leer sein.");
	}

	@Test
	void rootBundleIsInTheDefaultLanguage() throws IOException {
		bundle("shop", "mishap.title.404=Nothing here", "mishap.detail.NOT_FOUND=Sorry.",
				"mishap.detail.SOLD_OUT=All sold.");
		assertThat(answer(texts(), Problem.of(404), "en").problem().detail()).isEqualTo("Sorry.");
		Worded german = answer(texts(), Problem.of(404), "de");
		assertThat(german.locale()).isEqualTo(Locale.GERMAN);
		assertThat(german.problem().title()).isEqualTo("Nicht gefunden");
		assertThat(german.problem().detail()).isEqualTo("Unter dieser Adresse gibt es nichts.");
		Worded ownCode = answer(texts(), Problem.of(409, "SOLD_OUT"), "de");
		assertThat(ownCode.locale()).isEqualTo(Locale.ENGLISH);
		assertThat(ownCode.problem().title()).isEqualTo("Conflict");
		assertThat(ownCode.problem().detail()).isEqualTo("All sold.");
	}

	@Test
	void rootBundleMayBeInAnotherLanguage() throws IOException {
		bundle("shop", "mishap.title.SOLD_OUT=Ausverkauft", "mishap.detail.SOLD_OUT=Alles weg.");
		Worded german = answer(texts(Locale.GERMAN), Problem.of(409, "SOLD_OUT"), "de-DE");
		assertThat(german.locale()).isEqualTo(Locale.GERMAN);
		assertThat(german.problem().title()).isEqualTo("Ausverkauft");
		assertThat(answer(texts(Locale.GERMAN), Problem.of(404), "en").problem().title()).isEqualTo("Not Found");
	}

	@Test
	void languageOfTheServerIsNotThatOfTheCaller() throws IOException {
		Locale server = Locale.getDefault();
		Locale.setDefault(Locale.GERMANY);
		try {
			bundle("shop", "mishap.detail.SOLD_OUT=All sold.");
			bundle("shop_de", "mishap.detail.SOLD_OUT=Alles weg.");
			Worded english = answer(texts(), Problem.of(409, "SOLD_OUT"), "en");
			assertThat(english.locale()).isEqualTo(Locale.ENGLISH);
			assertThat(english.problem().detail()).isEqualTo("All sold.");
			assertThat(answer(texts(), Problem.of(409, "SOLD_OUT"), "de").problem().detail()).isEqualTo("Alles weg.");
		}
		finally {
			Locale.setDefault(server);
		}
	}

	@Test
	void bundlesElsewhereAreFound() throws IOException {
		bundle("texts/shop_it", "mishap.title.404=Non trovato", "mishap.detail.NOT_FOUND=Niente.");
		ResourceBundleMessageSource parent = new ResourceBundleMessageSource();
		parent.setBasename("texts.shop");
		parent.setBundleClassLoader(this.classLoader);
		ReloadableResourceBundleMessageSource source = new ReloadableResourceBundleMessageSource();
		source.setBasename(this.classes.resolve("files/shop").toUri().toString());
		source.setParentMessageSource(parent);
		bundle("files/shop_es", "mishap.title.404=Nada", "mishap.detail.NOT_FOUND=Nada aquí.");
		source.setDefaultEncoding("UTF-8");
		ProblemTexts texts = new ProblemTexts(source, Map.of(), Locale.ENGLISH, this.classLoader);
		assertThat(answer(texts, Problem.of(404), "it").problem().title()).isEqualTo("Non trovato");
		assertThat(answer(texts, Problem.of(404), "es").problem().detail()).isEqualTo("Nada aquí.");
	}

	@Test
	void sourceWithoutBundlesIsAsked() {
		StaticMessageSource source = new StaticMessageSource();
		source.addMessage("mishap.title.404", Locale.ITALIAN, "Non trovato");
		source.addMessage("mishap.detail.NOT_FOUND", Locale.ITALIAN, "Niente.");
		ProblemTexts texts = new ProblemTexts(source, Map.of(), Locale.ENGLISH, this.classLoader);
		assertThat(answer(texts, Problem.of(404), "it").problem().detail()).isEqualTo("Niente.");
		assertThat(answer(texts, Problem.of(405), "it").locale()).isEqualTo(Locale.ENGLISH);
	}

	@Test
	void textOfAnExceptionIsInNoKnownLanguage() {
		Problem problem = Problem.of(409).withWording(new Wording("Sold out.", List.of(), "Sold out."));
		assertThat(answer(texts(), problem, "de")).satisfies((worded) -> {
			assertThat(worded.problem().title()).isEqualTo("Konflikt");
			assertThat(worded.problem().detail()).isEqualTo("Sold out.");
			assertThat(worded.certain()).isFalse();
		});
		assertThat(answer(texts(), problem, "en").certain()).as("counts for the default").isTrue();
		assertThat(answer(texts(), Problem.of(409).withDetail("x"), "de").certain()).isFalse();
		assertThat(answer(texts(), Problem.of(409), "de").certain()).isTrue();
	}

	@Test
	void keyOfTheApplicationIsSaidInOneLanguage() throws IOException {
		bundle("shop", "order.missing=Order {0} is missing.");
		bundle("shop_de", "order.missing=Bestellung {0} fehlt.");
		bundle("shop_nl", "greeting=Hallo");
		Problem problem = Problem.of(404).withWording(new Wording("order.missing", List.of("7"), "order.missing"));
		assertThat(answer(texts(), problem, "de").problem().detail()).isEqualTo("Bestellung 7 fehlt.");
		assertThat(answer(texts(), problem, "nl")).satisfies((worded) -> {
			assertThat(worded.locale()).isEqualTo(Locale.ENGLISH);
			assertThat(worded.problem().title()).isEqualTo("Not Found");
			assertThat(worded.problem().detail()).isEqualTo("Order 7 is missing.");
		});
	}

	@Test
	void textThatSomebodyElseMakesIsMadeInTheLanguageOfTheAnswer() {
		Wording.Text text = (locale) -> "it".equals(locale.getLanguage()) ? null : locale.toLanguageTag() + "!";
		Violation violation = Violation.of(Location.BODY, "#/a", "SKU", Wording.of("SKU.own", text));
		Problem problem = Problem.of(422, "VALIDATION_FAILED").withViolations(List.of(violation));
		Worded german = answer(texts(), problem, "fr, de;q=0.1");
		assertThat(german.problem().violations().get(0).detail()).isEqualTo("de!");
		assertThat(german.certain()).isTrue();
	}

	@Test
	void wordsOfAnotherStatusAreNotTaken() throws IOException {
		bundle("shop", "mishap.detail.GONE=Gone, says the shop.");
		assertThat(answer(texts(), Problem.of(409, "NOT_FOUND"), "de").problem()).satisfies((problem) -> {
			assertThat(problem.title()).isEqualTo("Konflikt");
			assertThat(problem.detail()).startsWith("Die Anfrage widerspricht");
		});
		assertThat(answer(texts(), Problem.of(404, "GONE"), "en").problem().detail()).isEqualTo("Gone, says the shop.");
		// a class may be called like what the library itself refuses, too
		assertThat(answer(texts(), Problem.of(409, "VALIDATION_FAILED"), "en").problem().detail())
			.startsWith("The request conflicts");
		assertThat(answer(texts(), Problem.of(422, "OVERLOADED"), "en").problem().detail())
			.doesNotContain("Retry-After");
		Violation violation = Violation.of(Location.BODY, "#/a", "MIN", "x");
		assertThat(
				answer(texts(), Problem.of(400, "VALIDATION_FAILED").withViolations(List.of(violation)), "en").problem()
					.detail())
			.contains("See errors");
	}

	/** {@code OrderNotFoundException}: the address is right, the order is not. */
	@Test
	void missingThingIsNotAMissingAddress() {
		assertThat(answer(texts(), Problem.of(404, "ORDER_NOT_FOUND"), "en").problem().detail())
			.isEqualTo("What the request is about does not exist.");
		assertThat(answer(texts(), Problem.of(404, "ORDER_NOT_FOUND"), "de").problem().detail())
			.isEqualTo("Das, worum es in der Anfrage geht, gibt es nicht.");
		assertThat(answer(texts(), Problem.of(404), "en").problem().detail())
			.isEqualTo("There is nothing at this address.");
		assertThat(answer(texts(), Problem.of(410, "ORDER_GONE"), "en").problem().detail())
			.isEqualTo("What was here has gone for good.");
	}

	@ParameterizedTest
	@CsvSource({ "499,en,Client Error", "499,de,Fehler in der Anfrage", "599,en,Server Error",
			"599,de,Fehler des Servers" })
	void statusThatNobodyRegisteredIsSaidByItsClass(int status, String language, String title) {
		Worded worded = answer(texts(), Problem.of(status), language);
		assertThat(worded.locale()).isEqualTo(Locale.forLanguageTag(language));
		assertThat(worded.problem().title()).isEqualTo(title);
		assertThat(worded.problem().detail()).isNotBlank().isNotEqualTo(answer(texts(), Problem.of(400), language));
	}

	@Test
	void defaultLanguageMayBeOneOfTheApplication() throws IOException {
		bundle("shop_pt_BR", "mishap.title.404=Não", "mishap.detail.NOT_FOUND=Nada.");
		assertThat(texts(Locale.forLanguageTag("pt-BR")).languages(null, null).get(0))
			.isEqualTo(Locale.forLanguageTag("pt-BR"));
		assertThat(texts(Locale.forLanguageTag("de-AT")).fallback()).isEqualTo(Locale.GERMAN);
		assertThatIllegalArgumentException().isThrownBy(() -> texts(Locale.FRENCH))
			.withMessage("there are no texts in 'fr'");
	}

	@Test
	void whatClientsMakeUpIsNeitherRememberedNorLookedForWithoutEnd() {
		AtomicInteger looks = new AtomicInteger();
		ClassLoader counting = new ClassLoader(getClass().getClassLoader()) {

			@Override
			public InputStream getResourceAsStream(String name) {
				looks.incrementAndGet();
				return super.getResourceAsStream(name);
			}

		};
		ProblemTexts texts = new ProblemTexts(null, Map.of(), Locale.ENGLISH, counting);
		for (int i = 0; i < 20_000; i++) {
			String madeUp = Integer.toString(i + 50_000, 26).replaceAll("[0-9]", "z");
			assertThat(texts.languages(null, madeUp + ";q=0.9, de-" + madeUp.substring(0, 2) + ";q=0.1")
				.get(0)
				.getLanguage()).isEqualTo("de");
		}
		assertThat(looks).hasValueLessThan(3000);
		assertThat(texts.languages(null, "nl, de").get(0)).as("what is new is still found")
			.isEqualTo(Locale.forLanguageTag("nl"));
		assertThat(texts.languages(null, "xx-" + "y".repeat(2000) + ", de").get(0)).isEqualTo(Locale.ENGLISH);
	}

	@Test
	void listsOfAnyLengthAreReadAsTheFirstTen() {
		String many = "aa, ab, ae, af, ak, am, an, ar, as, de" + ", en".repeat(50_000);
		assertThat(texts().languages(null, many).get(0)).isEqualTo(Locale.GERMAN);
		assertThat(texts().languages(null, "aa, ab, ae, af, ak, am, an, ar, as, av, de").get(0))
			.isEqualTo(Locale.ENGLISH);
		assertThat(answer(texts(), Problem.of(404), "\u00e4".repeat(100_000)).locale()).isEqualTo(Locale.ENGLISH);
	}

}
