package dev.mishap;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

import dev.mishap.internal.Causes;
import dev.mishap.internal.NoRequest;
import dev.mishap.internal.registry.ProblemEntry.MappedRow;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;
import org.springframework.util.ConcurrentLruCache;
import org.springframework.util.function.SingletonSupplier;

/**
 * Frozen table from exception classes to problems. The row of the nearest superclass
 * counts. On the way up from the class of the exception, each class is asked in this
 * order: a row of the application, a row of the library, then what the class says of
 * itself by {@code ErrorResponse}, {@code @ResponseStatus} or {@link ErrorCode}.
 * <p>
 * Where none of these answers, the causes are asked, nearest first, for what an
 * application said on purpose: its own rows, and what a cause says of itself. Rows of the
 * library never count for a cause: a caller is not to blame for what a driver threw. Then
 * the answer is 500 {@code INTERNAL_ERROR}.
 *
 * @since 0.1.0
 */
public final class ProblemMappings {

	private static final Log logger = LogFactory.getLog(ProblemMappings.class);

	private static final int MAX_CLASSES = 1024;

	/** Exceptions of the library that only an application throws, and so on purpose. */
	private static final String OWN_PACKAGE = ProblemMappings.class.getPackageName();

	private final SingletonSupplier<Map<Class<?>, Row>> rows;

	private final ConcurrentLruCache<Class<?>, List<Row>> candidates = new ConcurrentLruCache<>(MAX_CLASSES,
			this::findCandidates);

	private final List<MappedRow> own;

	private ProblemMappings(SingletonSupplier<Map<Class<?>, Row>> rows, List<MappedRow> own) {
		this.rows = rows;
		this.own = own;
	}

	/**
	 * Returns a builder of an empty table, in which a class can have one row only. Its
	 * rows are those of a library, which never count for a cause.
	 */
	public static Builder builder() {
		return new Builder(Map::of, List.of(), false);
	}

	/**
	 * Returns the code that the name of an exception class leads to:
	 * {@code OutOfStockException} becomes {@code OUT_OF_STOCK}.
	 * @param type the class
	 * @param status the status whose code counts where the name leads to none
	 */
	public static String codeOf(Class<? extends Throwable> type, int status) {
		return SelfDescription.codeOf(type, status);
	}

	/**
	 * Returns a builder whose rows, those of an application, stand above those of this
	 * table. A row that answers {@code null} leaves the exception to the row below it.
	 */
	public Builder overriding() {
		return new Builder(this.rows::obtain, this.own, true);
	}

	/**
	 * Returns a builder whose rows stand above those of a table that is made when the
	 * first exception is looked up, as large ones better are.
	 * @param below the table, asked for when it is first needed; once if that succeeds
	 */
	public static Builder overriding(Supplier<ProblemMappings> below) {
		return new Builder(() -> below.get().rows.obtain(), List.of(), true);
	}

	/**
	 * Returns the problem that an exception stands for.
	 * @param exception the exception, without wrappers
	 * @param request the request that failed
	 * @return the problem; one of status 500 if nobody knows the exception
	 */
	public Problem problemFor(Throwable exception, ProblemRequest request) {
		return describe(exception, request).problem();
	}

	/**
	 * Returns the problem that an exception stands for where there is no request, as in a
	 * job that outlives the one which started it.
	 * @param exception the exception, without wrappers
	 * @return the problem; one of status 500 if nobody knows the exception
	 */
	public Problem problemFor(Throwable exception) {
		return problemFor(exception, new NoRequest());
	}

	/**
	 * Returns the problem of an exception, with the exception that it comes from.
	 * @param exception the exception, without wrappers
	 * @param request the request that failed
	 */
	public Description describe(Throwable exception, ProblemRequest request) {
		for (Row row : this.candidates.get(exception.getClass())) {
			Problem problem = row.describe(exception, request);
			if (problem != null) {
				return new Description(problem, exception);
			}
		}
		for (Throwable cause : Causes.chain(Causes.of(exception))) {
			for (Row row : this.candidates.get(cause.getClass())) {
				Problem problem = row.onPurpose() ? row.describe(cause, request) : null;
				if (problem != null) {
					return new Description(problem, cause);
				}
			}
		}
		return new Description(Problem.of(500), exception);
	}

