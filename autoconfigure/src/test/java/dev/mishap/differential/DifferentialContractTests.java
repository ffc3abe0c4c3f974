package dev.mishap.differential;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import dev.mishap.differential.Stand.Pair;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever an application does with a request and its response, it is the same with the
 * library as without, but for errors that nobody has given a body: those are problems. A
 * new case is one line of {@link Scripts}.
 */
class DifferentialContractTests {

	private static final int LEAST_SCRIPTS = 80;

	private static Map<Row, Pair> results;

	private static List<Difference> differences;

	@BeforeAll
	static void runAll() throws Exception {
		results = Stand.run(Scripts.LIST, DifferentialContractTests::isListed);
		differences = new ArrayList<>();
		results.forEach((row, pair) -> differences.addAll(Comparison.of(row, pair)));
		writeTable();
	}

	/** All that differs, listed or not, with lines for the lists. */
	private static void writeTable() throws IOException {
		Path table = Path.of("target", "differential.txt");
		Files.createDirectories(table.getParent());
		Files.writeString(table, table(differences));
	}

	static Stream<String> scripts() {
		return Scripts.LIST.stream().map(Script::name);
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("scripts")
	void applicationIsTheSame(String script) {
		List<Difference> unexpected = differences.stream()
			.filter((one) -> one.row().script().name().equals(script))
			.filter((one) -> !isListed(one))
			.toList();
		assertThat(unexpected).as(() -> table(unexpected)).isEmpty();
	}

	/** What has been mended, or is no difference any more, must leave the lists. */
	@Test
	void listsSayNothingThatIsNoLongerSo() {
		List<String> obsolete = new ArrayList<>();
		listed().forEach((expected) -> {
			List<Row> rows = results.keySet().stream().filter(expected::contains).toList();
			if (rows.isEmpty()) {
				obsolete.add(expected + ": no such row");
			}
			rows.stream()
				.filter((row) -> expected.always() && differences.stream()
					.noneMatch((one) -> one.row().equals(row) && expected.isOf(row, one.aspect())))
				.forEach((row) -> obsolete.add(expected + ": the same on " + row));
		});
		assertThat(obsolete).isEmpty();
	}

	@Test
	void namesOfScriptsAreUnique() {
		Set<String> names = new HashSet<>();
		assertThat(Scripts.LIST).hasSizeGreaterThanOrEqualTo(LEAST_SCRIPTS)
			.allMatch((script) -> names.add(script.name()));
	}

	private static boolean isListed(Difference difference) {
		return listed().anyMatch((expected) -> expected.isOf(difference.row(), difference.aspect()));
	}

	private static Stream<Expected> listed() {
		return Stream.concat(KnownFailures.LIST.stream(), IntendedDifferences.LIST.stream());
	}

	private static String table(List<Difference> differences) {
		StringBuilder table = new StringBuilder("\n");
		String script = "";
		for (Difference one : differences) {
			if (!one.row().script().name().equals(script)) {
				script = one.row().script().name();
				table.append(script).append("\n");
			}
			table.append(String.format("    %-32s %-12s bare:    %s%n    %-32s %-12s starter: %s%n", one.row(),
					one.aspect(), one.bare(), "", "", one.starter()));
		}
		return table.append(Expected.lines(differences, List.copyOf(results.keySet()))).toString();
	}

}
