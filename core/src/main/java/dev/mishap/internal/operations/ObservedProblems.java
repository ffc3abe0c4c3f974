package dev.mishap.internal.operations;

import java.util.Optional;
import java.util.function.Supplier;

import dev.mishap.Problem;
import dev.mishap.ProblemContext;
import dev.mishap.ProblemListener;
import dev.mishap.ProblemRequest;
import dev.mishap.internal.ProblemPipeline.Loader;
import dev.mishap.internal.Traces;
import io.micrometer.common.KeyValue;
import io.micrometer.observation.Observation;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.TraceContext;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.handler.TracingObservationHandler.TracingContext;
import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * Tells the observation of a request, and so its metrics and its span, what became of it.
 * The code of the problem is the {@code error.type} of the span, in the words of
 * OpenTelemetry; meters do not have it, as all of one name need the same tags. The
 * exception is that of both.
 */
public final class ObservedProblems implements ProblemListener {

	private static final String ERROR_TYPE = "error.type";

	private static final int FIRST_SERVER_ERROR = 500;

	private final Requests requests;

	private final boolean clientErrors;

	/**
	 * Creates the listener.
	 * @param requests finds the observations
	 * @param clientErrors whether an observation has the exception behind a 4xx, which is
	 * not the server's error
	 */
	public ObservedProblems(Requests requests, boolean clientErrors) {
		this.requests = requests;
		this.clientErrors = clientErrors;
	}

	@Override
	public void answered(Problem problem, ProblemContext context) {
		mark(problem, context.exception(), context.request());
	}

	/**
	 * Returns whether a request is observed.
	 * @param request the request
	 */
	public boolean isObserved(ProblemRequest request) {
		return this.requests.contextOf(request) != null;
	}

	/**
	 * Tells the observation what its request is about to be answered with.
	 * @param problem the problem
	 * @param exception the exception behind it, or {@code null}
	 * @param request the request
	 */
	public void mark(Problem problem, @Nullable Throwable exception, ProblemRequest request) {
		Observation.Context observed = this.requests.contextOf(request);
		if (observed == null) {
			return;
		}
		observed.addHighCardinalityKeyValue(KeyValue.of(ERROR_TYPE, problem.code()));
		if (exception != null && (this.clientErrors || problem.status() >= FIRST_SERVER_ERROR)) {
			observed.setError(exception);
		}
	}

	@Override
	public void cut(@Nullable Throwable exception, ProblemContext context) {
		Observation.Context observed = this.requests.contextOf(context.request());
		if (observed != null && exception != null) {
			observed.addHighCardinalityKeyValue(KeyValue.of(ERROR_TYPE, exception.getClass().getName()));
			observed.setError(exception);
		}
	}

	/** Finds the observations of requests. Each stack keeps them in another place. */
	@FunctionalInterface
	public interface Requests {

		/**
		 * Returns the context of the observation of a request.
		 * @param request the request
		 * @return the context, or {@code null} if the request is not observed
		 */
		Observation.@Nullable Context contextOf(ProblemRequest request);

	}

	/** Traces of Micrometer, made by OpenTelemetry or Brave. */
	public static final class MicrometerTraces implements Traces {

		private final Supplier<Optional<Tracer>> tracer;

		private final Requests requests;

		/**
		 * Creates the traces.
		 * @param tracer the tracer, asked for at the first error; {@code null} for none
		 * @param requests finds the observations, which know their spans
		 */
		public MicrometerTraces(Supplier<@Nullable Tracer> tracer, Requests requests) {
			this.tracer = Loader.once(() -> Optional.ofNullable(tracer.get()));
			this.requests = requests;
		}

		@Override
		public Scope enter(ProblemRequest request) {
			Tracer tracer = this.tracer.get().orElse(null);
			if (tracer == null || tracer.currentSpan() != null) {
				return Scope.NONE;
			}
			TraceContext context = ofObservation(request);
			if (context == null) {
				return Scope.NONE;
			}
			return tracer.currentTraceContext().maybeScope(context)::close;
		}

		@Override
		public @Nullable String traceId(ProblemRequest request) {
			Tracer tracer = this.tracer.get().orElse(null);
			if (tracer == null) {
				return null;
			}
			Span current = tracer.currentSpan();
			TraceContext context = (current != null) ? current.context() : ofObservation(request);
			String id = (context != null) ? context.traceId() : null;
			return StringUtils.hasLength(id) ? id : null;
		}

		/** The span may have ended: what is logged still belongs to its trace. */
		private @Nullable TraceContext ofObservation(ProblemRequest request) {
			Observation.Context observed = this.requests.contextOf(request);
			TracingContext tracing = (observed != null) ? observed.get(TracingContext.class) : null;
			Span span = (tracing != null) ? tracing.getSpan() : null;
			return (span != null) ? span.context() : null;
		}

	}

}
