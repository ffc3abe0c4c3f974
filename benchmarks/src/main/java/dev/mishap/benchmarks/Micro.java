package dev.mishap.benchmarks;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import dev.mishap.benchmarks.jmh.AnswerBenchmark;
import dev.mishap.benchmarks.jmh.ClientBenchmark;
import dev.mishap.benchmarks.jmh.LookupBenchmark;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs what JMH measures. */
final class Micro {

	private Micro() {
	}

	static List<Score> run(Profile profile) {
		// another run on the same machine is no reason to give up
		System.setProperty("jmh.ignoreLock", "true");
		ChainedOptionsBuilder options = new OptionsBuilder().include(LookupBenchmark.class.getName())
			.include(AnswerBenchmark.class.getName())
			.include(ClientBenchmark.class.getName())
			.addProfiler(GCProfiler.class)
			.warmupIterations(profile.jmhIterations())
			.warmupTime(TimeValue.milliseconds(profile.jmhMillis()))
			.measurementIterations(profile.jmhIterations())
			.measurementTime(TimeValue.milliseconds(profile.jmhMillis()))
			.forks(profile.jmhForks())
			.shouldFailOnError(true)
			.verbosity(VerboseMode.SILENT);
		if (profile.jmhForks() == 0) {
			// the many classes would stay
			options.param("rows", "10");
		}
		try {
			return scores(new Runner(options.build()).run());
		}
		catch (RunnerException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static List<Score> scores(Collection<RunResult> results) {
		List<Score> scores = new ArrayList<>();
		for (RunResult result : results) {
			String name = result.getParams().getBenchmark();
			name = name.substring(name.lastIndexOf('.', name.lastIndexOf('.') - 1) + 1);
			String rows = result.getParams().getParam("rows");
			Result<?> time = result.getPrimaryResult();
			double bytes = Double.NaN;
			for (String label : result.getSecondaryResults().keySet()) {
				if (label.endsWith("gc.alloc.rate.norm")) {
					bytes = result.getSecondaryResults().get(label).getScore();
				}
			}
			scores.add(new Score((rows != null) ? name + ", " + rows + " rows" : name, time.getScore(),
					time.getScoreError(), bytes));
		}
		return scores;
	}

	/**
	 * What JMH measured.
	 *
	 * @param name what was measured
	 * @param nanos nanoseconds for each call
	 * @param error half the width of its confidence interval
	 * @param bytes bytes allocated by each call
	 */
	record Score(String name, double nanos, double error, double bytes) {

	}

}
