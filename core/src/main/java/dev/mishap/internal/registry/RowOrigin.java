package dev.mishap.internal.registry;

/**
 * Where an answer comes from, for those who ask why an error was answered as it was.
 *
 * @param source the kind of place
 * @param where the place: a key of the configuration, the name of a class
 */
public record RowOrigin(Source source, String where) {

	/** Kind of place. */
	public enum Source {

		/** Rows of a library: ours, or another that brings some. */
		LIBRARY,

		/** {@code mishap.mappings}. */
		YML,

		/** A {@code ProblemMappingsCustomizer} or {@code ProblemMappings} bean. */
		BEAN,

		/**
		 * The class of the exception, by {@code @ResponseStatus}, {@code @ErrorCode} or
		 * {@code ErrorResponse}.
		 */
		ANNOTATION,

		/** A {@code ProblemCatalogue}. */
		CATALOGUE,

		/** A status that was set or sent, by whomever. */
		STATUS

	}

}
