package dev.mishap.internal.rows.resilience4j;

import dev.mishap.Problem;
import dev.mishap.ProblemMappings;
import dev.mishap.internal.ProblemRows;
import io.github.resilience4j.retry.MaxRetriesExceeded;
import io.github.resilience4j.retry.MaxRetriesExceededException;

/**
 * Rows of calls that were tried again until there was no point in it. Where an exception
 * was the reason, that one is thrown; these have none, as it was the result that did not
 * do.
 */
public final class RetryRows implements ProblemRows {

	@Override
	public void addTo(ProblemMappings.Builder mappings) {
		mappings.map(MaxRetriesExceededException.class, Problem.of(503));
		mappings.map(MaxRetriesExceeded.class, Problem.of(503));
	}

}
