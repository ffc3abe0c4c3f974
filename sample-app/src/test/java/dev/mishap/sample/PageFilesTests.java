package dev.mishap.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** What the page at / is made of. */
class PageFilesTests {

	private static final Path PAGE = Path.of("src", "main", "resources", "static");

	private static final Path SOURCES = Path.of("target", "classes", "static", "sources");

	private static final Pattern WORD = Pattern.compile("data-word=\"([\\w-]+)\"[^>]*>([^<]*)<");

	private static final Pattern ADDRESS = Pattern.compile("https?://(?!localhost|www\\.w3\\.org/2000/svg)[^\\s\"']+");

	private static JsonNode json(String file) throws IOException {
		return Http.JSON.readTree(Files.readString(PAGE.resolve(file)));
	}

	@Test
	void everythingIsSaidInEnglishAndGerman() throws Exception {
		List<String> lacking = new ArrayList<>();
		collect("", json("words.json"), lacking);
		collect("", json("cards.json"), lacking);
		assertThat(lacking).isEmpty();
	}

	private static void collect(String path, JsonNode node, List<String> lacking) {
		if (node.has("en") || node.has("de")) {
			if (node.path("en").asString("").isBlank() || node.path("de").asString("").isBlank()) {
				lacking.add(path);
			}
			return;
		}
		node.propertyStream().forEach((member) -> collect(path + "/" + member.getKey(), member.getValue(), lacking));
		for (int i = 0; node.isArray() && i < node.size(); i++) {
			collect(path + "/" + node.get(i).path("id").asString(String.valueOf(i)), node.get(i), lacking);
		}
	}

	@Test
	void wordsOfThePageAreThoseOfItsEnglish() throws Exception {
		JsonNode words = json("words.json");
		List<String> found = new ArrayList<>();
		WORD.matcher(Files.readString(PAGE.resolve("index.html"))).results().forEach((word) -> {
			found.add(word.group(1));
			assertThat(word.group(2)).isEqualTo(words.path(word.group(1)).path("en").asString(""));
		});
		assertThat(found).hasSizeGreaterThan(20);
	}

	@Test
	void everyLineThatACardShowsIsInTheSourcesOnce() throws Exception {
		for (JsonNode card : json("cards.json")) {
			for (JsonNode place : card.path("code")) {
				String file = place.path("file").asString();
				Path source = file.endsWith(".java") ? SOURCES.resolve("dev/mishap/sample").resolve(file)
						: SOURCES.resolve(file);
				String at = place.path("at").asString();
				assertThat(Files.readAllLines(source)).as(card.path("id").asString())
					.filteredOn((line) -> line.contains(at))
					.as(at)
					.hasSize(1);
			}
		}
	}

	@Test
	void everyRequestOfACardHasARecording() throws Exception {
		JsonNode recording = json("stock.json");
		for (JsonNode card : json("cards.json")) {
			String id = card.path("id").asString();
			assertThat(recording.path("answers").path(id).size()).as(id).isEqualTo(card.path("steps").size());
		}
	}

	@Test
	void nothingComesFromElsewhere() throws Exception {
		try (Stream<Path> files = Files.list(PAGE)) {
			for (Path file : files.filter((each) -> each.toString().matches(".*\\.(html|css|js|svg)")).toList()) {
				assertThat(ADDRESS.matcher(Files.readString(file)).results().map((found) -> found.group()))
					.as(file.toString())
					.isEmpty();
			}
		}
	}

}
