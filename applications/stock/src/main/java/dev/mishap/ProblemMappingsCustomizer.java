package dev.mishap;

/** Called by nobody. */
@FunctionalInterface
public interface ProblemMappingsCustomizer {

	/**
	 * Adds rows.
	 * @param mappings the rows
	 */
	void customize(ProblemMappings.Builder mappings);

}
