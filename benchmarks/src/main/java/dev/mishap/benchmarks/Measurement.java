package dev.mishap.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import dev.mishap.benchmarks.Fleet.Exchange;

/** Measurement of whole requests. */
final class Measurement {

	private static final List<Library> PAIR = List.of(Library.PROBLEM_DETAILS, Library.MISHAP);

	private static final int LEAST_WARM_UPS = 8;

	private static final int TURNS = 8;

	/** What does nothing unless a key or a further library asks for it. */
	static final String OPTIONAL = String.join(",",
			"dev.mishap.autoconfigure.catalogue.ProblemCatalogueAutoConfiguration",
			"dev.mishap.autoconfigure.client.ProblemClientAutoConfiguration",
			"dev.mishap.autoconfigure.openapi.ProblemOpenApiAutoConfiguration",
			"dev.mishap.autoconfigure.operations.OperationsAutoConfigurations$Meters",
			"dev.mishap.autoconfigure.operations.OperationsAutoConfigurations$OfActuator",
			"dev.mishap.autoconfigure.operations.OperationsAutoConfigurations$OfTracing");

	private final Profile profile;

	private final Stack stack;

	private final List<Library> libraries;

	private final Consumer<String> progress;

	Measurement(Profile profile, Stack stack, List<Library> libraries, Consumer<String> progress) {
		this.profile = profile;
		this.stack = stack;
		this.libraries = libraries;
		this.progress = progress;
	}

	/** Returns the further properties that a scenario needs, {@code key=value}. */
	private static String[] properties(Scenario scenario) {
		// with the budget that it ships with, no trace would be logged at this rate
		return (scenario == Scenario.UNKNOWN) ? new String[] { "mishap.log.trace-budget=" + Integer.MAX_VALUE }
				: new String[0];
	}

	/** Measures scenarios, each on all applications in turn. */
	Map<Scenario, Figures> scenarios(List<Scenario> wanted) {
		Map<Scenario, Figures> figures = new EnumMap<>(Scenario.class);
		Map<String, List<Scenario>> fleets = new LinkedHashMap<>();
		for (Scenario scenario : wanted) {
			String key = scenario.secured() + String.join(" ", properties(scenario));
			fleets.computeIfAbsent(key, (unused) -> new ArrayList<>()).add(scenario);
		}
		for (int i = 0; i < this.profile.generations(); i++) {
			for (List<Scenario> together : fleets.values()) {
				Scenario first = together.get(0);
				this.progress.accept("starting the applications" + (first.secured() ? " with Spring Security" : ""));
				try (Fleet fleet = Fleet.start(this.profile, this.stack, this.libraries, first.secured(),
						properties(first))) {
					scenarios(together, fleet).forEach((scenario, more) -> figures.merge(scenario, more, Figures::and));
				}
			}
		}
		return figures;
	}

	/** Measures scenarios on applications that are alive. */
	Map<Scenario, Figures> scenarios(List<Scenario> wanted, Fleet fleet) {
		Map<Scenario, Figures> figures = new EnumMap<>(Scenario.class);
		// much of the code is that of all scenarios: in short turns the compiler sees all
		// of them before it makes up its mind, and few scenarios have as long as many
		Duration turn = this.profile.warmUp()
			.multipliedBy(Math.max(LEAST_WARM_UPS, wanted.size()))
			.dividedBy((long) TURNS * wanted.size());
		for (int i = 0; i < TURNS; i++) {
			for (Scenario scenario : wanted) {
				fleet.warmUp(this.libraries, exchange(scenario), turn);
			}
		}
		for (Scenario scenario : wanted) {
			this.progress.accept(scenario.title());
			fleet.warmUp(this.libraries, exchange(scenario), this.profile.warmUp());
			figures.put(scenario, fleet.measure(this.libraries, exchange(scenario)));
		}
		return figures;
	}

	/** Starts the two applications whose curves are measured. */
	Fleet startPair() {
		return Fleet.start(this.profile, this.stack, PAIR, false);
	}

	private Exchange exchange(Scenario scenario) {
		return Exchange.of(scenario, this.profile.connections());
	}

	/** Measures how start-up compares. */
	StartUp startUp() {
		this.progress.accept("start-up");
		StartUp result = new StartUp();
		for (int i = 0; i < this.profile.starts(); i++) {
			for (Library library : PAIR) {
				try (Server server = Server.start(this.stack, library, false, this.profile.jvmOptions()).awaitReady()) {
					result.add(library, server.startMillis(), server.startCpuNanos());
				}
			}
		}
		return result;
	}

	/**
	 * Measures what a start costs because of what is off: pairs of starts, one as the
	 * library ships and one without the auto-configurations of what waits for a key or
	 * for a further library. Of two equal ones at the end the noise is told.
	 */
	Map<String, StartUp> startOff() {
		Map<String, StartUp> result = new LinkedHashMap<>();
		String[] without = { "spring.autoconfigure.exclude=" + OPTIONAL };
		for (int i = 0; i < this.profile.starts(); i++) {
			this.progress.accept("start-up with what is off, pair " + (i + 1));
			pair(result.computeIfAbsent("what is off", (title) -> new StartUp()), i, new String[0], without);
			pair(result.computeIfAbsent("twice the same", (title) -> new StartUp()), i, without, without);
		}
		return result;
	}

