package dev.mishap.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Java in the documents is Java that runs: each block is the region of a test that the
 * comment above it names.
 */
class RegionsTests {

	private static final Path DOCS = Path.of("..", "docs");

	private static final Path SOURCES = Path.of("src", "test", "java", "dev", "mishap", "docs");

	private static final Pattern BLOCK = Pattern.compile("(?:<!-- region (\\w+)#(\\w+) -->\\n+)?```java\\n(.*?)```",
			Pattern.DOTALL);

	@ParameterizedTest
	@ValueSource(strings = "migrating.md")
	void javaIsTheRegionOfATest(String document) throws IOException {
		// files of applications are compared where these are
		String text = Files.readString(DOCS.resolve(document))
			.replaceAll("(?s)<!-- application \\S+ -->\\n+```\\w+\\n.*?```", "");
		List<String> regions = new ArrayList<>();
		Matcher block = BLOCK.matcher(text);
		while (block.find()) {
			String source = block.group(1);
			assertThat(source).as("the region of: " + block.group(3)).isNotNull();
			regions.add(source);
			assertThat(block.group(3)).as(source).isEqualTo(region(source, block.group(2)));
		}
		assertThat(regions).isNotEmpty();
	}

	private static String region(String source, String name) throws IOException {
		String text = Files.readString(SOURCES.resolve(source + ".java"));
		String begin = "// tag::" + name + "[]\n";
		int from = text.indexOf(begin);
		int to = text.indexOf("// end::" + name + "[]");
		assertThat(from).as(begin + " in " + source).isPositive();
		String region = text.substring(from + begin.length(), text.lastIndexOf('\n', to) + 1);
		return region.indent(0).replaceAll("(?m)^\t", "").replace("\t", "    ");
	}

}
