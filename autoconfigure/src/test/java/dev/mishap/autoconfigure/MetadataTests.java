package dev.mishap.autoconfigure;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.mishap.internal.rows.RetryAfterTimes;
import dev.mishap.testing.Sources;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.FileSystemResource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every key is described for the IDE, which completes what can be completed, and has its
 * row and its example in the documentation.
 */
class MetadataTests {

	private static JsonNode metadata() throws IOException {
		String own = MishapProperties.class.getProtectionDomain().getCodeSource().getLocation().getPath();
		try (InputStream stream = Files
			.newInputStream(Path.of(own).resolve("META-INF/spring-configuration-metadata.json"))) {
			return JsonMapper.builder().build().readTree(stream);
		}
	}

	private static Map<String, JsonNode> byName(JsonNode entries) {
		Map<String, JsonNode> byName = new TreeMap<>();
		entries.forEach((entry) -> byName.put(entry.path("name").asString(), entry));
		return byName;
	}

	private static Map<String, JsonNode> properties() throws IOException {
		Map<String, JsonNode> properties = byName(metadata().path("properties"));
		// every endpoint has these, and Boot's processor adds them
		properties.keySet().removeIf((name) -> name.startsWith("management.endpoint.problems."));
		return properties;
	}

	private static List<String> values(Map<String, JsonNode> hints, String name) {
		assertThat(hints).containsKey(name);
		List<String> values = new ArrayList<>();
		hints.get(name).path("values").forEach((value) -> values.add(value.path("value").asString()));
		return values;
	}

	private static void assertDescription(String name, String description, boolean isBoolean) {
		assertThat(description).as(name).isNotBlank().endsWith(".").doesNotStartWith("The ").doesNotStartWith("A ");
		if (isBoolean) {
			assertThat(description).as(name).startsWith("Whether ");
		}
	}

	@Test
	void everyKeyIsDescribed() throws IOException {
		assertThat(properties()).isNotEmpty()
			.allSatisfy((name, property) -> assertDescription(name, property.path("description").asString(""),
					property.path("type").asString().equals("java.lang.Boolean")));
	}

	@Test
	void groupsAreDescribed() throws IOException {
		Map<String, JsonNode> groups = byName(metadata().path("groups"));
		for (Class<?> type : UnknownKeysCheck.Keys.RECORDS) {
			String name = type.getAnnotation(ConfigurationProperties.class).value();
			assertThat(groups).containsKey(name);
			assertDescription(name, groups.get(name).path("description").asString(""), false);
		}
	}

	@Test
	void challengesAreCompleted() throws IOException {
		assertThat(values(byName(metadata().path("hints")), "mishap.security.challenge"))
			.containsExactly("Basic realm=\"api\"", "Bearer realm=\"api\"", "Custom realm=\"api\"");
	}

	/** An IDE reads those of entries in lists off the source. */
	@Test
	void everyKeyOfAnEntryIsDescribed() throws IOException {
		for (Class<?> type : records()) {
			String source = Sources.of(type.getName().replaceAll("\\$.*", ""));
			int declaration = source.indexOf("public record " + type.getSimpleName() + "(");
			for (RecordComponent component : type.getRecordComponents()) {
				assertDescription(type.getSimpleName() + "." + component.getName(),
						parameter(source, declaration, component),
						component.getType() == boolean.class || component.getType() == Boolean.class);
			}
		}
	}

	/** Returns what the comment before a record says of a component. */
	private static String parameter(String source, int declaration, RecordComponent component) {
		String comment = source.substring(source.lastIndexOf("/**\n", declaration), declaration)
			.replaceAll("\\n[ \t]*(?:\\*/?[ \t]*)?", "\n")
			.replaceAll("\\n(?!@)", " ");
		Matcher parameter = Pattern.compile("(?m)^@param " + component.getName() + " (.*?)\\s*$").matcher(comment);
		assertThat(parameter.find()).as(component.toString()).isTrue();
		return parameter.group(1);
	}

