package dev.mishap.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootVersion;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What stock Boot answers to the requests of the sample's page is what the page shows.
 * The recording is made by the same test, with {@code -Dsample.record}.
 */
class StockAnswersTests {

	private static final Path PAGE = Path.of("..", "..", "sample-app", "src", "main", "resources", "static");

	private static final Path RECORDING = PAGE.resolve("stock.json");

	/** Fields that the switches of the page add, by the key of the recording. */
	private static final Map<String, Map<String, String>> ACCEPT = Map.of("xml",
			Map.of("Accept", "application/problem+xml, */*;q=0.5"), "html", Map.of("Accept", "text/html, */*;q=0.5"));

	@SuppressWarnings("NullAway.Init")
	private static ConfigurableApplicationContext stock;

	@SuppressWarnings("NullAway.Init")
	private static CardPlayer player;

	/** The answers to the cards as they are, by their IDs. */
	private static final Map<String, List<RecordedAnswer>> PLAIN = new TreeMap<>();

	@BeforeAll
	static void start() throws IOException {
		stock = run();
		player = player(stock);
		for (JsonNode card : cards()) {
			PLAIN.put(card.path("id").asString(), play(card, Map.of()));
		}
	}

	private static ConfigurableApplicationContext run(String... arguments) {
		List<String> all = new ArrayList<>(
				List.of("--server.port=0", "--sample.levers.hold=300ms", "--sample.jobs.step=200ms"));
		all.addAll(List.of(arguments));
		return new SpringApplication(SampleApplication.class).run(all.toArray(String[]::new));
	}

	private static CardPlayer player(ConfigurableApplicationContext application) {
		return new CardPlayer(application.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
	}

	@AfterAll
	static void stop() {
		stock.close();
	}

	@Test
	void nothingOfTheLibraryIsThere() {
		assertThat(System.getProperty("java.class.path")).doesNotContain("mishap-spring-boot", "autoconfigure/target");
		assertThat(stock.getBeanDefinitionNames()).isNotEmpty()
			.noneMatch((name) -> name.startsWith("dev.mishap.") && !name.startsWith("dev.mishap.sample."));
	}

	@Test
	void recordingIsWhatStockBootAnswers() throws Exception {
		Map<String, List<RecordedAnswer>> answers = new TreeMap<>(PLAIN);
		for (JsonNode card : cards()) {
			if (isAnsweredAtOnce(card)) {
				ACCEPT.forEach((key, accept) -> add(answers, card, key, play(card, accept)));
			}
			if (card.has("callers")) {
				callers().forEach((key, caller) -> add(answers, card, key, play(card, caller)));
			}
		}
		try (ConfigurableApplicationContext described = run("--spring.mvc.problemdetails.enabled=true")) {
			CardPlayer describing = player(described);
			for (JsonNode card : cards()) {
				if (isAnswered(card)) {
					add(answers, card, "described", describing.play(card, Map.of("Accept-Language", "en")));
				}
			}
		}
		String recording = written(answers);
		if (System.getProperty("sample.record") != null) {
			Files.writeString(RECORDING, recording);
		}
		assertThat(answers(Files.readString(RECORDING))).isEqualTo(answers(recording));
	}

	/** Other versions of Boot that answer the same are welcome. */
	private static List<String> answers(String recording) {
		return recording.lines().filter((line) -> !line.startsWith("  \"boot\"")).toList();
	}

	private static boolean isAnswered(JsonNode card) {
		return PLAIN.getOrDefault(card.path("id").asString(), List.of()).stream().allMatch(RecordedAnswer::isThere);
	}

	private static boolean isAnsweredAtOnce(JsonNode card) {
		return card.path("kind").asString().equals("code") && isAnswered(card);
	}

	/** An answer that a switch does not change is recorded once. */
	private static void add(Map<String, List<RecordedAnswer>> answers, JsonNode card, String key,
			List<RecordedAnswer> played) {
		String id = card.path("id").asString();
		if (!played.equals(PLAIN.get(id))) {
			answers.put(id + " " + key, played);
		}
	}

	private static Map<String, Map<String, String>> callers() {
		return Map.of("nobody", Map.of("Authorization", ""), "user",
				Map.of("Authorization", "Bearer " + player.token("ada", "read", false)), "admin",
				Map.of("Authorization", "Bearer " + player.token("eve", "admin", false)));
	}

	private static List<RecordedAnswer> play(JsonNode card, Map<String, String> switches) {
		Map<String, String> all = new LinkedHashMap<>(switches);
		all.put("Accept-Language", "en");
		return player.play(card, all);
	}

	@Test
	void stockBootAnswersGermansInEnglish() throws Exception {
		for (JsonNode card : cards()) {
			if (isAnsweredAtOnce(card)) {
				String id = card.path("id").asString();
				assertThat(player.play(card, Map.of("Accept-Language", "de"))).as(id).isEqualTo(PLAIN.get(id));
			}
		}
	}

	private static JsonNode cards() throws IOException {
		return CardPlayer.JSON.readTree(Files.readString(PAGE.resolve("cards.json")));
	}

	private static String written(Map<String, List<RecordedAnswer>> answers) {
		Map<String, Object> recording = new LinkedHashMap<>();
		recording.put("boot", SpringBootVersion.getVersion());
		recording.put("answers", answers);
		return CardPlayer.JSON.writerWithDefaultPrettyPrinter().writeValueAsString(recording).replace("\r", "") + "\n";
	}

}
