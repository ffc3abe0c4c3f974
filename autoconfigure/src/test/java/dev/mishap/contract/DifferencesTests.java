package dev.mishap.contract;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Nothing differs that is not in the table, and nothing is in it that does not. */
class DifferencesTests {

	private static final Pattern CONTRACT = Pattern.compile("abstract class (\\w+Contract) extends Contract ");

	private static final Path TESTS = Path.of("src/test/java/dev/mishap");

	@Test
	void pageHasTheTable() throws IOException {
		assertThat(Files.readString(Path.of("../docs/webflux.md"))).contains("\n" + Difference.table() + "\n");
	}

	@ParameterizedTest
	@EnumSource
	void differenceIsShownByATest(Difference difference) throws IOException {
		Pattern name = Pattern.compile("Difference\\." + difference + "\\b");
		assertThat(tests()).as(difference.name())
			.anySatisfy((file) -> assertThat(Files.readString(file)).containsPattern(name));
	}

	@Test
	void contractIsRunOnBothStacks() throws IOException {
		List<String> onNetty = new ArrayList<>();
		List<String> onServlets = new ArrayList<>();
		Set<String> contracts = new TreeSet<>();
		for (Path file : tests()) {
			String text = Files.readString(file);
			(file.toString().endsWith("OnNettyTests.java") ? onNetty : onServlets).add(text);
			CONTRACT.matcher(text).results().forEach((found) -> contracts.add(found.group(1)));
		}
		assertThat(contracts).hasSizeGreaterThan(5).allSatisfy((contract) -> {
			assertThat(onNetty).anyMatch((text) -> text.contains("extends " + contract + " {"));
			assertThat(onServlets).anyMatch((text) -> text.contains("extends " + contract + " {"));
		});
	}

	private static List<Path> tests() throws IOException {
		try (Stream<Path> files = Files.walk(TESTS)) {
			return files.filter((file) -> file.toString().endsWith(".java")).toList();
		}
	}

}
