package dev.mishap.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

import org.jspecify.annotations.Nullable;

/**
 * Segments of one row, by error library, in the order in which they were measured: the
 * segments with the same number ran right after each other and are a pair.
 */
final class Figures {

	private final Map<Library, List<Segment>> segments = new EnumMap<>(Library.class);

	private final Map<Library, Answer> answers = new EnumMap<>(Library.class);

	void add(Library library, Segment segment) {
		this.segments.computeIfAbsent(library, (key) -> new ArrayList<>()).add(segment);
	}

	/** Returns these with those of other applications of the same libraries. */
	Figures and(Figures others) {
		others.segments.forEach((library, more) -> more.forEach((segment) -> add(library, segment)));
		this.answers.putAll(others.answers);
		return this;
	}

	/** Notes one of the answers of a library. */
	void answer(Library library, Answer answer) {
		this.answers.put(library, answer);
	}

	/** Returns one of the answers of a library, {@code null} if it has given none. */
	@Nullable Answer answer(Library library) {
		return this.answers.get(library);
	}

	boolean isWithoutBody(Library library) {
		Answer answer = answer(library);
		return answer != null && answer.body().isEmpty();
	}

	boolean hasAnyWithoutBody() {
		return this.answers.keySet().stream().anyMatch(this::isWithoutBody);
	}

	boolean has(Library library) {
		return this.segments.containsKey(library);
	}

	List<Segment> of(Library library) {
		return this.segments.getOrDefault(library, List.of());
	}

	/** Returns the median of a measure. */
	double median(Library library, ToDoubleFunction<Segment> measure) {
		return median(of(library).stream().mapToDouble(measure).toArray());
	}

	/** Returns the median of the ratios of pairs. */
	double ratio(Library library, Library other, ToDoubleFunction<Segment> measure) {
		return median(ratios(library, other, measure));
	}

	/** Returns how far the ratios of pairs lie apart: the middle half of them. */
	double[] spread(Library library, Library other, ToDoubleFunction<Segment> measure) {
		double[] sorted = ratios(library, other, measure);
		Arrays.sort(sorted);
		int quarter = sorted.length / 4;
		return new double[] { sorted[quarter], sorted[sorted.length - 1 - quarter] };
	}

	private double[] ratios(Library library, Library other, ToDoubleFunction<Segment> measure) {
		List<Segment> above = of(library);
		List<Segment> below = of(other);
		double[] ratios = new double[Math.min(above.size(), below.size())];
		for (int i = 0; i < ratios.length; i++) {
			ratios[i] = measure.applyAsDouble(above.get(i)) / measure.applyAsDouble(below.get(i));
		}
		return ratios;
	}

	static double median(double[] values) {
		if (values.length == 0) {
			return Double.NaN;
		}
		double[] sorted = values.clone();
		Arrays.sort(sorted);
		int middle = sorted.length / 2;
		return (sorted.length % 2 == 1) ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
	}

	/**
	 * One segment, per request.
	 *
	 * @param requests how many requests it had
	 * @param cpuMicros CPU time of the live Java threads
	 * @param allocatedKib allocated kibibytes
	 * @param processCpuMicros CPU time of the process, collector and compiler included
	 * @param perSecond requests a second
	 */
	record Segment(long requests, double cpuMicros, double allocatedKib, double processCpuMicros, double perSecond) {

		static Segment of(LoadGenerator.Load load, Server.Usage usage) {
			double count = load.answered();
			return new Segment(load.answered(), usage.cpuNanos() / 1e3 / count, usage.allocatedBytes() / 1024.0 / count,
					usage.processCpuNanos() / 1e3 / count, count / (load.nanos() / 1e9));
		}

	}

}
