package dev.mishap.applications.operations;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

import dev.mishap.applications.testing.operations.RunningShop;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What stands in the folder operations, and what it reads, judged by Prometheus' own
 * tool.
 */
@Tag("acceptance")
@TestPropertySource(properties = RunningShop.WITHOUT_BRAVE)
class PromtoolTests extends RunningShop {

	private static final Path OPERATIONS = Path.of("../../operations");

	private static String promtool(String input, String... arguments) throws IOException, InterruptedException {
		List<String> command = new java.util.ArrayList<>(List.of("promtool"));
		command.addAll(List.of(arguments));
		Process process = new ProcessBuilder(command).directory(OPERATIONS.toFile()).redirectErrorStream(true).start();
		process.getOutputStream().write(input.getBytes(StandardCharsets.UTF_8));
		process.getOutputStream().close();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
		assertThat(process.exitValue()).as(output).isZero();
		return output;
	}

	@Test
	void rulesAreRules() throws Exception {
		assertThat(promtool("", "check", "rules", "prometheus-rules.yml")).contains("SUCCESS");
	}

	@Test
	void alertsFireWhenTheyShould() throws Exception {
		assertThat(promtool("", "test", "rules", "prometheus-rules.test.yml")).contains("SUCCESS");
	}

	@Test
	void metersOfTheLibraryAreNamedAsPrometheusWants() throws Exception {
		get("/orders/broken");
		get("/orders/busy");
		String metrics = get("/actuator/prometheus").body();
		StringBuilder own = new StringBuilder();
		metrics.lines().filter((line) -> line.contains("mishap_")).forEach((line) -> own.append(line).append('\n'));
		assertThat(own.toString()).contains("mishap_problems_total{");
		assertThat(promtool(own.toString(), "check", "metrics")).isEmpty();
	}

}
