package dev.mishap.autoconfigure;

import java.util.List;

import dev.mishap.OwedHeader;
import dev.mishap.ProblemCustomizer;
import dev.mishap.ProblemRefinement;

/**
 * What a pipeline may have any number of, in the order in which they are asked.
 *
 * @param customizers those who enrich problems
 * @param witnesses those who know the exception behind a status
 * @param owed the sources of header fields that statuses owe
 */
record PipelineExtensions(List<ProblemCustomizer> customizers, List<ProblemRefinement> refinements,
		List<OwedHeader> owed) {

}
