package dev.mishap.rewrite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The document shows what the applications have before and after: below each comment that
 * names a file of theirs stands that file. {@code -Dmishap.docs.update=true} writes them.
 */
class DocumentTests {

	private static final Pattern FILE = Pattern.compile("<!-- application (\\S+) -->\\n(?:\\n```\\w+\\n.*?```\\n)?",
			Pattern.DOTALL);

	private static final Path DOCUMENT = Path.of("../docs/migrating.md");

	@Test
	void documentShowsTheApplications() throws IOException {
		String text = Files.readString(DOCUMENT);
		Matcher matcher = FILE.matcher(text);
		StringBuilder current = new StringBuilder();
		while (matcher.find()) {
			String file = matcher.group(1);
			String content = Files.readString(Path.of("src/test/applications", file));
			String language = file.endsWith(".java") ? "java" : "yaml";
			matcher.appendReplacement(current, Matcher.quoteReplacement("<!-- application " + file + " -->\n\n```"
					+ language + "\n" + content.stripTrailing() + "\n```\n"));
		}
		matcher.appendTail(current);
		if (Boolean.getBoolean("mishap.docs.update")) {
			Files.writeString(DOCUMENT, current.toString());
		}
		else {
			assertThat(text).as("stale; run with -Dmishap.docs.update=true").isEqualTo(current.toString());
		}
	}

}
