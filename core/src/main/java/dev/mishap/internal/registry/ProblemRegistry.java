package dev.mishap.internal.registry;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;

import dev.mishap.Problem;
import dev.mishap.Problem.Fault;
import dev.mishap.ProblemMappings;
import dev.mishap.ProblemType;
import dev.mishap.internal.HeaderFields.OwedHeader;
import dev.mishap.internal.HttpStatuses;
import dev.mishap.internal.Json;
import dev.mishap.internal.ProblemPipeline;
import dev.mishap.internal.ProblemRefinement;
import dev.mishap.internal.registry.ProblemEntry.MappedRow;
import dev.mishap.internal.registry.ProblemEntry.MappedRow.Origin.Source;
import dev.mishap.internal.registry.ProblemEntry.Origin;
import dev.mishap.internal.registry.ProblemEntry.Text;
import dev.mishap.internal.registry.ProblemRegistry.Walk.Outcome;
import dev.mishap.internal.registry.ProblemRegistry.Walk.Step;
import org.jspecify.annotations.Nullable;

import org.springframework.util.ClassUtils;
import org.springframework.util.function.SingletonSupplier;

/**
 * The problems that an application can answer with: its rows, those of the configuration
 * and of the library, what its exceptions say of themselves, its catalogue, and the
 * statuses that anybody can set. It is made when it is first asked for, and is the same
 * from then on; a start does without it.
 * <p>
 * It is the bean {@code mishapRegistry}, which is lazy. Code that publishes the problems,
 * such as pages, an OpenAPI document or a file, reads this and nothing else:
 * <ul>
 * <li>{@link #problems()}: every entry by status and code. A page for each code, at its
 * {@link ProblemEntry#type() type}, needs one entry; so do the responses of a document,
 * which take the {@link ProblemEntry#headers() header fields} as well;
 * <li>{@link #find(String)}: the entry of one code, as for {@code /problems/{code}};
 * <li>{@link #leadingFrom(Class)}: the entries that an exception leads to, as for the
 * exceptions that a handler declares; {@link #ofStatus(int)}: the entry that says no more
 * than a status, as for the 415 of a handler that reads a body;
 * <li>{@link #undeclared()}: rows of which nobody knows what they answer with before they
 * are asked;
 * <li>{@link #asData()}: the whole in maps, lists, texts, numbers and booleans, as the
 * actuator endpoint shows it;
 * <li>{@link #asJson()}: the same as the text of the file {@code problems.json}.
 * </ul>
 * Thread-safe.
 */
public final class ProblemRegistry {

	/** Version of the format of {@link #asData()}. */
	public static final int VERSION = 1;

	/**
	 * Statuses after which the same request may succeed later (RFC 9110, section 15; RFC
	 * 8470).
	 */
	private static final Set<Integer> PASSING = Set.of(408, 425, 429, 502, 503, 504);

	private static final URI ABOUT_BLANK = URI.create("about:blank");

	private static final Comparator<Origin> NEAREST_FIRST = Comparator
		.<Origin>comparingInt((origin) -> rank(origin.source()))
		.thenComparing(Origin::where)
		.thenComparing((origin) -> name(origin.exception()));

	private final ProblemMappings mappings;

	private final ProblemPipeline pipeline;

	private final Collection<ProblemType> catalogue;

	private final Collection<ProblemRefinement> refinements;

	private final Supplier<? extends Collection<Class<? extends Throwable>>> described;

	private final SingletonSupplier<Map<ProblemEntry, Problem>> problems = SingletonSupplier.of(this::collect);

	/**
	 * Creates the registry.
	 * @param mappings the table of problems
	 * @param pipeline knows the texts
	 * @param catalogue the types that the application lists
	 * @param refinements what changes problems on their way
	 * @param described finds the classes of exceptions that say something of themselves
	 */
	public ProblemRegistry(ProblemMappings mappings, ProblemPipeline pipeline, Collection<ProblemType> catalogue,
			Collection<ProblemRefinement> refinements,
			Supplier<? extends Collection<Class<? extends Throwable>>> described) {
		this.mappings = mappings;
		this.pipeline = pipeline;
		this.catalogue = catalogue;
		this.refinements = refinements;
		this.described = SingletonSupplier.of(described);
	}

	/**
	 * Returns all problems, by status and then by code. A code that an application uses
	 * with two statuses has two entries.
	 */
	public List<ProblemEntry> problems() {
		return List.copyOf(this.problems.obtain().keySet());
	}

	/**
	 * Returns an entry as a problem: what all of its kind have in common, the header
	 * fields included that the rows set.
	 * @param entry one of {@link #problems()}
	 */
	public Problem problem(ProblemEntry entry) {
		Problem problem = this.problems.obtain().get(entry);
		return (problem != null) ? problem : Problem.of(entry.status(), entry.code());
	}