	/** Returns the records of all prefixes and of entries in lists. */
	private static List<Class<?>> records() {
		List<Class<?>> records = new ArrayList<>();
		for (Class<?> type : UnknownKeysCheck.Keys.RECORDS) {
			records.add(type);
			records.addAll(Stream.of(type.getDeclaredClasses()).filter(Class::isRecord).toList());
		}
		return records;
	}

	/** Returns the keys as they are documented: without the numbers of entries. */
	private static Set<String> keys() {
		Set<String> keys = new TreeSet<>();
		UnknownKeysCheck.Keys.all().forEach((key) -> keys.add(key.replace(UnknownKeysCheck.Keys.INDEX, "")));
		return keys;
	}

	@Test
	void metadataAndTypeHaveTheSameKeys() throws IOException {
		Set<String> bound = new TreeSet<>();
		UnknownKeysCheck.Keys.all()
			.forEach((key) -> bound.add(key.replaceAll(Pattern.quote(UnknownKeysCheck.Keys.INDEX) + ".*", "")));
		assertThat(properties().keySet()).isEqualTo(bound);
	}

	@Test
	void everyDefaultIsInTheMetadata() throws IOException {
		Map<String, String> defaults = new TreeMap<>();
		properties().forEach((name, property) -> {
			if (property.has("defaultValue")) {
				defaults.put(name, property.path("defaultValue").asString());
			}
		});
		assertThat(defaults).isEqualTo(new TreeMap<>(Map.ofEntries(Map.entry("mishap.body.trace-id", "false"),
				Map.entry("mishap.catalogue.enabled", "false"), Map.entry("mishap.catalogue.path", "/problems"),
				Map.entry("mishap.data.empty-result-not-found", "false"), Map.entry("mishap.default-language", "en"),
				Map.entry("mishap.fill-bodiless", "true"), Map.entry("mishap.html", "true"),
				Map.entry("mishap.log.client-messages", "false"), Map.entry("mishap.log.trace-budget", "100"),
				Map.entry("mishap.observation.client-errors", "false"),
				Map.entry("mishap.request-id.header", "X-Request-Id"),
				Map.entry("mishap.request-id.trust-inbound", "true"), Map.entry("mishap.retry-after.fallback", "10s"),
				Map.entry("mishap.retry-after.form", "seconds"), Map.entry("mishap.retry-after.jitter", "0s"),
				Map.entry("mishap.retry-after.max", "7d"),
				Map.entry("mishap.security.challenge", "Custom realm=\"api\""),
				Map.entry("mishap.security.login-redirect", "unless-api"),
				Map.entry("mishap.validation.max-errors", "50"),
				Map.entry("mishap.validation.service-constraints", "false"),
				Map.entry("mishap.validation.status", "422"))));
	}

	/** What an IDE completes by itself is an enum, not a text. */
	@Test
	void choicesAreEnums() throws Exception {
		assertThat(MishapProperties.RetryAfter.class.getMethod("form").getReturnType().isEnum()).isTrue();
		assertThat(MishapProperties.Mapping.class.getMethod("log").getReturnType().isEnum()).isTrue();
		assertThat(MishapProperties.Log.Rule.class.getMethod("level").getReturnType().isEnum()).isTrue();
		assertThat(properties().get("mishap.retry-after.form").path("type").asString())
			.isEqualTo(RetryAfterTimes.Unit.class.getName());
	}

	@Test
	void classNamesAreCompleted() throws IOException {
		Map<String, JsonNode> hints = byName(metadata().path("hints"));
		Set<String> keys = keys();
		keys.removeIf((key) -> !key.endsWith(".exception"));
		assertThat(keys).hasSize(2).allSatisfy((key) -> {
			assertThat(hints).containsKey(key);
			JsonNode provider = hints.get(key).path("providers").path(0);
			assertThat(provider.path("name").asString()).isEqualTo("class-reference");
			assertThat(provider.path("parameters").path("target").asString()).isEqualTo(Throwable.class.getName());
			assertThat(provider.path("parameters").path("concrete").asBoolean(true)).isFalse();
		});
	}

