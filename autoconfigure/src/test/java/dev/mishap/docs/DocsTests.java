package dev.mishap.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The documents show what runs: below each {@code <!-- region: Class#name -->} stands
 * that region of a test, to the letter. {@code -Dmishap.docs.update=true} writes the
 * regions into the documents.
 */
class DocsTests {

	private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

	private static final List<Path> SOURCES = List.of(Path.of("src/test"), ROOT.resolve("applications/kotlin/src"));

	private static final Pattern REGION = Pattern
		.compile("<!-- region: ([\\w.-]+)#([\\w-]+) -->\\n(?:\\n?```\\w+\\n(.*?)```\\n)?", Pattern.DOTALL);

	private static final Pattern IMPORT = Pattern.compile("import (static )?[\\w.]+\\.(\\w+);");

	private static final Pattern CODE = Pattern.compile("```.*?```", Pattern.DOTALL);

	private static final Pattern LINK = Pattern.compile("]\\((?!https?:)([^)\\s]+)\\)");

	static Stream<Path> documents() throws IOException {
		try (Stream<Path> files = Files.walk(ROOT.resolve("docs"))) {
			List<Path> documents = new ArrayList<>(
					files.filter((file) -> file.toString().endsWith(".md")).sorted().toList());
			documents.add(ROOT.resolve("README.md"));
			return documents.stream();
		}
	}

	@ParameterizedTest
	@MethodSource("documents")
	void documentShowsWhatRuns(Path document) throws IOException {
		String text = Files.readString(document);
		Matcher matcher = REGION.matcher(text);
		StringBuilder current = new StringBuilder();
		while (matcher.find()) {
			String region = "<!-- region: " + matcher.group(1) + "#" + matcher.group(2) + " -->\n\n```"
					+ language(matcher.group(1)) + "\n" + region(matcher.group(1), matcher.group(2)) + "```\n";
			matcher.appendReplacement(current, Matcher.quoteReplacement(region));
		}
		matcher.appendTail(current);
		if (Boolean.getBoolean("mishap.docs.update")) {
			Files.writeString(document, current.toString());
			return;
		}
		assertThat(text).as("stale; run with -Dmishap.docs.update=true").isEqualTo(current.toString());
	}

	@ParameterizedTest
	@MethodSource("documents")
	void everyLinkOfADocumentLeadsSomewhere(Path document) throws IOException {
		String text = CODE.matcher(Files.readString(document)).replaceAll("");
		List<String> lost = new ArrayList<>();
		LINK.matcher(text).results().map((link) -> link.group(1)).forEach((link) -> {
			String[] parts = link.split("#", 2);
			Path target = parts[0].isEmpty() ? document : document.resolveSibling(parts[0]).normalize();
			boolean found = Files.exists(target);
			if (found && parts.length > 1 && target.toString().endsWith(".md")) {
				found = anchors(target).contains(parts[1]);
			}
			if (!found) {
				lost.add(link);
			}
		});
		assertThat(lost).isEmpty();
	}

	/** Nobody should have to scroll through a page to know what is on it. */
	@ParameterizedTest
	@MethodSource("documents")
	void pageOfManySectionsBeginsWithTheirList(Path document) throws IOException {
		String text = CODE.matcher(Files.readString(document)).replaceAll("");
		List<String> sections = text.lines()
			.filter((line) -> line.startsWith("## "))
			.map((line) -> line.substring(3))
			.toList();
		boolean page = document.getParent().endsWith("docs") && !document.endsWith("design-notes.md");
		if (page && sections.size() > 2) {
			List<String> listed = text.lines()
				.takeWhile((line) -> !line.startsWith("## "))
				.filter((line) -> line.startsWith("- [") && line.contains("](#"))
				.map((line) -> line.substring(3, line.indexOf("](#")))
				.toList();
			assertThat(listed).isEqualTo(sections);
		}
	}

	@Test
	void indexHasEveryPage() throws IOException {
		String index = Files.readString(ROOT.resolve("docs/README.md"));
		try (Stream<Path> files = Files.list(ROOT.resolve("docs"))) {
			assertThat(files.map((file) -> file.getFileName().toString())
				.filter((name) -> name.endsWith(".md") && !name.equals("README.md")))
				.allSatisfy((name) -> assertThat(index).contains("](" + name));
		}
	}

	private static List<String> anchors(Path document) {
		try {
			return CODE.matcher(Files.readString(document))
				.replaceAll("")
				.lines()
				.filter((line) -> line.startsWith("#"))
				.map((line) -> line.replaceFirst("^#+ ", "")
					.toLowerCase(Locale.ROOT)
					.replaceAll("[^\\w\\- ]", "")
					.replace(' ', '-'))
				.toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String language(String source) {
		if (source.endsWith(".properties")) {
			return "properties";
		}
		if (source.endsWith(".kt")) {
			return "kotlin";
		}
		return source.endsWith(".yml") ? "yaml" : "java";
	}

	private static String region(String source, String name) throws IOException {
		String language = language(source);
		List<String> lines = Files.readAllLines(file(language.equals("java") ? source + ".java" : source));
		String comment = List.of("java", "kotlin").contains(language) ? "// " : "# ";
		// the second is that of javadoc, for what is shown there too
		String region = joined(lines, Set.of(comment + "tag::" + name + "[]", "// @start region = \"" + name + "\""),
				Set.of(comment + "end::" + name + "[]", "// @end region = \"" + name + "\""))
			.strip();
		return (language.equals("java") ? standingAlone(region, lines) : region) + "\n";
	}

	/**
	 * A reader copies the types of a snippet into files of their own: they are not nested
	 * in a test, and need the imports of what they use.
	 */
	private static String standingAlone(String region, List<String> lines) {
		if (region.contains("import ")) {
			return region;
		}
		String code = region.replaceAll("(?m)^static (class|enum|record|interface) ", "$1 ");
		StringBuilder imports = new StringBuilder();
		boolean gap = false;
		for (String line : lines) {
			Matcher statement = IMPORT.matcher(line);
			if (statement.matches() && isUsed(statement.group(2), code)) {
				imports.append((gap && !imports.isEmpty()) ? "\n" : "").append(line).append('\n');
				gap = false;
			}
			gap = gap || line.isBlank();
		}
		return imports.isEmpty() ? code : imports + "\n" + code;
	}

	private static boolean isUsed(String name, String code) {
		return Pattern.compile("(?<![\\w.])" + name + "\\b")
			.matcher(code.replaceAll("(?s)\"[^\"\\n]*\"|/\\*.*?\\*/", ""))
			.find();
	}

	private static Path file(String name) throws IOException {
		for (Path folder : SOURCES) {
			try (Stream<Path> files = Files.walk(folder)) {
				Optional<Path> found = files.filter((path) -> path.getFileName().toString().equals(name)).findFirst();
				if (found.isPresent()) {
					return found.get();
				}
			}
		}
		throw new IllegalStateException("no test " + name);
	}

	/** A region may have several parts: imports, for instance, and the class. */
	private static String joined(List<String> lines, Set<String> begin, Set<String> end) {
		List<String> parts = new ArrayList<>();
		List<String> part = null;
		for (String line : lines) {
			if (begin.contains(line.strip())) {
				part = new ArrayList<>();
			}
			else if (end.contains(line.strip())) {
				assertThat(part).as(begin.toString()).isNotNull();
				parts.add(String.join("\n", part).stripIndent().replace("\t", "    ").strip());
				part = null;
			}
			else if (part != null) {
				part.add(line);
			}
		}
		assertThat(parts).as(begin.toString()).isNotEmpty();
		return String.join("\n\n", parts);
	}

}