	/** The first of two has the colder files: they take turns. */
	private void pair(StartUp result, int turn, String[] properties, String[] without) {
		for (int i = 0; i < 2; i++) {
			boolean ours = (turn + i) % 2 == 0;
			try (Server server = Server
				.start(this.stack, Library.MISHAP, false, this.profile.jvmOptions(), ours ? properties : without)
				.awaitReady()) {
				// stands in the place of what is compared with
				result.add(ours ? Library.MISHAP : Library.PROBLEM_DETAILS, server.startMillis(),
						server.startCpuNanos());
			}
		}
	}

	/** Measures how cost grows with the number of violations. */
	Map<String, Figures> violations(Fleet fleet) {
		Map<String, Figures> curve = new LinkedHashMap<>();
		for (int count : steps(1, 10, 100, 1000)) {
			String order = "{\"article\":\"A-1\",\"quantity\":0,\"email\":\"jo@example.com\"}";
			String body = "{\"orders\":[" + String.join(",", Collections.nCopies(count, order)) + "]}";
			byte[] request = Scenario.request("POST", "/batch", "", body);
			measureStep(curve, fleet, new Exchange(count + " violations", request, this.profile.connections(),
					Scenario.VALIDATION::statuses));
		}
		return curve;
	}

	/** Measures how cost grows with the size of a body that is rejected. */
	Map<String, Figures> rejectedBodies(Fleet fleet) {
		Map<String, Figures> curve = new LinkedHashMap<>();
		for (int kibibytes : steps(96, 384, 1536)) {
			byte[] request = Scenario.request("POST", "/payload-too-large", "", "x".repeat(kibibytes * 1024));
			measureStep(curve, fleet, new Exchange(kibibytes + " KiB rejected", request, this.profile.connections(),
					Scenario.PAYLOAD_TOO_LARGE::statuses));
		}
		return curve;
	}

	/**
	 * Measures how cost grows with the number of requests that fail at the same time, on
	 * virtual threads where the JDK has good ones. Tomcat keeps the buffers of each
	 * request under way, so that 10,000 do not fit into the heap of the other parts.
	 */
	Map<String, Figures> concurrency() {
		Map<String, Figures> curve = new LinkedHashMap<>();
		if (Runtime.version().feature() < 24) {
			return curve;
		}
		Profile roomy = this.profile.with(List.of("-Xmx3g"));
		try (Fleet fleet = Fleet.start(roomy, this.stack, PAIR, false, "spring.threads.virtual.enabled=true",
				"server.tomcat.max-connections=20000", "server.tomcat.accept-count=10000")) {
			for (int concurrent : steps(10, 100, 1000, 10_000)) {
				byte[] request = Scenario.request("GET", "/slow-failure", "", null);
				measureStep(curve, fleet, new Exchange(concurrent + " at a time", request, concurrent,
						Scenario.DOMAIN_ANNOTATED::statuses));
			}
		}
		return curve;
	}

	private void measureStep(Map<String, Figures> curve, Fleet fleet, Exchange exchange) {
		this.progress.accept(exchange.title());
		Duration warmUp = this.profile.warmUp();
		fleet.warmUp(PAIR, exchange, warmUp.multipliedBy(curve.isEmpty() ? 6 : 2));
		curve.put(exchange.title(), fleet.measure(PAIR, exchange));
	}

	private int[] steps(int... all) {
		return Arrays.copyOf(all, Math.min(all.length, this.profile.steps()));
	}

	/** Start-up times, pairs as with segments. */
	static final class StartUp {

		private final Map<Library, List<double[]>> starts = new EnumMap<>(Library.class);

		void add(Library library, long millis, long cpuNanos) {
			this.starts.computeIfAbsent(library, (key) -> new ArrayList<>())
				.add(new double[] { millis, cpuNanos / 1e6 });
		}

		/** Returns the median of a measure, 0 for elapsed and 1 for CPU time. */
		double medianMillis(Library library, int measure) {
			return Figures.median(of(library).stream().mapToDouble((start) -> start[measure]).toArray());
		}

		/** Returns the median of the ratios of pairs. */
		double ratio(int measure) {
			return Figures.median(ratios(measure));
		}

		/** Returns the ratios of pairs in order. */
		double[] ratios(int measure) {
			List<double[]> ours = of(Library.MISHAP);
			List<double[]> without = of(Library.PROBLEM_DETAILS);
			double[] ratios = new double[Math.min(ours.size(), without.size())];
			for (int i = 0; i < ratios.length; i++) {
				ratios[i] = ours.get(i)[measure] / without.get(i)[measure];
			}
			Arrays.sort(ratios);
			return ratios;
		}

		private List<double[]> of(Library library) {
			return this.starts.getOrDefault(library, List.of());
		}

	}

}
