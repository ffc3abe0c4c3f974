package dev.mishap.internal;

import dev.mishap.ProblemMappings;

/**
 * Rows of one concern that a library brings, below those of the application. Two rows of
 * libraries for one class fail the start.
 */
@FunctionalInterface
public interface ProblemRows {

	/**
	 * Adds the rows.
	 * @param mappings the builder of the table
	 */
	void addTo(ProblemMappings.Builder mappings);

}