	@Test
	void membersStatusesAndCodesAreCompleted() throws IOException {
		Map<String, JsonNode> hints = byName(metadata().path("hints"));
		assertThat(values(hints, "mishap.body.members.keys")).containsExactly("type", "title", "status", "detail",
				"instance", "code", "request-id", "errors");
		Properties texts = new Properties();
		try (InputStream stream = MishapProperties.class.getResourceAsStream("/dev/mishap/messages.properties")) {
			texts.load(stream);
		}
		Set<String> statuses = new TreeSet<>();
		Set<String> codes = new TreeSet<>();
		for (String key : texts.stringPropertyNames()) {
			if (key.matches("mishap\\.title\\.\\d+")) {
				statuses.add(key.substring("mishap.title.".length()));
			}
			if (key.matches("mishap\\.detail\\.[A-Z0-9_]+")) {
				codes.add(key.substring("mishap.detail.".length()));
			}
		}
		for (String key : List.of("mishap.mappings.status", "mishap.log.rules.status")) {
			assertThat(values(hints, key)).as(key).containsExactlyElementsOf(statuses);
		}
		for (String key : List.of("mishap.texts.code", "mishap.log.rules.code")) {
			assertThat(values(hints, key)).as(key).containsExactlyElementsOf(codes);
			assertThat(hints.get(key).path("providers").path(0).path("name").asString()).isEqualTo("any");
		}
		assertThat(values(hints, "mishap.validation.status")).containsExactly("400", "422");
		assertThat(values(hints, "mishap.default-language")).containsExactly("de", "en");
	}

	@Test
	void everyHintIsForAKeyThatExists() throws IOException {
		for (String name : byName(metadata().path("hints")).keySet()) {
			assertThat(keys()).contains(name.replaceAll("\\.(?:keys|values)$", ""));
			if (name.endsWith(".keys") || name.endsWith(".values")) {
				assertThat(isMap(name.replaceAll("\\.(?:keys|values)$", ""))).as(name).isTrue();
			}
		}
	}

	private static boolean isMap(String key) throws IOException {
		return properties().get(key).path("type").asString().startsWith("java.util.Map<");
	}

	@Test
	void everyKeyHasItsRowInTheDocumentation() throws IOException {
		String documentation = Files.readString(Path.of("../docs/configuration.md"));
		assertThat(keys()).allSatisfy((key) -> assertThat(documentation).as(key).contains("| `" + key + "`"));
	}

	/** What is in there is shown by the documents, and run by a test of its own. */
	@Test
	void everyKeyIsInAnExample() throws IOException {
		Set<String> shown = new TreeSet<>();
		List<PropertySource<?>> documents = new ArrayList<>();
		for (String file : List.of("src/test/resources/docs/configuration.yml",
				"../applications/operations/src/main/resources/application.yml")) {
			documents.addAll(new YamlPropertySourceLoader().load(file, new FileSystemResource(file)));
		}
		for (PropertySource<?> document : documents) {
			for (String name : ((EnumerablePropertySource<?>) document).getPropertyNames()) {
				if (name.startsWith("mishap.")) {
					shown.add(name.replaceAll("\\[\\d+]", ""));
				}
			}
		}
		assertThat(keys()).allSatisfy((key) -> assertThat(shown).as(key)
			.anySatisfy((name) -> assertThat(name).matches(Pattern.quote(key) + "(\\..+)?")));
		assertThat(shown).allSatisfy((name) -> assertThat(keys()).as(name)
			.anySatisfy((key) -> assertThat(name).matches(Pattern.quote(key) + "(\\..+)?")));
	}

}
