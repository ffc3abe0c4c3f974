package dev.mishap;

/**
 * Adds rows to the table of problems, or replaces rows of the library. Called once, at
 * start-up.
 * {@snippet class = "dev.mishap.docs.ExtendingTests" region = "mappings"}
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface ProblemMappingsCustomizer {

	/**
	 * Adds rows.
	 * @param mappings the builder of the table
	 */
	void customize(ProblemMappings.Builder mappings);

}
