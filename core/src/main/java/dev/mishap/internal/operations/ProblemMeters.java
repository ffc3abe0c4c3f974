package dev.mishap.internal.operations;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import dev.mishap.Problem;
import dev.mishap.Problem.Fault;
import dev.mishap.ProblemContext;
import dev.mishap.ProblemListener;
import dev.mishap.internal.ProblemPipeline.Loader;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;

/**
 * Counts problems: {@value #PROBLEMS} by {@code code}, {@code status}, {@code fault} and
 * {@code exception}, named and tagged as Boot does. Responses that were cut have a
 * counter of their own, as have stack traces that were not logged.
 * <p>
 * The number of series is bounded: beyond a hundred codes or exceptions the tag says
 * {@code other}.
 */
public final class ProblemMeters implements ProblemListener {

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
	 * @param registry the registry, asked for at the first problem; {@code null} for none
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
