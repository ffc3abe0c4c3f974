package dev.mishap.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import dev.mishap.benchmarks.Figures.Segment;

/**
 * The whole measurement, from applications that do not run yet to the report. Options:
 * {@code --report FILE} where the report goes, {@code --parts A,B} of {@code scenarios},
 * {@code start-up}, {@code start-off}, {@code jmh}, {@code curves}, {@code concurrency},
 * {@code --stack WEBFLUX} for the applications on WebFlux, of which there are scenarios
 * and start-up only, {@code --scenarios A,B} by their names, {@code --libraries A,B}
 * likewise, {@code --profile brief} for a run that only shows that everything works,
 * {@code --jvm-options "A B"} for further options of the applications' JVMs, such as the
 * agent of a profiler.
 */
public final class Benchmark {

	private static final Set<String> OPTIONS = Set.of("--report", "--parts", "--stack", "--scenarios", "--libraries",
			"--profile", "--jvm-options");

	private final long start = System.nanoTime();

	private final Map<String, String> options;

	private Benchmark(Map<String, String> options) {
		this.options = options;
	}

	/**
	 * Measures and reports.
	 * @param args the options
	 * @throws IOException if the report cannot be written
	 */
	public static void main(String[] args) throws IOException {
		Map<String, String> options = new LinkedHashMap<>();
		for (int i = 0; i + 1 < args.length; i += 2) {
			if (!OPTIONS.contains(args[i])) {
				throw new IllegalArgumentException("unknown option " + args[i] + ", known are " + OPTIONS);
			}
			options.put(args[i], args[i + 1]);
		}
		new Benchmark(options).run();
	}

	private void run() throws IOException {
		Profile profile = switch (this.options.getOrDefault("--profile", "full")) {
			case "brief" -> Profile.brief();
			case "patient" -> Profile.patient();
			default -> Profile.full();
		};
		profile = profile.with(list("--jvm-options", "", " "));
		Report report = new Report(profile, stack());
		try {
			measure(profile, report);
		}
		finally {
			// what is there is worth having, whatever failed after it
			tell(report);
		}
	}

	private void tell(Report report) throws IOException {
		String file = this.options.get("--report");
		if (file != null) {
			report.writeTo(Path.of(file));
			progress("report written to " + file);
		}
		else {
			System.out.println(report.text());
		}
	}

	private void measure(Profile profile, Report report) {
		Stack stack = stack();
		List<String> parts = list("--parts",
				(stack == Stack.SERVLET) ? "scenarios,start-up,start-off,jmh,curves,concurrency" : "scenarios,start-up",
				",");
		List<Scenario> scenarios = chosen("--scenarios", stack.scenarios());
		List<Library> libraries = chosen("--libraries", stack.libraries());
		Measurement measurement = new Measurement(profile, stack, libraries, this::progress);
		if (parts.contains("scenarios")) {
			report.scenarios(measurement.scenarios(scenarios), libraries);
		}
		if (parts.contains("start-up")) {
			report.startUp(measurement.startUp());
		}
		if (parts.contains("start-off")) {
			report.startOff(measurement.startOff());
		}
		if (parts.contains("jmh")) {
			progress("JMH");
			report.micro(Micro.run(profile));
		}
		if (parts.contains("curves")) {
			try (Fleet pair = measurement.startPair()) {
				report.curve("Growth with the number of violations", measurement.violations(pair), Segment::cpuMicros);
				report.curve("Growth with the size of a rejected body", measurement.rejectedBodies(pair),
						Segment::cpuMicros);
			}
		}
		if (parts.contains("concurrency")) {
			report.curve("Growth with concurrent failures, virtual threads, CPU time of the process",
					measurement.concurrency(), Segment::processCpuMicros);
		}
	}

	private Stack stack() {
		return Stack.valueOf(this.options.getOrDefault("--stack", Stack.SERVLET.name()));
	}

	private <E extends Enum<E>> List<E> chosen(String option, List<E> all) {
		List<String> names = list(option, "", ",");
		return all.stream().filter((value) -> names.isEmpty() || names.contains(value.name())).toList();
	}

	private List<String> list(String option, String fallback, String separator) {
		String value = this.options.getOrDefault(option, fallback);
		return value.isEmpty() ? List.of() : List.of(value.split(separator));
	}

	private void progress(String what) {
		Duration since = Duration.ofNanos(System.nanoTime() - this.start);
		System.out.printf(Locale.ROOT, "%3d:%02d %s%n", since.toMinutes(), since.toSecondsPart(), what);
	}

}
