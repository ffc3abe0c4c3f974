package dev.mishap.applications.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/**
 * The suite of an application, run on the application as it is and on the same one with
 * the starter: every row has to be so in both, and where the row does not say otherwise
 * the two answers are the same.
 * <p>
 * {@code known-failures.txt} on the class path lists what is not so yet, one line each:
 * class, run and row. A line whose row has become right fails, and so does one without a
 * row.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class WithAndWithoutStarter {

	private static final Set<String> KNOWN_FAILURES = knownFailures();

	/** The checks that each row has. */
	private static final List<String> RUNS = List.of("with", "without", "same");

	private final Rows rows = new Rows();

	private final Map<Row, Answer> plainAnswers = new HashMap<>();

	private final Map<Row, Answer> answers = new HashMap<>();

	@SuppressWarnings("NullAway.Init")
	private RunningApplication plain;

	@SuppressWarnings("NullAway.Init")
	private RunningApplication withStarter;

	/** Starts the application. */
	protected abstract RunningApplication start(boolean withStarter);

	/** Adds the rows. */
	protected abstract void rows(Rows rows);

	/** Returns a text of each warning that only the start with the starter gives. */
	protected List<String> warningsMeant() {
		return List.of();
	}

	@BeforeAll
	void startBoth() {
		rows(this.rows);
		this.plain = start(false);
		this.withStarter = start(true);
		// in the order of the rows, which change what the application has stored
		this.rows.all().forEach((row) -> {
			this.plainAnswers.put(row, row.visit(this.plain));
			this.answers.put(row, row.visit(this.withStarter));
		});
	}

	@AfterAll
	void stopBoth() {
		this.plain.stop().run();
		this.withStarter.stop().run();
	}

	@TestFactory
	Stream<DynamicTest> withoutStarter() {
		return this.rows.all().stream().map((row) -> test("without", row, () -> row.checkPlain(plainAnswer(row))));
	}

	@TestFactory
	Stream<DynamicTest> withStarter() {
		return this.rows.all().stream().map((row) -> test("with", row, () -> row.checkWithStarter(answer(row))));
	}

	@TestFactory
	Stream<DynamicTest> sameInBoth() {
		return this.rows.all()
			.stream()
			.filter(Row::isSame)
			.map((row) -> test("same", row, () -> Comparison.check(plainAnswer(row), answer(row))));
	}

	@Test
	void everyAnswerHasRequestId() {
		check("id", "every row",
				() -> Assertions
					.assertThat(this.rows.all().stream().filter((row) -> answer(row).lines("X-Request-Id").size() != 1))
					.isEmpty());
	}

	@Test
	void startWarnsOfNothingMore() {
		check("start", "warnings", () -> {
			List<String> more = new ArrayList<>(this.withStarter.warnings());
			more.removeAll(this.plain.warnings());
			List<String> meant = warningsMeant();
			Assertions.assertThat(more).hasSameSizeAs(meant);
			meant.forEach((text) -> Assertions.assertThat(more).anyMatch((line) -> line.contains(text)));
		});
	}

	@Test
	void namesOfRowsAreUniqueAndKnownFailuresHaveRows() {
		Assertions.assertThat(this.rows.all().stream().map(Row::toString)).doesNotHaveDuplicates();
		Set<String> names = new HashSet<>();
		for (Row row : this.rows.all()) {
			RUNS.stream()
				.filter((run) -> row.isSame() || !run.equals("same"))
				.forEach((run) -> names.add(key(run, row.toString())));
		}
		Assertions
			.assertThat(KNOWN_FAILURES.stream()
				.filter((line) -> RUNS.stream().anyMatch((run) -> line.startsWith(key(run, "")))))
			.isSubsetOf(names);
	}

	private Answer plainAnswer(Row row) {
		return Objects.requireNonNull(this.plainAnswers.get(row));
	}

	/** Returns what the application with the starter has answered. */
	protected final Answer answer(Row row) {
		return Objects.requireNonNull(this.answers.get(row));
	}

	private DynamicTest test(String run, Row row, Runnable check) {
		return DynamicTest.dynamicTest(row.toString(), () -> check(run, row.toString(), () -> {
			try {
				check.run();
			}
			catch (AssertionError ex) {
				throw new AssertionError(
						ex.getMessage() + "\n--- without: " + plainAnswer(row) + "\n--- with: " + answer(row), ex);
			}
		}));
	}

	/**
	 * Makes a check that may be listed as a known failure.
	 * @param run what kind of check it is
	 * @param row what it is about
	 * @param check the check
	 */
	protected final void check(String run, String row, Runnable check) {
		String key = key(run, row);
		boolean right = false;
		try {
			check.run();
			right = true;
		}
		catch (AssertionError | RuntimeException ex) {
			if (!KNOWN_FAILURES.contains(key)) {
				throw new AssertionError(key + "\n" + ex.getMessage(), ex);
			}
		}
		if (right && KNOWN_FAILURES.contains(key)) {
			throw new AssertionError(key + "\nis right now: take it out of known-failures.txt");
		}
	}

	private String key(String run, String row) {
		return getClass().getSimpleName() + ", " + run + ", " + row;
	}

	private static Set<String> knownFailures() {
		try (InputStream in = WithAndWithoutStarter.class.getResourceAsStream("/known-failures.txt")) {
			Set<String> lines = new LinkedHashSet<>();
			if (in != null) {
				new String(in.readAllBytes(), StandardCharsets.UTF_8).lines()
					.filter((line) -> !line.isBlank() && !line.startsWith("#"))
					.forEach(lines::add);
			}
			return lines;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
