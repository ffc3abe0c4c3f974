package dev.mishap.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

import dev.mishap.benchmarks.Figures.Segment;
import dev.mishap.benchmarks.Measurement.StartUp;
import org.jspecify.annotations.Nullable;

/** The figures as Markdown: one section for each JDK, which a new run replaces. */
final class Report {

	private static final Library REFERENCE = Library.PROBLEM_DETAILS;

	private static final String WITHOUT_BODY = "°";

	private final StringBuilder text = new StringBuilder();

	private final Stack stack;

	private final String section;

	Report(Profile profile, Stack stack) {
		this.stack = stack;
		this.section = "JDK " + Runtime.version().feature() + ((stack == Stack.WEBFLUX) ? ", WebFlux" : "");
		this.text.append("## ").append(this.section).append("\n\n");
		this.text.append(Machine.describe(profile, stack)).append(".\n");
		this.text.append("Load: ")
			.append(profile.connections())
			.append(" connections, ")
			.append(profile.generations())
			.append((profile.generations() == 1) ? " generation of applications, in it "
					: " generations of applications, in each ")
			.append(profile.rounds())
			.append(" rounds of segments of ")
			.append(profile.segment().toMillis())
			.append(" ms.\n");
	}

	/** The highest ratio of CPU time that the project allows itself. */
	private String targetOfCpu(Scenario scenario) {
		if (this.stack == Stack.WEBFLUX) {
			return (scenario == Scenario.OK) ? "1.03" : "0.75";
		}
		return switch (scenario) {
			case VALIDATION, SHED -> "0.65";
			case MALFORMED, UNKNOWN -> "0.75";
			case NO_ROUTE -> "0.60";
			case METHOD_NOT_ALLOWED -> "0.50";
			case DOMAIN_MAPPED, DOMAIN_ANNOTATED -> "0.55";
			case UNKNOWN_BUDGET -> "0.35";
			case SEND_ERROR, FILTER_UNKNOWN, FILTER_ANNOTATED -> "0.45";
			case OK -> "1.03";
			case UNAUTHENTICATED_BASIC, UNAUTHENTICATED_BEARER -> "0.25";
			case PAYLOAD_TOO_LARGE -> "";
		};
	}

	/** The same for what is allocated. */
	private String targetOfAllocation(Scenario scenario) {
		if (this.stack == Stack.WEBFLUX) {
			return (scenario == Scenario.OK) ? "" : "0.80";
		}
		return switch (scenario) {
			case UNKNOWN, OK -> "";
			default -> "0.70";
		};
	}

	void scenarios(Map<Scenario, Figures> rows, List<Library> libraries) {
		List<Library> others = new ArrayList<>(libraries);
		others.remove(REFERENCE);
		table("CPU time per request", "µs", Segment::cpuMicros, rows, others, this::targetOfCpu);
		table("Allocation per request", "KiB", Segment::allocatedKib, rows, others, this::targetOfAllocation);
		table("Requests a second", "1/s", Segment::perSecond, rows, others, null);
		missing(rows, libraries);
	}

	/** What is cheaper may be so because it says less. */
	private void missing(Map<Scenario, Figures> rows, List<Library> libraries) {
		List<Library> compared = libraries.stream().filter((library) -> library != Library.FLOOR).toList();
		this.text.append("\n### What the answers leave out\n\n| |");
		compared.forEach((library) -> this.text.append(' ').append(library.title()).append(" |"));
		this.text.append("\n").append("|---".repeat(compared.size() + 1)).append("|\n");
		rows.forEach((scenario, figures) -> {
			if (scenario == Scenario.OK) {
				return;
			}
			this.text.append("| ").append(scenario.title()).append(" |");
			for (Library library : compared) {
				Answer answer = figures.answer(library);
				String missing = (answer != null) ? String.join(", ", answer.missing(scenario)) : "";
				this.text.append(' ').append(missing.isEmpty() ? "–" : missing).append(" |");
			}
			this.text.append('\n');
		});
	}

	private void table(String title, String unit, ToDoubleFunction<Segment> measure, Map<Scenario, Figures> rows,
			List<Library> others, @Nullable Function<Scenario, String> target) {
		this.text.append("\n### ").append(title).append("\n\n| |");
		this.text.append(' ').append(REFERENCE.title()).append(", ").append(unit).append(" |");
		others.forEach((library) -> this.text.append(' ').append(library.title()).append(" |"));
		this.text.append((target != null) ? " middle half | target |\n" : "\n");
		this.text.append("|---").append("|---:".repeat(others.size() + ((target != null) ? 3 : 1))).append("|\n");
		rows.forEach((scenario, figures) -> {
			this.text.append("| ").append(scenario.title()).append(" | ");
			this.text.append(number(figures.median(REFERENCE, measure))).append(mark(figures, REFERENCE)).append(" |");
			for (Library library : others) {
				String ratio = figures.has(library) ? ratio(figures.ratio(library, REFERENCE, measure)) : "";
				boolean ours = library == Library.MISHAP;
				this.text.append(' ').append(ours ? "**" + ratio + "**" : ratio);
				this.text.append(mark(figures, library)).append(" |");
			}
			if (target != null) {
				double[] spread = figures.has(Library.MISHAP) ? figures.spread(Library.MISHAP, REFERENCE, measure)
						: new double[] { Double.NaN, Double.NaN };
				this.text.append(' ').append(ratio(spread[0])).append("–").append(ratio(spread[1]));
				this.text.append(" | ").append(target.apply(scenario)).append(" |");
			}
			this.text.append('\n');
		});
		if (rows.values().stream().anyMatch(Figures::hasAnyWithoutBody)) {
			this.text.append('\n').append(WITHOUT_BODY).append(" answers without a body\n");
		}
	}

