package dev.mishap.sample.predict;

import java.time.Duration;

import dev.mishap.Problem;
import dev.mishap.ProblemMappings;
import dev.mishap.ProblemMappingsCustomizer;
import io.github.resilience4j.bulkhead.BulkheadFullException;

import org.springframework.stereotype.Component;

/**
 * Rows for exceptions: a fixed one for an exception of a library, which cannot be
 * annotated, and a function where the answer depends on what the exception knows, with an
 * example for the documents. The starter has a row for bulkheads too; this one has a
 * better code and a better guess.
 */
@Component
class PredictProblems implements ProblemMappingsCustomizer {

	private static final Duration USUAL_WAIT = Duration.ofSeconds(3);

	private static final Problem LOADING = Problem.of(503, "MODEL_LOADING");

	@Override
	public void customize(ProblemMappings.Builder mappings) {
		mappings.map(BulkheadFullException.class, Problem.of(503, "MODEL_OVERLOADED").withRetryAfter(USUAL_WAIT));
		mappings.map(ModelLoadingException.class, (ex) -> LOADING.withRetryAfter(ex.remaining()),
				LOADING.withRetryAfter(USUAL_WAIT));
	}

}
