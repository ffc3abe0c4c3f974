package dev.mishap;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.mishap.internal.HttpStatuses;
import dev.mishap.testing.Sources;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The texts that callers read: all there, none too many, none in a framework's words. */
class TextsTests {

	private static final Pattern PLACE = Pattern.compile("\\{[^}]*}");

	private static final Pattern LITERAL = Pattern.compile("\"([A-Za-z][A-Za-z0-9_]*(?:\\.[a-z_]+)?\\.?|\\.[a-z_]+)\"");

	private static final Pattern OF_PROBLEM = Pattern.compile(
			"(?:Problem\\.of\\([^()]*?, *|\\.class, *\\d{3}, *|Wording\\.of\\(|withCode\\()\"([A-Z][A-Z_]+(?:\\.[a-z]+)?)\"");

	private static final Pattern FRAMEWORK = Pattern.compile("(?i)\\b(?:spring|java|jackson|hibernate|servlets?|beans?|"
			+ "exceptions?|controllers?|tomcat|jetty|deserializ\\w*|constraints?|annotations?|class|handler|stack ?trace|"
			+ "jpa|sql|database|datenbank|ausnahme|thread|null pointer)\\b");

	private static final Pattern FOR_PROGRAMS = Pattern
		.compile("(?i)\\b(?:headers?|tokens?|errors|methode?|percent\\S*|"
				+ "content-\\S+|retry-\\S+|etag|if-match|www\\S*|allow|upgrade|accept|null|syntax|json|parameters?|http\\S*|"
				+ "credentials|precondition|vorbedingung|body|scope|csrf|multipart\\S*|boundary|media|entity|missing_\\w+|uri)\\b");

	private static String sources() throws IOException {
		StringBuilder sources = new StringBuilder();
		for (Path file : Sources.all()) {
			sources.append(Files.readString(file));
		}
		return sources.toString();
	}

	private static Set<String> found(Pattern pattern) throws IOException {
		Set<String> found = new TreeSet<>();
		Matcher matcher = pattern.matcher(sources());
		while (matcher.find()) {
			found.add(matcher.group(1));
		}
		return found;
	}

	@Test
	void bothLanguagesHaveTheSameKeys() {
		assertThat(ErrorDocument.texts("_de").keySet()).isEqualTo(ErrorDocument.texts("").keySet());
	}

	@Test
	void everyStatusHasItsTexts() {
		Map<String, String> texts = ErrorDocument.texts("");
		for (int status : HttpStatuses.all()) {
			assertThat(texts).containsKeys("title." + status, "detail." + HttpStatuses.code(status))
				.containsEntry("title." + status, HttpStatuses.phrase(status));
		}
	}

	@Test
	void everyCodeOfTheSourcesHasItsText() throws IOException {
		Map<String, String> texts = ErrorDocument.texts("");
		assertThat(found(OF_PROBLEM)).contains("VALIDATION_FAILED.whole", "ALREADY_EXISTS", "UPSTREAM_FAILED")
			.allSatisfy((key) -> assertThat(texts.keySet()).containsAnyOf("detail." + key, "violation." + key));
	}

	@Test
	void codesWithoutARowHaveTheirText() {
		assertThat(ErrorDocument.texts("").keySet())
			.containsAll(ErrorDocument.WITHOUT_ROW.keySet().stream().map((code) -> "detail." + code).toList());
	}

	@Test
	void noTextIsLeftOver() throws IOException {
		Set<String> literals = found(LITERAL);
		List<String> dead = new ArrayList<>();
		for (String key : ErrorDocument.texts("").keySet()) {
			if (key.startsWith("page.")) {
				continue;
			}
			String name = key.substring(key.indexOf('.') + 1);
			int dot = name.indexOf('.');
			boolean used = literals.contains(name) || key.startsWith("title.") || name.matches("[45]xx");
			if (dot > 0) {
				String variant = name.substring(dot + 1);
				used = used
						|| (literals.contains(name.substring(0, dot)) || literals.contains(name.substring(0, dot + 1)))
								&& (literals.contains(variant) || literals.contains("." + variant));
			}
			if (!used) {
				dead.add(key);
			}
		}
		// of Jackson: named after a kind of failure
		dead.removeAll(List.of("violation.OUT_OF_RANGE", "violation.UNKNOWN_KIND", "violation.UNKNOWN_PROPERTY"));
		assertThat(dead).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "_de" })
	void textsAreForCallers(String suffix) {
		ErrorDocument.texts(suffix).forEach((key, text) -> {
			assertThat(text).as(key).isNotBlank().doesNotContainPattern(FRAMEWORK);
			boolean label = key.startsWith("label.") || key.startsWith("catalogue.") && !text.contains(". ");
			if (!key.contains("title.") && !label) {
				assertThat(text).as(key).matches("(?s)\\p{Lu}.*[.]");
			}
		});
	}

	private static List<String> places(String text) {
		return PLACE.matcher(text).results().map(MatchResult::group).sorted().toList();
	}

	@Test
	void bothLanguagesHaveTheSamePlaceHolders() {
		Map<String, String> german = ErrorDocument.texts("_de");
		ErrorDocument.texts("").forEach((key, text) -> {
			assertThat(places(german.get(key))).as(key).isEqualTo(places(text));
		});
	}

	@Test
	void textsOfPagesReplaceOnesThatThereAre() {
		Map<String, String> texts = ErrorDocument.texts("");
		assertThat(texts.keySet().stream().filter((key) -> key.startsWith("page."))).isNotEmpty().allSatisfy((key) -> {
			String code = key.substring(key.indexOf('.', 5) + 1);
			assertThat(texts.keySet()).containsAnyOf("title." + code, "detail." + code);
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "_de" })
	void pagesSayToPeopleNothingThatIsForPrograms(String suffix) {
		Map<String, String> texts = ErrorDocument.texts(suffix);
		for (String key : texts.keySet()) {
			if (key.startsWith("detail.")) {
				String code = key.substring(7);
				String text = texts.getOrDefault("page.detail." + code,
						texts.getOrDefault("page.detail." + code.replaceFirst("\\..*", ""), texts.get(key)));
				assertThat(text).as(key).doesNotContainPattern(FOR_PROGRAMS);
			}
			else if (key.startsWith("title.")) {
				assertThat(texts.getOrDefault("page." + key, texts.get(key))).as(key)
					.doesNotContainPattern(FOR_PROGRAMS);
			}
		}
	}

}
