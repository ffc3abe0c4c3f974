package dev.mishap.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the docs show of the sample is what it says. {@code -Dmishap.docs.update=true}
 * writes it.
 */
final class Recorded {

	private final Path document;

	Recorded(String document) {
		this.document = Path.of("..", "docs", document);
	}

	/** Compares, or writes, the block of code below a mark. */
	void code(String name, String output) throws IOException {
		compare("(?s)(<!-- recorded: " + name + " -->\\n\\n```\\w*\\n).*?(```\\n)", name,
				output.stripTrailing() + "\n");
	}

	/** Compares, or writes, what stands between two marks. */
	void text(String name, String output) throws IOException {
		compare("(?s)(<!-- recorded: " + name + " -->\\n).*?(<!-- end recorded -->\\n)", name,
				"\n" + output.stripTrailing() + "\n\n");
	}

	private void compare(String pattern, String name, String output) throws IOException {
		String text = Files.readString(this.document);
		Matcher block = Pattern.compile(pattern).matcher(text);
		assertThat(block.find()).as(name).isTrue();
		String current = text.substring(0, block.end(1)) + output + text.substring(block.start(2));
		if (Boolean.getBoolean("mishap.docs.update")) {
			Files.writeString(this.document, current);
		}
		else {
			assertThat(text).as("stale; run with -Dmishap.docs.update=true").isEqualTo(current);
		}
	}

}
