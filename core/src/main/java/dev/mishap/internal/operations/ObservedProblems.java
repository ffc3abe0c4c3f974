package dev.mishap.internal.operations;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import dev.mishap.Problem.Fault;
import dev.mishap.Problem;
import dev.mishap.ProblemContext;
import dev.mishap.ProblemListener;
import dev.mishap.ProblemRequest;
import dev.mishap.internal.ProblemPipeline.Loader;
import dev.mishap.internal.Traces;
import io.micrometer.common.KeyValue;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
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
 * exception is that of both. Beside it, what else Micrometer is told of problems, or
 * asked about them: {@link ProblemMeters} and {@link MicrometerTraces}. Each needs
 * another of its modules.
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

	/**
	 * Counts problems: {@value #PROBLEMS} by {@code code}, {@code status}, {@code fault}
	 * and {@code exception}, named and tagged as Boot does. Responses that were cut have
	 * a counter of their own, as have stack traces that were not logged.
	 * <p>
	 * The number of series is bounded: beyond a hundred codes or exceptions the tag says
	 * {@code other}.
	 */
	public static final class ProblemMeters implements ProblemListener {

		/** Counter of problems. */
		public static final String PROBLEMS = "mishap.problems";

		/** Counter of responses that were cut. */
		public static final String CUTS = "mishap.responses.cut";

		/** Counter of stack traces that were not logged. */
		public static final String WITHHELD = "mishap.log.traces.withheld";

		private static final int MAX_VALUES = 100;

		private static final String OTHER = "other";

		private static final String NONE = "none";

		private final Supplier<Optional<MeterRegistry>> registry;

		private final LongSupplier withheld;

		private final Set<String> codes = ConcurrentHashMap.newKeySet();

		private final Set<String> exceptions = ConcurrentHashMap.newKeySet();

		private final AtomicBoolean first = new AtomicBoolean(true);

		private final ConcurrentHashMap<Key, Counter> counters = new ConcurrentHashMap<>();

		/**
		 * Creates the meters.
		 * @param registry the registry, asked for at the first problem; {@code null} for
		 * none
		 * @param withheld the number of stack traces that were not logged
		 */
		public ProblemMeters(Supplier<@Nullable MeterRegistry> registry, LongSupplier withheld) {
			this.registry = Loader.once(() -> Optional.ofNullable(registry.get()));
			this.withheld = withheld;
		}

		@Override
		public void answered(Problem problem, ProblemContext context) {
			MeterRegistry registry = this.registry.get().orElse(null);
			if (registry == null) {
				return;
			}
			Key key = new Key(bounded(problem.code(), this.codes), problem.status(), Fault.of(problem),
					nameOf(context.exception()));
			Counter counter = this.counters.get(key);
			if (counter == null) {
				if (this.first.compareAndSet(true, false)) {
					FunctionCounter.builder(WITHHELD, this.withheld, LongSupplier::getAsLong)
						.description("Stack traces that were not logged because there were too many of their kind")
						.register(registry);
				}
				counter = this.counters.computeIfAbsent(key, (one) -> counter(registry, one));
			}
			counter.increment();
		}

		@Override
		public void cut(@Nullable Throwable exception, ProblemContext context) {
			MeterRegistry registry = this.registry.get().orElse(null);
			if (registry != null) {
				Counter.builder(CUTS)
					.description("Responses that failed after they were committed, and were cut")
					.tag("exception", nameOf(exception))
					.register(registry)
					.increment();
			}
		}

		private static Counter counter(MeterRegistry registry, Key key) {
			return Counter.builder(PROBLEMS)
				.description("Errors that were answered with a problem")
				.tag("code", key.code())
				.tag("exception", key.exception())
				.tag("fault", key.fault().name().toLowerCase(Locale.ROOT))
				.tag("status", Integer.toString(key.status()))
				.register(registry);
		}

		/** The simple name, as with Boot's {@code http.server.requests}. */
		private String nameOf(@Nullable Throwable exception) {
			if (exception == null) {
				return NONE;
			}
			String name = exception.getClass().getSimpleName();
			return bounded(name.isEmpty() ? exception.getClass().getName() : name, this.exceptions);
		}

		private static String bounded(String value, Set<String> known) {
			if (known.contains(value)) {
				return value;
			}
			return (known.size() < MAX_VALUES && known.add(value)) ? value : OTHER;
		}

		private record Key(String code, int status, Fault fault, String exception) {

		}

	}

}