	private static String mark(Figures figures, Library library) {
		return figures.isWithoutBody(library) ? WITHOUT_BODY : "";
	}

	void startUp(StartUp startUp) {
		this.text.append("\n### Start-up\n\n| | problem details, ms | Mishap, ms | ratio of pairs |\n");
		this.text.append("|---|---:|---:|---:|\n");
		String[] names = { "until it serves", "CPU time until then" };
		for (int i = 0; i < names.length; i++) {
			this.text.append("| ").append(names[i]).append(" | ");
			this.text.append(number(startUp.medianMillis(REFERENCE, i))).append(" | ");
			this.text.append(number(startUp.medianMillis(Library.MISHAP, i))).append(" | ");
			this.text.append(ratio(startUp.ratio(i))).append(" |\n");
		}
	}

	void startOff(Map<String, StartUp> pairs) {
		this.text.append("\n### Start-up with what is off\n\n");
		this.text.append("| CPU time until it serves | ratio of pairs | middle half | pairs |\n|---|---:|---:|---:|\n");
		pairs.forEach((title, startUp) -> {
			double[] ratios = startUp.ratios(1);
			this.text.append("| ").append(title).append(" | ");
			this.text.append(ratio(Figures.median(ratios))).append(" | ");
			this.text.append(ratio(ratios[ratios.length / 4])).append(" to ");
			this.text.append(ratio(ratios[ratios.length - 1 - ratios.length / 4])).append(" | ");
			this.text.append(ratios.length).append(" |\n");
		});
	}

	void curve(String title, Map<String, Figures> curve, ToDoubleFunction<Segment> cpu) {
		if (curve.isEmpty()) {
			return;
		}
		this.text.append("\n### ").append(title).append("\n\n");
		this.text.append("| | problem details, µs | Mishap, µs | ratio | problem details, KiB | Mishap, KiB |\n");
		this.text.append("|---|---:|---:|---:|---:|---:|\n");
		curve.forEach((step, figures) -> {
			this.text.append("| ").append(step).append(" | ");
			this.text.append(number(figures.median(REFERENCE, cpu))).append(" | ");
			this.text.append(number(figures.median(Library.MISHAP, cpu))).append(" | ");
			this.text.append(ratio(figures.ratio(Library.MISHAP, REFERENCE, cpu))).append(" | ");
			this.text.append(number(figures.median(REFERENCE, Segment::allocatedKib))).append(" | ");
			this.text.append(number(figures.median(Library.MISHAP, Segment::allocatedKib))).append(" |\n");
		});
	}

	void micro(List<Micro.Score> scores) {
		this.text.append("\n### Parts of the path (JMH)\n\n| | ns | ± | B |\n|---|---:|---:|---:|\n");
		for (Micro.Score score : scores) {
			this.text.append("| ").append(score.name()).append(" | ").append(number(score.nanos())).append(" | ");
			this.text.append(Double.isNaN(score.error()) ? "" : number(score.error())).append(" | ");
			this.text.append(Math.round(score.bytes())).append(" |\n");
		}
	}

	private static String number(double value) {
		return String.format(Locale.ROOT, (value < 10) ? "%.1f" : "%.0f", value);
	}

	private static String ratio(double value) {
		return Double.isNaN(value) ? "" : String.format(Locale.ROOT, "%.2f", value);
	}

	String text() {
		return this.text.toString();
	}

	/** Puts the section into a document, which is made where it is missing. */
	void writeTo(Path document) throws IOException {
		String begin = "<!-- begin of " + this.section + " -->\n";
		String end = "<!-- end of " + this.section + " -->\n";
		String whole = Files.exists(document) ? Files.readString(document) : introduction();
		String section = begin + "\n" + this.text + "\n" + end;
		int from = whole.indexOf(begin);
		int to = whole.indexOf(end);
		if (from >= 0 && to > from) {
			whole = whole.substring(0, from) + section + whole.substring(to + end.length());
		}
		else {
			whole = whole + "\n" + section;
		}
		Path folder = document.toAbsolutePath().getParent();
		if (folder != null) {
			Files.createDirectories(folder);
		}
		Files.writeString(document, whole);
	}

	private static String introduction() throws IOException {
		try (InputStream stream = Report.class.getResourceAsStream("/performance-introduction.md")) {
			if (stream == null) {
				throw new IllegalStateException("no introduction");
			}
			return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
		}
	}

}
