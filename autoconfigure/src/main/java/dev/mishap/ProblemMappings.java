package dev.mishap;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;
import org.springframework.util.function.SingletonSupplier;

/**
 * Frozen table from exception classes to problems. The row of the nearest superclass
 * counts. On the way up from the class of the exception, each class is asked in this
 * order: a row of the application, a row of the library, then what the class says of
 * itself by {@code ErrorResponse}, {@code @ResponseStatus} or {@link ErrorCode}. Without
 * any of these the answer is 500 {@code INTERNAL_ERROR}.
 */
public final class ProblemMappings {

	private static final int MAX_CLASSES = 8192;

	private final SingletonSupplier<Map<Class<?>, Row>> rows;

	/** Not a {@code ClassValue}: a class of the JDK would keep it, and us, for ever. */
	private final Map<Class<?>, List<Row>> candidates = new ConcurrentHashMap<>();

	private ProblemMappings(SingletonSupplier<Map<Class<?>, Row>> rows) {
		this.rows = rows;
	}

	/**
	 * Returns a builder of an empty table, in which a class can have one row only.
	 */
	public static Builder builder() {
		return new Builder(Map::of);
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
	 * Returns a builder whose rows stand above those of this table. A row that answers
	 * {@code null} leaves the exception to the row below it.
	 */
	public Builder overriding() {
		return overriding(() -> this);
	}

	/**
	 * Returns a builder whose rows stand above those of a table that is made when the
	 * first exception is looked up, as large ones better are.
	 * @param below the table, asked for when it is first needed; once if that succeeds
	 */
	public static Builder overriding(Supplier<ProblemMappings> below) {
		return new Builder(() -> below.get().rows.obtain());
	}

	/**
	 * Returns the problem that an exception stands for.
	 * @param exception the exception, without wrappers
	 * @return the problem; one of status 500 if nobody knows the exception
	 */
	public Problem problemFor(Throwable exception) {
		for (Row row : candidates(exception)) {
			Problem problem = row.describe(exception);
			if (problem != null) {
				return problem;
			}
		}
		return Problem.of(500);
	}

	/**
	 * Returns whether the table knows an exception, be it by a row or by what its class
	 * says of itself.
	 * @param exception the exception, without wrappers
	 */
	public boolean knows(Throwable exception) {
		return !candidates(exception).isEmpty();
	}

	/**
	 * Returns whether status and header fields for an exception are decided further out,
	 * as Spring Security does for its own: where that can still happen, the exception is
	 * to be thrown on.
	 * @param exception the exception, without wrappers
	 */
	public boolean isDecidedElsewhere(Throwable exception) {
		List<Row> found = candidates(exception);
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

	private List<Row> candidates(Throwable exception) {
		List<Row> known = this.candidates.get(exception.getClass());
		if (known != null) {
			return known;
		}
		List<Row> found = findCandidates(exception.getClass());
		if (this.candidates.size() < MAX_CLASSES) {
			this.candidates.put(exception.getClass(), found);
		}
		return found;
	}

	private List<Row> findCandidates(Class<?> type) {
		List<Row> found = new ArrayList<>();
		Map<Class<?>, Row> rows = this.rows.obtain();
		for (Class<?> c = type; c != null && c != Object.class; c = c.getSuperclass()) {
			for (Row row = rows.get(c); row != null; row = row.below()) {
				found.add(row);
			}
			if (SelfDescription.startsAt(c)) {
				List<Row> above = new ArrayList<>();
				SelfDescription self = new SelfDescription(type, c, (exception) -> first(above, exception));
				found.add(new Row(self, false, null));
				above.addAll(findCandidates(c.getSuperclass()));
				break;
			}
		}
		return List.copyOf(found);
	}

	private static Problem first(List<Row> rows, Throwable exception) {
		for (Row row : rows) {
			Problem problem = row.describe(exception);
			if (problem != null) {
				return problem;
			}
		}
		return Problem.of(500);
	}

	/** What stands for one class; {@code below} is the row that it covers. */
	private record Row(ProblemRow<Throwable> function, boolean decidedElsewhere, @Nullable Row below) {

		Row over(@Nullable Row covered) {
			return new Row(this.function, this.decidedElsewhere, covered);
		}

		@Nullable Problem describe(Throwable exception) {
			return this.function.problemFor(exception);
		}

	}

	/** Collects the rows of a {@link ProblemMappings}. */
	public static final class Builder {

		private final Supplier<Map<Class<?>, Row>> below;

		private final Map<Class<?>, Row> rows = new HashMap<>();

		private Builder(Supplier<Map<Class<?>, Row>> below) {
			this.below = below;
		}

		/**
		 * Adds a row that looks into the exception.
		 * @param <E> the type of the exception
		 * @param type the class; its subclasses are meant too
		 * @param row the row, mostly a lambda
		 * @return this builder
		 * @throws IllegalStateException if the class has a row in this builder already
		 */
		public <E extends Throwable> Builder map(Class<E> type, ProblemRow<? super E> row) {
			return add(type, row, false);
		}

		/**
		 * Adds a row of a status and a code.
		 * @param type the class; its subclasses are meant too
		 * @param status the HTTP status, 400 to 599
		 * @param code the code in UPPER_SNAKE
		 * @return this builder
		 */
		public Builder map(Class<? extends Throwable> type, int status, String code) {
			return map(type, Problem.of(status, code));
		}

		/**
		 * Adds a row of a fixed problem.
		 * @param type the class; its subclasses are meant too
		 * @param problem the problem
		 * @return this builder
		 */
		public Builder map(Class<? extends Throwable> type, Problem problem) {
			return add(type, (exception) -> problem, false);
		}

		/**
		 * Adds a row for an exception that is decided further out while that can still
		 * happen; the row describes it where it cannot.
		 * @param <E> the type of the exception
		 * @param type the class; its subclasses are meant too
		 * @param row the row
		 * @return this builder
		 */
		public <E extends Throwable> Builder mapDecidedElsewhere(Class<E> type, ProblemRow<? super E> row) {
			return add(type, row, true);
		}

		private <E extends Throwable> Builder add(Class<E> type, ProblemRow<? super E> row, boolean decidedElsewhere) {
			Assert.state(!this.rows.containsKey(type), () -> type.getName() + " has two rows: remove one of them");
			this.rows.put(type, new Row((exception) -> row.problemFor(type.cast(exception)), decidedElsewhere, null));
			return this;
		}

		/**
		 * Returns the table.
		 */
		public ProblemMappings build() {
			Map<Class<?>, Row> above = Map.copyOf(this.rows);
			Supplier<Map<Class<?>, Row>> below = this.below;
			return new ProblemMappings(SingletonSupplier.of(() -> merge(above, below.get())));
		}

		private static Map<Class<?>, Row> merge(Map<Class<?>, Row> above, Map<Class<?>, Row> below) {
			Map<Class<?>, Row> all = new HashMap<>(below);
			above.forEach((type, row) -> all.put(type, row.over(below.get(type))));
			return Map.copyOf(all);
		}

	}

}
