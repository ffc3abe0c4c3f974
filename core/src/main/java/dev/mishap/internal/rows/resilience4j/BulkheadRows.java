package dev.mishap.internal.rows.resilience4j;

import dev.mishap.OverloadedException;
import dev.mishap.ProblemMappings;
import dev.mishap.internal.ProblemRows;
import io.github.resilience4j.bulkhead.BulkheadFullException;

/** Rows of bulkheads, which don't know when there is room again. */
public final class BulkheadRows implements ProblemRows {

	@Override
	public void addTo(ProblemMappings.Builder mappings) {
		mappings.map(BulkheadFullException.class, 503, OverloadedException.DEFAULT_CODE);
	}

}
