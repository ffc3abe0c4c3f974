package dev.mishap.internal;

import dev.mishap.ProblemCustomizer;
import dev.mishap.ProblemRequest;
import org.jspecify.annotations.Nullable;

/** Knows the traces that requests belong to. */
public interface Traces {

	/** Without tracing. */
	Traces NONE = new Traces() {

		@Override
		public Scope enter(ProblemRequest request) {
			return Scope.NONE;
		}

		@Override
		public @Nullable String traceId(ProblemRequest request) {
			return null;
		}

	};

	/**
	 * Makes the trace of a request the current one, unless the thread has one: outside of
	 * what observes requests it has none.
	 * @param request the request
	 * @return what ends it
	 */
	Scope enter(ProblemRequest request);

	/**
	 * Returns the ID of the trace that a request belongs to.
	 * @param request the request
	 * @return the ID, or {@code null} if it belongs to none
	 */
	@Nullable String traceId(ProblemRequest request);

	/**
	 * Returns what says in the body which trace the request belongs to.
	 */
	default ProblemCustomizer member() {
		return (problem, context) -> {
			String traceId = traceId(context.request());
			return (traceId != null) ? problem.withExtension("trace_id", traceId) : problem;
		};
	}

	/** Time in which a trace is the current one. */
	@FunctionalInterface
	interface Scope extends AutoCloseable {

		/** Nothing to end. */
		Scope NONE = () -> {
		};

		@Override
		void close();

	}

}