	/**
	 * Returns the problem of a code.
	 * @param code the code
	 * @return the entry, that of the lowest status if there are two, or {@code null} if
	 * the application does not answer with it
	 */
	public @Nullable ProblemEntry find(String code) {
		return problems().stream().filter((entry) -> entry.code().equals(code)).findFirst().orElse(null);
	}

	/**
	 * Returns the problem that says no more than a status does.
	 * @param status the status, a registered one within 400 to 599
	 * @throws IllegalArgumentException if it is none
	 */
	public ProblemEntry ofStatus(int status) {
		for (ProblemEntry entry : problems()) {
			if (entry.status() == status && entry.code().equals(Problem.of(status).code())) {
				return entry;
			}
		}
		throw new IllegalArgumentException(status + " is not the status of an error");
	}

	/**
	 * Returns the problems that exceptions of a class lead to, as far as they are known
	 * before one is thrown.
	 * @param exception the class
	 * @return the entries; none if only the exception decides. One that nobody knows
	 * leads to 500
	 */
	public List<ProblemEntry> leadingFrom(Class<? extends Throwable> exception) {
		Set<Key> keys = new LinkedHashSet<>();
		Walk walk = walk(exception);
		for (Step step : walk.steps()) {
			if (step.outcome() != Outcome.COVERED) {
				step.row().forEach((row) -> row.answers().forEach((answer) -> keys.add(Key.of(answer))));
			}
		}
		if (this.mappings.askedAbout(exception).isEmpty()) {
			keys.add(Key.of(Problem.of(500)));
		}
		return problems().stream().filter((entry) -> keys.contains(new Key(entry.status(), entry.code()))).toList();
	}

	/**
	 * Returns the rows of which nobody has said what they answer with, by the names of
	 * their classes.
	 */
	public List<MappedRow> undeclared() {
		return rows().stream()
			.filter((row) -> row.answers().isEmpty())
			.sorted(Comparator.comparing((row) -> row.exception().getName()))
			.toList();
	}

	/**
	 * Returns the codes that are used with more than one status: clients that go by the
	 * code cannot tell which of them is meant.
	 */
	public Set<String> ambiguous() {
		Set<String> seen = new TreeSet<>();
		Set<String> twice = new TreeSet<>();
		problems().forEach((entry) -> {
			if (!seen.add(entry.code())) {
				twice.add(entry.code());
			}
		});
		return twice;
	}

	/**
	 * Returns what is asked about exceptions of a class, in order.
	 * @param exception the class
	 */
	public Walk walk(Class<? extends Throwable> exception) {
		List<MappedRow> asked = this.mappings.askedAbout(exception);
		List<Step> steps = new ArrayList<>();
		boolean decided = false;
		for (Class<?> type = exception; type != null && type != Object.class; type = type.getSuperclass()) {
			boolean known = false;
			for (MappedRow row : asked) {
				if (row.exception() == type) {
					known = true;
					boolean answers = row.fixed() || row.origin().source() == Source.ANNOTATION;
					steps.add(new Step(type, List.of(row),
							decided ? Outcome.COVERED : answers ? Outcome.ANSWERS : Outcome.LOOKS));
					decided = decided || answers;
				}
			}
			if (!known) {
				steps.add(new Step(type, List.of(), decided ? Outcome.COVERED : Outcome.NO_ROW));
			}
		}
		return new Walk(exception, steps);
	}

	private List<MappedRow> rows() {
		Set<MappedRow> rows = new LinkedHashSet<>(this.mappings.rows());
		for (Class<? extends Throwable> type : this.described.get()) {
			this.mappings.askedAbout(type)
				.stream()
				.filter((row) -> row.origin().source() == Source.ANNOTATION)
				.forEach(rows::add);
		}
		return List.copyOf(rows);
	}

	private Map<ProblemEntry, Problem> collect() {
		Map<Key, Draft> drafts = new TreeMap<>();
		Set<Class<?>> covered = new LinkedHashSet<>();
		for (MappedRow row : rows()) {
			// of two rows for one class the second is asked only if the first passes
			boolean asked = !covered.contains(row.exception());
			if (row.fixed()) {
				covered.add(row.exception());
			}
			if (asked) {
				row.answers()
					.forEach((answer) -> add(drafts, answer,
							new Origin(row.origin().source(), row.origin().where(), row.exception())));
			}
		}
		for (ProblemType type : this.catalogue) {
			add(drafts, Problem.of(type.status(), type.code()).withTitle(type.title()).withType(type.documentation()),
					new Origin(Source.CATALOGUE, classOf(type).getName(), null));
		}
		for (ProblemRefinement refinement : this.refinements) {
			refinement.answers()
				.forEach((answer) -> add(drafts, answer,
						new Origin(Source.LIBRARY, ClassUtils.getShortName(refinement.getClass()), null)));
		}
		for (int status : HttpStatuses.all()) {
			add(drafts, Problem.of(status), new Origin(Source.STATUS, Integer.toString(status), null));
		}
		List<Locale> languages = this.pipeline.languages();
		Map<ProblemEntry, Problem> problems = new LinkedHashMap<>();
		drafts.values().forEach((draft) -> problems.put(draft.entry(this.pipeline, languages), draft.problem()));
		return problems;
	}

