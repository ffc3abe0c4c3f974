package dev.mishap;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

import dev.mishap.ErrorSamples.Sample;
import dev.mishap.internal.Causes;
import dev.mishap.internal.log.LogRule;
import dev.mishap.internal.texts.ProblemTexts;
import dev.mishap.testing.FakeRequest;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.util.ClassUtils;

/** The table from exceptions to answers, row by row. */
public final class ErrorTable {

	private static final ProblemTexts TEXTS = new ProblemTexts(null, Map.of(), Locale.ENGLISH,
			ErrorTable.class.getClassLoader());

	private static final LogRule.Table LOG = new LogRule.Table(List.of());

	private final ProblemMappings mappings;

	/**
	 * Creates the table.
	 * @param mappings the mappings of a running application
	 */
	public ErrorTable(ProblemMappings mappings) {
		this.mappings = mappings;
	}

	/**
	 * Starts the auto-configurations with all that is on the class path.
	 * @param test what to do with their mappings
	 */
	public static void withMappings(Consumer<ProblemMappings> test) {
		Class<?>[] ours = ImportCandidates.load(org.springframework.boot.autoconfigure.AutoConfiguration.class, null)
			.getCandidates()
			.stream()
			.filter((name) -> name.startsWith("dev.mishap."))
			.map((name) -> ClassUtils.resolveClassName(name, null))
			.toArray(Class<?>[]::new);
		new WebApplicationContextRunner().withConfiguration(AutoConfigurations.of(ours))
			.withConfiguration(AutoConfigurations.of(JacksonAutoConfiguration.class, WebMvcAutoConfiguration.class,
					DispatcherServletAutoConfiguration.class))
			.run((context) -> test.accept(context.getBean(ProblemMappings.class)));
	}

	/** Returns the rows of all samples. */
	List<ErrorRow> rows() {
		List<ErrorRow> rows = new ArrayList<>();
		for (Sample sample : ErrorSamples.all()) {
			rows.add(row(sample.concern(), sample.when(), sample.exception()));
		}
		return rows;
	}

	/**
	 * Returns the line of an exception.
	 * @param concern what the exception is about
	 * @param when what the row looks at
	 * @param exception the exception
	 */
	public String line(String concern, String when, Throwable exception) {
		return row(concern, when, exception).line();
	}

	private static FakeRequest request() {
		FakeRequest request = new FakeRequest();
		request.query = "sort=nope";
		return request;
	}

	private ErrorRow row(String concern, String when, Throwable exception) {
		Problem problem = this.mappings.problemFor(Causes.unwrap(exception), request());
		Problem english = TEXTS.word(problem, List.of(Locale.ENGLISH)).problem();
		List<String> headers = new ArrayList<>();
		problem.headers().forEach((name, values) -> headers.add(name + ": " + String.join(", ", values)));
		String log = LOG.levelOf(problem, exception) + (LOG.isTraced(problem, exception) ? " with trace" : "");
		String detail = String.valueOf(english.detail());
		Class<?> type = exception.getClass();
		Class<?> shown = (type.getEnclosingClass() == ErrorSamples.class) ? type.getSuperclass() : type;
		Class<?> row = rowOf(type);
		return new ErrorRow(concern, shown.getName(), (row != null) ? row.getName() : "", when,
				Integer.toString(problem.status()), problem.code(), String.join("; ", headers), log, detail);
	}

	/** Returns the details of all samples in a language. */
	List<String> details(Locale locale) {
		return ErrorSamples.all()
			.stream()
			.map((sample) -> String.valueOf(
					TEXTS
						.word(this.mappings.problemFor(Causes.unwrap(sample.exception()), request()),
								List.of(locale, Locale.ENGLISH))
						.problem()
						.detail()))
			.toList();
	}

	/** Returns what a sample is answered with. */
	Problem answer(Sample sample) {
		return this.mappings.problemFor(Causes.unwrap(sample.exception()), request());
	}

	/** Returns the classes whose row is the nearest to one of the samples. */
	Set<Class<?>> covered() {
		Set<Class<?>> covered = new LinkedHashSet<>();
		for (Sample sample : ErrorSamples.all()) {
			Class<?> row = rowOf(sample.exception().getClass());
			if (row != null) {
				covered.add(row);
			}
		}
		return covered;
	}

	private Class<?> rowOf(Class<?> type) {
		for (Class<?> c = type; c != null; c = c.getSuperclass()) {
			if (this.mappings.types().contains(c)) {
				return c;
			}
		}
		return null;
	}

	/** What an exception is answered with. */
	record ErrorRow(String concern, String exception, String row, String when, String status, String code,
			String headers, String log, String detail) {

		static ErrorRow of(String line) {
			String[] parts = line.split(" \\| ", -1);
			return new ErrorRow(parts[0], parts[1], parts[2], parts[3], parts[4], parts[5], parts[6], parts[7],
					parts[8]);
		}

		String line() {
			return String.join(" | ", this.concern, this.exception, this.row, this.when, this.status, this.code,
					this.headers, this.log, this.detail);
		}

	}

}
