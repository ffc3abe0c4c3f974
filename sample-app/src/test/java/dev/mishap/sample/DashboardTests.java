package dev.mishap.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Dashboard and alert rules ask for what the running service has: each meter and each
 * label by the name that Prometheus reads.
 */
class DashboardTests extends RunningSample {

	private static final Path OPERATIONS = Path.of("../operations");

	private static final Pattern METER = Pattern.compile("\\b((?:mishap|http)_\\w+)(?:\\{([^}]*)})?");

	private static final Pattern SAMPLE = Pattern.compile("(\\w+)(?:\\{(.*)})? \\S+");

	private static final Pattern LABEL = Pattern.compile("(\\w+)=~?\"([^\"]*)\"");

	private static final Pattern GROUPING = Pattern.compile("\\bby \\(([^)]*)\\)");

	private static final Pattern LEGEND = Pattern.compile("\\{\\{(\\w+)}}");

	private final Map<String, Set<String>> labels = new HashMap<>();

	/** Asks for one problem of a kind, and for a response that is cut. */
	private void readMeters() {
		this.http.get("/trouble/boom");
		assertThatThrownBy(() -> this.http.get("/trouble/stream")).isNotNull();
		this.http.get("/actuator/prometheus").body().lines().forEach((line) -> {
			Matcher sample = SAMPLE.matcher(line);
			if (sample.matches()) {
				Set<String> names = this.labels.computeIfAbsent(sample.group(1), (meter) -> new TreeSet<>());
				Matcher label = LABEL.matcher((sample.group(2) != null) ? sample.group(2) : "");
				while (label.find()) {
					names.add(label.group(1));
				}
			}
		});
	}

	@Test
	void everyPanelIsDrawnFromMetersAndLabelsThatAreThere() throws IOException {
		readMeters();
		JsonNode dashboard = Http.JSON.readTree(Files.readString(OPERATIONS.resolve("grafana-dashboard.json")));
		assertThat(dashboard.path("panels")).isNotEmpty();
		for (JsonNode panel : dashboard.path("panels")) {
			assertThat(panel.path("targets")).as(panel.path("title").stringValue("")).isNotEmpty();
			for (JsonNode target : panel.path("targets")) {
				Set<String> shown = asked(target.path("expr").stringValue(""));
				Matcher legend = LEGEND.matcher(target.path("legendFormat").stringValue(""));
				while (legend.find()) {
					assertThat(shown).as(target.toString()).contains(legend.group(1));
				}
			}
		}
	}

	@Test
	void everyRuleAsksForMetersAndLabelsThatAreThere() throws IOException {
		readMeters();
		List<String> rules = new ArrayList<>(
				List.of(Files.readString(OPERATIONS.resolve("prometheus-rules.yml")).split("(?m)^ +(?:- )?expr: ")));
		assertThat(rules.remove(0)).doesNotContain("mishap_");
		rules.forEach((rule) -> {
			String query = rule.replaceAll("(?s)\\n +(?:for|labels|annotations|- record|- alert):.*", "");
			if (!query.startsWith("mishap:")) {
				asked(query);
			}
		});
	}

	/** Returns the labels that the result of a query has. */
	private Set<String> asked(String query) {
		assertThat(query).containsPattern(METER);
		Set<String> there = new TreeSet<>();
		Matcher meter = METER.matcher(query);
		while (meter.find()) {
			assertThat(this.labels).as(query).containsKey(meter.group(1));
			there.addAll(this.labels.get(meter.group(1)));
			Matcher label = LABEL.matcher((meter.group(2) != null) ? meter.group(2) : "");
			while (label.find()) {
				assertThat(there).as(query).contains(label.group(1));
				assertThat(label.group(1)).isEqualTo("fault");
				assertThat(label.group(2).split("\\|")).isSubsetOf("client", "server", "shed", "upstream");
			}
		}
		Set<String> kept = new TreeSet<>();
		Matcher grouping = GROUPING.matcher(query);
		while (grouping.find()) {
			kept.addAll(Set.of(grouping.group(1).split(", *")));
		}
		assertThat(there).as(query).containsAll(kept);
		return kept;
	}

}