	private static void add(Map<Key, Draft> drafts, Problem problem, Origin origin) {
		drafts.computeIfAbsent(Key.of(problem), (key) -> new Draft()).add(problem, origin);
	}

	/** A constant with a body has a class of its own, which nobody has given a name. */
	private static Class<?> classOf(ProblemType type) {
		return (type instanceof Enum<?> constant) ? constant.getDeclaringClass() : type.getClass();
	}

	private static int rank(Source source) {
		return switch (source) {
			case YML -> 0;
			case BEAN -> 1;
			case ANNOTATION -> 2;
			case CATALOGUE -> 3;
			case LIBRARY -> 4;
			case STATUS -> 5;
		};
	}

	private static String name(@Nullable Class<?> type) {
		return (type != null) ? type.getName() : "";
	}

	/**
	 * Returns the whole as data: maps, lists, texts, numbers and booleans. The format has
	 * a JSON Schema, {@code problems.schema.json}.
	 */
	public Map<String, Object> asData() {
		Map<String, Object> data = new LinkedHashMap<>();
		data.put("version", VERSION);
		data.put("problems", problems().stream().map(ProblemRegistry::asData).toList());
		data.put("undeclared",
				undeclared().stream()
					.map((row) -> asData(new Origin(row.origin().source(), row.origin().where(), row.exception())))
					.toList());
		return data;
	}

	/**
	 * Returns the whole as JSON, for a file under version control: one member a line, and
	 * the same text for the same problems on every machine and with every JSON library,
	 * or none.
	 */
	public String asJson() {
		return Json.indented(asData());
	}

	/**
	 * Writes {@link #asJson()} into a file, mostly {@code problems.json}.
	 * @param file the file; one that is there is replaced
	 * @throws IOException if the file cannot be written
	 */
	public void writeTo(Path file) throws IOException {
		Files.writeString(file, asJson());
	}

	private static Map<String, Object> asData(ProblemEntry entry) {
		Map<String, Object> data = new LinkedHashMap<>();
		data.put("code", entry.code());
		data.put("status", entry.status());
		data.put("fault", lowerCase(entry.fault()));
		data.put("retryable", entry.retryable());
		data.put("type", entry.type().toString());
		Text text = entry.text(Locale.ENGLISH);
		if (text != null) {
			data.putAll(asData(text));
		}
		Map<String, Object> texts = new LinkedHashMap<>();
		entry.texts().forEach((language, one) -> texts.put(language, asData(one)));
		data.put("texts", texts);
		data.put("headers", entry.headers());
		data.put("origins", entry.origins().stream().map(ProblemRegistry::asData).toList());
		return data;
	}

	private static Map<String, Object> asData(Text text) {
		Map<String, Object> data = new LinkedHashMap<>();
		data.put("title", text.title());
		if (text.detail() != null) {
			data.put("detail", text.detail());
		}
		return data;
	}

	private static Map<String, Object> asData(Origin origin) {
		Map<String, Object> data = new LinkedHashMap<>();
		data.put("source", lowerCase(origin.source()));
		data.put("where", origin.where());
		if (origin.exception() != null) {
			data.put("exception", origin.exception().getName());
		}
		return data;
	}

	/**
	 * Returns what is asked about exceptions of a class, as data.
	 * @param exception the class
	 */
	public Map<String, Object> explain(Class<? extends Throwable> exception) {
		Walk walk = walk(exception);
		List<Map<String, Object>> steps = new ArrayList<>();
		for (Step step : walk.steps()) {
			Map<String, Object> data = new LinkedHashMap<>();
			data.put("class", step.asked().getName());
			data.put("outcome", lowerCase(step.outcome()));
			for (MappedRow row : step.row()) {
				data.put("source", lowerCase(row.origin().source()));
				data.put("where", row.origin().where());
				data.put("answers", row.answers().stream().map(ProblemRegistry::statusAndCode).toList());
			}
			steps.add(data);
		}
		Map<String, Object> data = new LinkedHashMap<>();
		data.put("exception", exception.getName());
		data.put("asked", steps);
		if (!walk.isDecided()) {
			data.put("otherwise",
					"its causes, nearest first, by rows of the application and what their classes say of themselves; "
							+ "else 500 INTERNAL_ERROR");
		}
		return data;
	}

