package dev.mishap;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.mishap.testing.Sources;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How many types the library has. The bounds only go down: who needs one more type looks
 * for one that can go.
 */
class SizeTests {

	/** In core, servlet and autoconfigure together; the aim is 130. */
	private static final int TYPES = 130;

	/** In the package that applications program against. */
	private static final int PROMISED = 21;

	private static final Pattern PUBLIC = Pattern.compile("(?m)^public ");

	private static List<Path> types(String... modules) throws IOException {
		return Sources.all()
			.stream()
			.filter((file) -> !file.endsWith("package-info.java"))
			.filter((file) -> Stream.of(modules).anyMatch((module) -> file.startsWith(Path.of("..", module))))
			.toList();
	}

	@Test
	void librarysTypesBecomeNoMore() throws IOException {
		Map<String, Integer> packages = new TreeMap<>();
		List<Path> types = types("core", "servlet", "autoconfigure");
		types.forEach((file) -> packages.merge(file.getParent().toString(), 1, Integer::sum));
		assertThat(types).as(packages.toString()).hasSizeLessThanOrEqualTo(TYPES);
	}

	@Test
	void typesThatApplicationsUseAreFewAndExplained() throws IOException {
		StringBuilder docs = new StringBuilder();
		try (Stream<Path> pages = Files.list(Path.of("../docs"))) {
			for (Path page : pages.filter((path) -> path.toString().endsWith(".md")).toList()) {
				docs.append(page.endsWith("design-notes.md") ? "" : Files.readString(page));
			}
		}
		List<Path> promised = types("core").stream()
			.filter((file) -> file.getParent().endsWith("java/dev/mishap"))
			.toList();
		int count = 0;
		for (Path file : promised) {
			if (PUBLIC.matcher(Files.readString(file)).find()) {
				count++;
				String name = file.getFileName().toString().replace(".java", "");
				assertThat(docs).as("a page that explains " + name).containsPattern("\\b" + name + "\\b");
			}
		}
		assertThat(count).isLessThanOrEqualTo(PROMISED);
	}

}
