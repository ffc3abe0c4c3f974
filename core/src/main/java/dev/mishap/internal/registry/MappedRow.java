package dev.mishap.internal.registry;

import java.util.List;

import dev.mishap.Problem;

/**
 * Row of a table of problems as data.
 *
 * @param exception the class that the row is for, subclasses included
 * @param answers the problems that the row can answer with, as far as it was said when it
 * was added: all parts but status, code, texts and header fields may differ. None if only
 * the exception decides
 * @param origin where the row comes from
 * @param fixed whether it always answers, with the one problem; other rows look into the
 * exception and may leave it to the next row
 */
public record MappedRow(Class<?> exception, List<Problem> answers, Origin origin, boolean fixed) {

	/**
	 * Creates a row.
	 */
	public MappedRow {
		answers = List.copyOf(answers);
	}

	/**
	 * Where an answer comes from, for those who ask why an error was answered as it was.
	 *
	 * @param source the kind of place
	 * @param where the place: a key of the configuration, the name of a class
	 */
	public record Origin(Source source, String where) {

		/** Kind of place. */
		public enum Source {

			/** Rows of a library: ours, or another that brings some. */
			LIBRARY,

			/** {@code mishap.mappings}. */
			YML,

			/** A {@code ProblemMappingsCustomizer} or {@code ProblemMappings} bean. */
			BEAN,

			/**
			 * The class of the exception, by {@code @ResponseStatus}, {@code @ErrorCode}
			 * or {@code ErrorResponse}.
			 */
			ANNOTATION,

			/** A {@code ProblemCatalogue}. */
			CATALOGUE,

			/** A status that some code set or sent. */
			STATUS

		}

	}

}