	/**
	 * Returns whether the table knows an exception, be it by a row that answers it, by
	 * what its class says of itself, or by what an application said of a cause.
	 * @param exception the exception, without wrappers
	 * @param request the request that failed
	 */
	public boolean knows(Throwable exception, ProblemRequest request) {
		return this.candidates.get(exception.getClass())
			.stream()
			.anyMatch((row) -> row.describe(exception, request) != null)
				|| Causes.find(Causes.of(exception), this::isKnownAsCause) != null;
	}

	private boolean isKnownAsCause(Throwable cause) {
		return this.candidates.get(cause.getClass()).stream().anyMatch(Row::onPurpose);
	}

	/**
	 * Returns whether it is the application that says what an exception stands for, by a
	 * row, or by what the class of the exception or of a cause says of itself.
	 * @param exception the exception, without wrappers
	 */
	public boolean isKnownOnPurpose(Throwable exception) {
		return isKnownAsCause(exception) || Causes.find(Causes.of(exception), this::isKnownAsCause) != null;
	}

	/**
	 * Returns whether status and header fields for an exception are decided further out,
	 * as Spring Security does for its own: where that can still happen, the exception is
	 * to be thrown on.
	 * @param exception the exception, without wrappers
	 */
	public boolean isDecidedElsewhere(Throwable exception) {
		List<Row> found = this.candidates.get(exception.getClass());
		return !found.isEmpty() && found.get(0).decidedElsewhere();
	}

	/**
	 * Returns the classes that have a row, by name.
	 */
	public List<Class<?>> types() {
		List<Class<?>> types = new ArrayList<>(this.rows.obtain().keySet());
		types.sort(Comparator.comparing(Class::getName));
		return Collections.unmodifiableList(types);
	}

	/**
	 * Returns all rows, by the names of their classes; of several for one class the one
	 * that is asked first comes first.
	 */
	public List<MappedRow> rows() {
		List<MappedRow> found = new ArrayList<>();
		Map<Class<?>, Row> rows = this.rows.obtain();
		for (Class<?> type : types()) {
			for (Row row = rows.get(type); row != null; row = row.below()) {
				found.add(row.data());
			}
		}
		return Collections.unmodifiableList(found);
	}

	/**
	 * Returns the rows that an application has added above those of libraries, which this
	 * does not make.
	 */
	public List<MappedRow> ownRows() {
		return this.own;
	}

	/**
	 * Returns what is asked about exceptions of a class, in this order, until something
	 * answers: rows of the class and its superclasses, and what the nearest of these says
	 * of itself.
	 * @param type the class
	 * @return the rows and the description; none if nobody knows the class, whose causes
	 * are asked then
	 */
	public List<MappedRow> askedAbout(Class<? extends Throwable> type) {
		List<MappedRow> asked = new ArrayList<>();
		this.candidates.get(type).forEach((row) -> asked.add(row.data()));
		return Collections.unmodifiableList(asked);
	}

	private List<Row> findCandidates(Class<?> type) {
		List<Row> found = new ArrayList<>();
		Map<Class<?>, Row> rows = this.rows.obtain();
		for (Class<?> c = type; c != null && c != Object.class; c = c.getSuperclass()) {
			for (Row row = rows.get(c); row != null; row = row.below()) {
				found.add(row);
			}
			if (SelfDescription.startsAt(c)) {
				List<Row> above = findCandidates(c.getSuperclass());
				SelfDescription self = new SelfDescription(type, c,
						(exception, request) -> first(above, exception, request));
				// a class that says only a code takes everything else from its
				// superclass, whose row may be one of the library
				boolean onPurpose = self.isOnPurpose()
						&& (self.saysStatus() || above.stream().allMatch(Row::onPurpose));
				found.add(new Row(self, false, onPurpose, null,
						new MappedRow(c,
								self.answers(above.stream().flatMap((row) -> row.data().answers().stream()).toList()),
								new MappedRow.Origin(MappedRow.Origin.Source.ANNOTATION, c.getName()), false)));
				break;
			}
		}
		return List.copyOf(found);
	}

