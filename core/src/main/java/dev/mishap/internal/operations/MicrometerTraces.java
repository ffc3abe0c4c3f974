package dev.mishap.internal.operations;

import java.util.Optional;
import java.util.function.Supplier;

import dev.mishap.ProblemRequest;
import dev.mishap.internal.Traces;
import io.micrometer.observation.Observation;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.TraceContext;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.handler.TracingObservationHandler.TracingContext;
import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;
import org.springframework.util.function.SingletonSupplier;

/** Traces of Micrometer, made by OpenTelemetry or Brave. */
public final class MicrometerTraces implements Traces {

	private final SingletonSupplier<Optional<Tracer>> tracer;

	private final ObservedProblems.Requests requests;

	/**
	 * Creates the traces.
	 * @param tracer the tracer, asked for at the first error; {@code null} for none
	 * @param requests finds the observations, which know their spans
	 */
	public MicrometerTraces(Supplier<@Nullable Tracer> tracer, ObservedProblems.Requests requests) {
		this.tracer = SingletonSupplier.of(() -> Optional.ofNullable(tracer.get()));
		this.requests = requests;
	}

	@Override
	public Scope enter(ProblemRequest request) {
		Tracer tracer = this.tracer.obtain().orElse(null);
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
		Tracer tracer = this.tracer.obtain().orElse(null);
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