	private static Map<String, Object> statusAndCode(Problem problem) {
		Map<String, Object> data = new LinkedHashMap<>();
		data.put("status", problem.status());
		data.put("code", problem.code());
		return data;
	}

	private static String lowerCase(Enum<?> constant) {
		return constant.name().toLowerCase(Locale.ROOT);
	}

	/** What makes two problems the same kind. */
	private record Key(int status, String code) implements Comparable<Key> {

		static Key of(Problem problem) {
			return new Key(problem.status(), problem.code());
		}

		@Override
		public int compareTo(Key other) {
			int byStatus = Integer.compare(this.status, other.status);
			return (byStatus != 0) ? byStatus : this.code.compareTo(other.code);
		}

	}

	/** An entry to which further places may lead. */
	private static final class Draft {

		private final Map<Origin, Problem> found = new TreeMap<>(NEAREST_FIRST);

		void add(Problem problem, Origin origin) {
			this.found.putIfAbsent(origin, problem);
		}

		ProblemEntry entry(ProblemPipeline pipeline, List<Locale> languages) {
			Problem kind = kind();
			Map<String, Text> texts = new TreeMap<>();
			URI type = kind.type();
			for (Locale language : languages) {
				Problem worded = pipeline.worded(kind, language);
				if (worded != null && worded.title() != null) {
					texts.put(language.toLanguageTag(), new Text(worded.title(), worded.detail()));
					type = worded.type();
				}
			}
			Set<String> headers = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
			headers.addAll(OwedHeader.owedBy(kind.status()));
			this.found.values().forEach((problem) -> headers.addAll(problem.headers().keySet()));
			return new ProblemEntry(kind.code(), kind.status(), Fault.of(kind), isRetryable(kind.status()),
					(type != null) ? type : ABOUT_BLANK, texts, List.copyOf(headers), List.copyOf(this.found.keySet()));
		}

		Problem problem() {
			Problem problem = kind();
			for (Problem one : this.found.values()) {
				for (Map.Entry<String, List<String>> field : one.headers().entrySet()) {
					if (problem.header(field.getKey()) == null) {
						problem = problem.withHeader(field.getKey(), field.getValue().toArray(String[]::new));
					}
				}
			}
			return problem;
		}

		private boolean isRetryable(int status) {
			return PASSING.contains(status)
					|| this.found.values().stream().anyMatch((problem) -> problem.header("Retry-After") != null);
		}

		/** What all of them say, the nearest to the application first. */
		private Problem kind() {
			Problem any = this.found.values().iterator().next();
			Problem kind = Problem.of(any.status(), any.code());
			for (Map.Entry<Origin, Problem> one : this.found.entrySet()) {
				Problem problem = one.getValue();
				if (kind.title() == null) {
					kind = kind.withTitle(problem.title());
				}
				if (kind.type() == null) {
					kind = kind.withType(problem.type());
				}
				boolean ofLibrary = rank(one.getKey().source()) >= rank(Source.LIBRARY);
				if (kind.detail() == null && kind.wording() == null && !ofLibrary) {
					kind = (problem.detail() != null) ? kind.withDetail(problem.detail())
							: kind.withWording(problem.wording());
				}
			}
			return kind;
		}

	}

	/**
	 * Why exceptions of a class are answered as they are: what is asked about them, in
	 * order.
	 *
	 * @param exception the class of the exception
	 * @param steps the class and its superclasses, as far as they are asked
	 */
	public record Walk(Class<?> exception, List<Step> steps) {

		/**
		 * Creates a walk.
		 */
		public Walk {
			steps = List.copyOf(steps);
		}

		/**
		 * Returns whether something always answers: then neither superclasses beyond it
		 * nor causes are asked.
		 */
		public boolean isDecided() {
			return this.steps.stream().anyMatch((step) -> step.outcome() == Outcome.ANSWERS);
		}

		/**
		 * One class that is asked, and what it has to say.
		 *
		 * @param asked the class
		 * @param row its row or description; one that stands for nothing if it has none
		 * @param outcome what comes of it
		 */
		public record Step(Class<?> asked, List<MappedRow> row, Outcome outcome) {

		}

		/** What comes of asking a class. */
		public enum Outcome {

			/** It has neither a row nor says something of itself. */
			NO_ROW,

			/** It always answers. */
			ANSWERS,

			/** It looks into the exception, and answers or leaves it to the next one. */
			LOOKS,

			/** It is not asked: something before it always answers. */
			COVERED

		}

	}

}