	private static Problem first(List<Row> rows, Throwable exception, ProblemRequest request) {
		for (Row row : rows) {
			Problem problem = row.describe(exception, request);
			if (problem != null) {
				return problem;
			}
		}
		return Problem.of(500);
	}

	/**
	 * Problem of an exception.
	 *
	 * @param problem the problem
	 * @param subject the exception that it comes from: the one asked for or a cause
	 */
	public record Description(Problem problem, Throwable subject) {

	}

	/**
	 * What stands for one class.
	 *
	 * @param function the row
	 * @param decidedElsewhere whether status and header fields are decided further out
	 * @param onPurpose whether an application says so, which counts for a cause as well
	 * @param below the row that this one covers
	 * @param data what can be said of the row
	 */
	private record Row(BiFunction<Throwable, ProblemRequest, @Nullable Problem> function, boolean decidedElsewhere,
			boolean onPurpose, @Nullable Row below, MappedRow data) {

		Row over(@Nullable Row covered) {
			return new Row(this.function, this.decidedElsewhere, this.onPurpose, covered, this.data);
		}

		@Nullable Problem describe(Throwable exception, ProblemRequest request) {
			Problem problem = this.function.apply(exception, request);
			if (problem != null && !Problem.isErrorStatus(problem.status())) {
				logger.warn("The row for " + exception.getClass().getName() + " answers with status " + problem.status()
						+ ", which is not a registered error status (400 to 599): answered as 500");
				return Problem.of(500);
			}
			return problem;
		}

	}

	/** Collects the rows of a {@link ProblemMappings}. */
	public static final class Builder {

		private final Supplier<Map<Class<?>, Row>> below;

		private final List<MappedRow> own;

		private final boolean ofApplication;

		private final Map<Class<?>, Row> rows = new HashMap<>();

		private MappedRow.Origin origin;

		private Builder(Supplier<Map<Class<?>, Row>> below, List<MappedRow> own, boolean ofApplication) {
			this.below = below;
			this.own = own;
			this.ofApplication = ofApplication;
			this.origin = ofApplication ? new MappedRow.Origin(MappedRow.Origin.Source.BEAN, "ProblemMappings")
					: new MappedRow.Origin(MappedRow.Origin.Source.LIBRARY, "ProblemMappings");
		}

		/**
		 * Says where the rows come from that are added from here on, for those who ask
		 * why an error was answered as it was.
		 * @param origin the place
		 * @return this builder
		 */
		public Builder from(MappedRow.Origin origin) {
			this.origin = origin;
			return this;
		}

		/**
		 * Adds a row that looks into the exception.
		 * @param <E> the type of the exception
		 * @param type the class; its subclasses are meant too
		 * @param row the row, mostly a lambda; {@code null} from it leaves the exception
		 * to the row below
		 * @return this builder
		 * @throws IllegalStateException if the class has a row in this builder already
		 */
		public <E extends Throwable> Builder map(Class<E> type, Function<? super E, ? extends @Nullable Problem> row) {
			return add(type, (exception, request) -> row.apply(exception), false, List.of(), false);
		}

		/**
		 * Adds a row that looks into the exception, and says which problems it can answer
		 * with: the registry of problems, and what is made of it, then has them too.
		 * @param <E> the type of the exception
		 * @param type the class; its subclasses are meant too
		 * @param row the row, mostly a lambda; {@code null} from it leaves the exception
		 * to the row below
		 * @param answers problems of each status and code that the row can answer with
		 * @return this builder
		 * @throws IllegalStateException if the class has a row in this builder already
		 */
		public <E extends Throwable> Builder map(Class<E> type, Function<? super E, ? extends @Nullable Problem> row,
				Problem... answers) {
			return add(type, (exception, request) -> row.apply(exception), false, List.of(answers), false);
		}

		/**
		 * Adds a row that looks into the exception and the request.
		 * @param <E> the type of the exception
		 * @param type the class; its subclasses are meant too
		 * @param row the row, mostly a lambda
		 * @return this builder
		 * @throws IllegalStateException if the class has a row in this builder already
		 */
		public <E extends Throwable> Builder map(Class<E> type,
				BiFunction<? super E, ProblemRequest, ? extends @Nullable Problem> row) {
			return add(type, row, false, List.of(), false);
		}

