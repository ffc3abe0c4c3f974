package dev.mishap;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import dev.mishap.ErrorSamples.Sample;
import dev.mishap.ErrorTable.ErrorRow;
import dev.mishap.internal.registry.ProblemEntry.MappedRow;
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

	/** Answers with whatever the exception was made with. */
	private static final Set<String> DECIDED_BY_THE_EXCEPTION = Set.of("ProblemException", "OverloadedException",
			"RestClientResponseException", "WebClientResponseException");

	/** Answers to requests that no sample has; tests over the wire have them. */
	private static final List<String> UNSAMPLED = List.of("HttpMessageNotReadableException 400 MISSING_PART",
			"HttpMessageNotReadableException 415 UNSUPPORTED_MEDIA_TYPE",
			"HttpMessageNotReadableException 415 UNSUPPORTED_CONTENT_CODING",
			"MethodArgumentNotValidException 500 INTERNAL_ERROR", "BindException 500 INTERNAL_ERROR",
			"BeanInstantiationException 422 VALIDATION_FAILED", "InvalidPropertyException 422 VALIDATION_FAILED",
			"MissingRequestHeaderException 400 INVALID_PARAMETER",
			"MissingRequestCookieException 400 INVALID_PARAMETER",
			"MissingMatrixVariableException 400 INVALID_PARAMETER",
			"MissingServletRequestPartException 400 INVALID_PARAMETER",
			"MethodArgumentTypeMismatchException 500 INTERNAL_ERROR", "IllegalArgumentException 413 CONTENT_TOO_LARGE",
			"IllegalStateException 413 CONTENT_TOO_LARGE", "NoResourceFoundException 405 METHOD_NOT_ALLOWED",
			"NoResourceFoundException 501 NOT_IMPLEMENTED", "NoResourceFoundException 500 INTERNAL_ERROR",
			"NoHandlerFoundException 405 METHOD_NOT_ALLOWED", "NoHandlerFoundException 501 NOT_IMPLEMENTED",
			"NoHandlerFoundException 500 INTERNAL_ERROR", "MethodNotAllowedException 501 NOT_IMPLEMENTED",
			"OptimisticLockingFailureException 412 PRECONDITION_FAILED",
			"OptimisticLockException 412 PRECONDITION_FAILED", "ConstraintViolationException 500 INTERNAL_ERROR",
			"StaleStateException 412 PRECONDITION_FAILED", "JDBCConnectionException 503 OVERLOADED",
			"SQLIntegrityConstraintViolationException 500 INTERNAL_ERROR",
			"SQLTransientConnectionException 503 SERVICE_UNAVAILABLE");

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
			// the client side has its own tests of what its exceptions are answered with
			missing.removeIf((type) -> type.getName().startsWith("dev.mishap.client."));
			assertThat(missing).as("rows without a sample in ErrorSamples").isEmpty();
		});
	}

	/** The registry shows what rows say of themselves: it has to be true. */
	@Test
	void rowsAnswerAsTheySaid() {
		ErrorTable.withMappings((mappings) -> {
			Map<MappedRow, Set<String>> observed = new LinkedHashMap<>();
			for (Sample sample : ErrorSamples.all()) {
				String answer = name(new ErrorTable(mappings).answer(sample));
				List<MappedRow> asked = mappings.askedAbout(sample.exception().getClass());
				asked.forEach((row) -> observed.computeIfAbsent(row, (key) -> new TreeSet<>()).add(answer));
				Set<String> declared = new TreeSet<>();
				asked.forEach((row) -> row.answers().forEach((one) -> declared.add(name(one))));
				if (asked.stream().noneMatch((row) -> row.fixed() || row.answers().isEmpty())) {
					// what no row takes
					declared.add(name(Problem.of(500)));
				}
				boolean free = asked.isEmpty() || asked.stream()
					.anyMatch((row) -> row.answers().isEmpty()
							|| DECIDED_BY_THE_EXCEPTION.contains(row.exception().getSimpleName()));
				if (!free) {
					assertThat(declared).as(sample.exception().getClass().getName()).contains(answer);
				}
			}
			List<String> unseen = new ArrayList<>();
			observed.forEach((row, answers) -> row.answers().stream().map(ErrorTableTests::name).forEach((answer) -> {
				if (row.origin().source() == MappedRow.Origin.Source.LIBRARY && !answers.contains(answer)) {
					unseen.add(row.exception().getSimpleName() + " " + answer);
				}
			}));
			assertThat(unseen).as("declared and never answered").isEqualTo(UNSAMPLED);
		});
	}

	@Test
	void onlyTheExceptionThatCarriesAnyProblemDoesNotSayWhatItLeadsTo() {
		ErrorTable.withMappings((mappings) -> assertThat(mappings.rows()).filteredOn((row) -> row.answers().isEmpty())
			.extracting(MappedRow::exception)
			.containsExactly(ProblemException.class));
	}

	private static String name(Problem problem) {
		return problem.status() + " " + problem.code();
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
