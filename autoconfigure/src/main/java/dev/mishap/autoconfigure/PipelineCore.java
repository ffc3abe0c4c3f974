package dev.mishap.autoconfigure;

import dev.mishap.ProblemMappings;
import dev.mishap.ProblemWriter;
import dev.mishap.RequestIdSource;

/**
 * What every pipeline has one of.
 *
 * @param mappings the table of problems
 * @param writer the writer of bodies
 * @param requestIds the source of request IDs
 */
record PipelineCore(ProblemMappings mappings, ProblemWriter writer, RequestIdSource requestIds) {

}