		/**
		 * Adds a row that looks into the exception and the request, and says which
		 * problems it can answer with: the registry of problems, and what is made of it,
		 * then has them too.
		 * @param <E> the type of the exception
		 * @param type the class; its subclasses are meant too
		 * @param row the row, mostly a lambda
		 * @param answers problems of each status and code that the row can answer with
		 * @return this builder
		 * @throws IllegalStateException if the class has a row in this builder already
		 */
		public <E extends Throwable> Builder map(Class<E> type,
				BiFunction<? super E, ProblemRequest, ? extends @Nullable Problem> row, Problem... answers) {
			return add(type, row, false, List.of(answers), false);
		}

		/**
		 * Adds a row of a status and a code.
		 * @param type the class; its subclasses are meant too
		 * @param status the HTTP status, a registered one within 400 to 599
		 * @param code the code in UPPER_SNAKE
		 * @return this builder
		 * @throws IllegalArgumentException if the status is not registered or the code is
		 * not UPPER_SNAKE
		 */
		public Builder map(Class<? extends Throwable> type, int status, String code) {
			return map(type, Problem.of(status, code));
		}

		/**
		 * Adds a row of a fixed problem.
		 * @param type the class; its subclasses are meant too
		 * @param problem the problem
		 * @return this builder
		 * @throws IllegalArgumentException if its status is not a registered one
		 */
		public Builder map(Class<? extends Throwable> type, Problem problem) {
			Assert.isTrue(Problem.isErrorStatus(problem.status()),
					() -> "'status' must be a registered one of an error but is " + problem.status());
			return add(type, (exception, request) -> problem, false, List.of(problem), true);
		}

		/**
		 * Adds a row for an exception that is decided further out while that can still
		 * happen; the row describes it where it cannot.
		 * @param <E> the type of the exception
		 * @param type the class; its subclasses are meant too
		 * @param row the row
		 * @return this builder
		 */
		public <E extends Throwable> Builder mapDecidedElsewhere(Class<E> type, Function<? super E, Problem> row) {
			return mapDecidedElsewhere(type, row, new Problem[0]);
		}

		/**
		 * Adds a row for an exception that is decided further out while that can still
		 * happen, and says which problems it can answer with.
		 * @param <E> the type of the exception
		 * @param type the class; its subclasses are meant too
		 * @param row the row
		 * @param answers problems of each status and code that the row can answer with
		 * @return this builder
		 */
		public <E extends Throwable> Builder mapDecidedElsewhere(Class<E> type, Function<? super E, Problem> row,
				Problem... answers) {
			return add(type, (exception, request) -> row.apply(exception), true, List.of(answers), false);
		}

		private <E extends Throwable> Builder add(Class<E> type,
				BiFunction<? super E, ProblemRequest, ? extends @Nullable Problem> row, boolean decidedElsewhere,
				List<Problem> answers, boolean fixed) {
			Assert.state(!this.rows.containsKey(type), () -> type.getName() + " has two rows: remove one of them");
			boolean onPurpose = this.ofApplication || type.getPackageName().equals(OWN_PACKAGE);
			this.rows.put(type, new Row((exception, request) -> row.apply(type.cast(exception), request),
					decidedElsewhere, onPurpose, null, new MappedRow(type, answers, this.origin, fixed)));
			return this;
		}

		/**
		 * Returns the table.
		 */
		public ProblemMappings build() {
			Map<Class<?>, Row> above = Map.copyOf(this.rows);
			Supplier<Map<Class<?>, Row>> below = this.below;
			List<MappedRow> own = new ArrayList<>(this.own);
			if (this.ofApplication) {
				above.values().forEach((row) -> own.add(row.data()));
			}
			return new ProblemMappings(SingletonSupplier.of(() -> merge(above, below.get())), List.copyOf(own));
		}

		private static Map<Class<?>, Row> merge(Map<Class<?>, Row> above, Map<Class<?>, Row> below) {
			Map<Class<?>, Row> all = new HashMap<>(below);
			above.forEach((type, row) -> all.put(type, row.over(below.get(type))));
			return Map.copyOf(all);
		}

	}

}
