package dev.mishap.internal.operations;

import dev.mishap.Problem;
import dev.mishap.ProblemContext;
import dev.mishap.ProblemCustomizer;
import dev.mishap.internal.Traces;

/** Says in the body which trace the request belongs to. */
public final class TraceIdMember implements ProblemCustomizer {

	private final Traces traces;

	public TraceIdMember(Traces traces) {
		this.traces = traces;
	}

	@Override
	public Problem customize(Problem problem, ProblemContext context) {
		String traceId = this.traces.traceId(context.request());
		return (traceId != null) ? problem.withExtension("trace_id", traceId) : problem;
	}

}
