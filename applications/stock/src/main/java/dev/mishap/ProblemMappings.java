package dev.mishap;

import java.util.function.Function;

/** What the sample asks about its jobs, which fail long after the answer. */
public final class ProblemMappings {

	/**
	 * Returns what there is to say about an exception.
	 * @param exception the exception
	 */
	public Problem problemFor(Exception exception) {
		return (exception instanceof ProblemException problem) ? problem.problem() : Problem.of(500, "INTERNAL_ERROR");
	}

	/** Built by nobody. */
	public static final class Builder {

		/**
		 * Adds a row.
		 * @param type the type of the exception
		 * @param problem its problem
		 */
		public Builder map(Class<? extends Throwable> type, Problem problem) {
			return this;
		}

		/**
		 * Adds a row.
		 * @param type the type of the exception
		 * @param problem its problem
		 * @param <E> the type of the exception
		 */
		public <E extends Throwable> Builder map(Class<E> type, Function<E, Problem> problem) {
			return this;
		}

		/**
		 * Adds a row.
		 * @param type the type of the exception
		 * @param problem its problem
		 * @param example what the documents show of it
		 * @param <E> the type of the exception
		 */
		public <E extends Throwable> Builder map(Class<E> type, Function<E, Problem> problem, Problem example) {
			return this;
		}

	}

}
