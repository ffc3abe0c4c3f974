package dev.mishap;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import dev.mishap.ErrorTable.ErrorRow;
import dev.mishap.internal.texts.ProblemTexts;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The contract as data: {@code docs/error-table.txt} has one line for each row of the
 * table (concern, exception, class of the row, when, status, code, header fields, log
 * level, detail), and {@code docs/errors.md} is printed from it.
 * {@code -Dmishap.docs.update=true} writes both.
 */
class ErrorTableTests {

	private static final Path LOCK = Path.of("src/test/resources/docs/error-table.txt");

	private static final Path DOCUMENT = Path.of("../docs/errors.md");

	private static final boolean UPDATE = Boolean.getBoolean("mishap.docs.update");

	/** What is not on the class path of this test has its line by another. */
	private static boolean isElsewhere(String line) {
		return line.startsWith("Spring Data REST | ");
	}

	@Test
	void everyRowHasASample() {
		ErrorTable.withMappings((mappings) -> {
			List<Class<?>> missing = new ArrayList<>(mappings.types());
			missing.removeAll(new ErrorTable(mappings).covered());
			missing.removeIf((type) -> type.getName().startsWith("org.springframework.data.rest."));
			assertThat(missing).as("rows without a sample in ErrorSamples").isEmpty();
		});
	}

	@Test
	void rowsAreAsTheyWere() throws IOException {
		List<String> locked = Files.exists(LOCK) ? Files.readAllLines(LOCK) : List.of();
		List<String> elsewhere = locked.stream().filter(ErrorTableTests::isElsewhere).toList();
		List<String> lines = new ArrayList<>();
		ErrorTable.withMappings((mappings) -> new ErrorTable(mappings).rows().forEach((row) -> lines.add(row.line())));
		lines.addAll(elsewhere);
		if (UPDATE) {
			Files.write(LOCK, lines);
		}
		assertThat(Files.readAllLines(LOCK)).as("the contract changes; if that is meant, -Dmishap.docs.update=true")
			.isEqualTo(lines);
	}

	@Test
	void noRowTellsWhatWasThrown() {
		ErrorTable.withMappings((mappings) -> assertThat(new ErrorTable(mappings).rows())
			.allSatisfy((row) -> assertThat(row.detail()).isNotEqualTo("null")
				.isNotEqualTo("x")
				.doesNotContain("Exception", "Missing request")));
	}

	@Test
	void noRowLacksATextInGerman() {
		ErrorTable.withMappings((mappings) -> {
			List<String> english = new ErrorTable(mappings).details(Locale.ENGLISH);
			List<String> german = new ErrorTable(mappings).details(Locale.GERMAN);
			for (int i = 0; i < english.size(); i++) {
				if (!english.get(i).equals("Sold out.")) {
					assertThat(german.get(i)).isNotBlank().isNotEqualTo("null").isNotEqualTo(english.get(i));
				}
			}
		});
	}

	/** So that its words are never those of another status that has the code. */
	@Test
	void everyCodeWithWordsOfItsOwnKnowsItsStatus() {
		ErrorDocument.texts("").keySet().stream().filter((key) -> key.matches("detail\\.[A-Z_]+")).forEach((key) -> {
			String code = key.substring("detail.".length());
			assertThat(ProblemTexts.statusOf(code)).as(code).isNotNull();
		});
		ErrorTable.withMappings((mappings) -> new ErrorTable(mappings).rows().forEach((row) -> {
			Integer status = ProblemTexts.statusOf(row.code());
			assertThat((status != null) ? status.toString() : row.status()).as(row.line()).isEqualTo(row.status());
		}));
	}

	@Test
	void documentIsPrintedFromTheTable() throws IOException {
		if (UPDATE) {
			rowsAreAsTheyWere();
		}
		String current = ErrorDocument.of(Files.readAllLines(LOCK).stream().map(ErrorRow::of).toList());
		if (UPDATE) {
			Files.writeString(DOCUMENT, current);
		}
		assertThat(DOCUMENT).as("stale; run with -Dmishap.docs.update=true").hasContent(current);
	}

}
