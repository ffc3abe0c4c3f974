package dev.mishap.applications.operations;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import ch.qos.logback.classic.spi.ILoggingEvent;
import dev.mishap.applications.testing.operations.Lines;
import dev.mishap.applications.testing.operations.RunningShop;
import dev.mishap.internal.registry.RegistryJson;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What docs/operations.md shows is what the running application says, but for IDs and
 * times. {@code -Dmishap.docs.update=true} writes it.
 */
@TestPropertySource(properties = RunningShop.WITHOUT_BRAVE)
class RecordedTests extends RunningShop {

	private static final Path DOCUMENT = Path.of("../../docs/operations.md");

	@Autowired
	private Environment environment;

	private static void recorded(String name, String output) throws IOException {
		String document = Files.readString(DOCUMENT);
		Matcher block = Pattern.compile("<!-- recorded: " + name + " -->\\n\\n```\\w*\\n(.*?)```\\n", Pattern.DOTALL)
			.matcher(document);
		assertThat(block.find()).as(name).isTrue();
		String wanted = output.stripTrailing() + "\n";
		if (Boolean.getBoolean("mishap.docs.update")) {
			Files.writeString(DOCUMENT,
					document.substring(0, block.start(1)) + wanted + document.substring(block.end(1)));
		}
		else {
			assertThat(block.group(1)).as("stale; run with -Dmishap.docs.update=true").isEqualTo(wanted);
		}
	}

	private static String pretty(JsonNode json) {
		return RegistryJson.of(JsonMapper.shared().treeToValue(json, Object.class));
	}

	@Test
	void problemOfTheRegistry() throws Exception {
		JsonNode entry = json(get("/actuator/problems")).path("problems")
			.valueStream()
			.filter((one) -> one.path("code").stringValue("").equals("SOLD_OUT"))
			.findFirst()
			.orElseThrow();
		recorded("problem", pretty(entry));
	}

	@Test
	void walkToTheAnswer() throws Exception {
		recorded("walk", pretty(json(get("/actuator/problems?exception=" + SoldOutException.class.getName()))));
	}

	@Test
	void counters() throws Exception {
		for (String path : List.of("/orders/broken", "/orders/busy", "/orders/stock", "/orders/later")) {
			get(path);
		}
		List<String> lines = get("/actuator/prometheus").body()
			.lines()
			.filter((line) -> line.startsWith("mishap_problems_total{") && line
				.matches(".*(IllegalStateException|OverloadedException|ResourceAccessException|SoldOutException).*"))
			.map((line) -> line.replaceAll("[0-9.]+$", "1.0"))
			.sorted()
			.toList();
		recorded("metrics", String.join("\n", lines));
	}

	@Test
	void lineOfTheLog() throws Exception {
		try (Lines lines = new Lines()) {
			HttpResponse<String> response = get("/orders/later");
			ILoggingEvent event = lines.of(member(response, "request_id")).get(0);
			String line = pretty(JsonMapper.shared().readTree(Lines.encode(event, "ecs", this.environment)));
			recorded("ecs",
					line.replace(member(response, "request_id"), "req_01K6Z0V8R3T5W7Y9A1C3E5G7J9")
						.replace(member(response, "trace_id"), "4bf92f3577b34da6a3ce929d0e0e4736")
						.replaceAll("\"spanId\": \"[0-9a-f]+\"", "\"spanId\": \"00f067aa0ba902b7\"")
						.replaceAll("\"@timestamp\": \"[^\"]+\"", "\"@timestamp\": \"2026-11-27T09:00:00.000Z\"")
						.replaceAll("\"pid\": [0-9]+", "\"pid\": 1")
						.replaceAll("\"name\": \"[^\"]*exec[^\"]*\"", "\"name\": \"http-nio-8080-exec-1\""));
		}
	}

}
