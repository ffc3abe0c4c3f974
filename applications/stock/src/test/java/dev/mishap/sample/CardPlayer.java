package dev.mishap.sample;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Plays the cards of the sample's page as the script of the page does, each request over
 * a socket. What has to happen before a request is in {@code sheet.js} under the same
 * names.
 */
final class CardPlayer {

	static final JsonMapper JSON = JsonMapper.builder().build();

	private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\w+)}");

	private static final Pattern ENDED = Pattern.compile("\"(succeeded|failed)\"");

	private static final int TRIES = 600;

	private final HttpClient client = HttpClient.newHttpClient();

	private final String origin;

	CardPlayer(int port) {
		this.origin = "http://localhost:" + port;
	}

	/**
	 * Plays a card.
	 * @param card the card
	 * @param switches fields that the switches of the page add to each request; an
	 * {@code Authorization} takes the place of that of the card, and an empty one leaves
	 * none
	 */
	List<RecordedAnswer> play(JsonNode card, Map<String, String> switches) {
		Map<String, String> values = new HashMap<>();
		List<RecordedAnswer> answers = new ArrayList<>();
		for (JsonNode step : card.path("steps")) {
			prepare(step.path("before").asString(""), values);
			RecordedAnswer answer = send(step, values, switches);
			for (int i = 0; step.has("until") && i < TRIES && !ENDED.matcher(answer.body()).find(); i++) {
				pause();
				answer = send(step, values, switches);
			}
			String id = answer.member("id");
			if (!id.isEmpty()) {
				values.put("id", id);
			}
			answers.add(answer.stable());
		}
		return answers;
	}

	private RecordedAnswer send(JsonNode step, Map<String, String> values, Map<String, String> switches) {
		List<String> lines = step.path("request").valueStream().map((line) -> filled(line.asString(), values)).toList();
		int end = lines.contains("") ? lines.indexOf("") : lines.size();
		String[] requestLine = lines.get(0).split(" ");
		Map<String, String> headers = new LinkedHashMap<>();
		for (String field : lines.subList(1, end)) {
			headers.put(field.substring(0, field.indexOf(':')), field.substring(field.indexOf(':') + 1).strip());
		}
		switches.forEach((name, value) -> {
			if (name.equals("Authorization")) {
				headers.remove(name);
			}
			if (!value.isEmpty()) {
				headers.putIfAbsent(name, value);
			}
		});
		String body = String.join("\n", lines.subList(Math.min(end + 1, lines.size()), lines.size()));
		RecordedAnswer answer = wire(requestLine[0], requestLine[1], headers, body);
		String location = answer.field("Location");
		boolean followed = !step.path("via").asString("").equals("wire") && location != null
				&& answer.status() / 100 == 3;
		return followed ? wire(requestLine[0], location, headers, body) : answer;
	}

	private static String filled(String line, Map<String, String> values) {
		return PLACEHOLDER.matcher(line)
			.replaceAll((found) -> Matcher.quoteReplacement(values.getOrDefault(found.group(1), found.group())));
	}

	private RecordedAnswer wire(String method, String target, Map<String, String> headers, String body) {
		Map<String, Object> request = Map.of("method", method, "target", target, "headers", headers, "body", body);
		JsonNode exchange = json("POST", "/demo/wire", request);
		return RecordedAnswer.parse(exchange.path("response").asString());
	}

	private void prepare(String what, Map<String, String> values) {
		String[] words = what.split(" ");
		switch (words[0]) {
			case "" -> {
			}
			case "token" -> values.put("token", token(words[1], (words.length > 2) ? words[2] : "", false));
			case "expired" -> values.put("token", token(words[1], "", true));
			case "token-new" -> values.put("token", token(UUID.randomUUID().toString(), "", false));
			case "use-up" -> useUp(values.get("token"));
			case "quota" -> {
				prepare("token-new", values);
				prepare("use-up", values);
			}
			case "idle", "retry-after" -> idle();
			case "prediction" -> {
				idle();
				values.put("id", json("POST", "/predictions", Map.of("text", "a useful sheet")).path("id").asString());
			}
			case "deleted" -> {
				prepare("prediction", values);
				exchange("DELETE", "/predictions/" + values.get("id"), null, null);
			}
			case "new-key" -> values.put("key", UUID.randomUUID().toString());
			case "key" -> {
				prepare("new-key", values);
				exchange("POST", "/demo/keys/" + values.get("key"), List.of("good"), null);
			}
			case "busy", "loading" -> {
				idle();
				exchange("POST", "/demo/model/" + words[0], null, null);
			}
			default -> throw new IllegalArgumentException(what);
		}
	}

	/** Returns a token for somebody. */
	String token(String subject, String scope, boolean expired) {
		return json("POST", "/demo/tokens", Map.of("subject", subject, "scope", scope, "expired", expired))
			.path("token")
			.asString();
	}

	private void useUp(@Nullable String token) {
		String authorization = "Bearer " + token;
		for (int left = 1; left > 0;) {
			HttpResponse<String> response = exchange("POST", "/llm", Map.of("prompt", "hello"), authorization);
			Matcher told = Pattern.compile(";r=(\\d+)").matcher(response.headers().firstValue("RateLimit").orElse(""));
			left = (response.statusCode() == 200 && told.find()) ? Integer.parseInt(told.group(1)) : 0;
		}
	}

	private void idle() {
		for (int i = 0; i < TRIES; i++) {
			if (json("GET", "/demo/model", null).path("free").asBoolean()) {
				return;
			}
			pause();
		}
		throw new AssertionError("the model did not come free");
	}

	private static void pause() {
		try {
			TimeUnit.MILLISECONDS.sleep(50);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	private JsonNode json(String method, String path, @Nullable Object body) {
		HttpResponse<String> response = exchange(method, path, body, null);
		if (response.statusCode() >= 300) {
			throw new AssertionError(method + " " + path + " answered " + response.statusCode());
		}
		return JSON.readTree(response.body());
	}

	private HttpResponse<String> exchange(String method, String path, @Nullable Object body,
			@Nullable String authorization) {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(this.origin + path))
			.header("Content-Type", "application/json")
			.method(method,
					(body != null) ? BodyPublishers.ofString(JSON.writeValueAsString(body)) : BodyPublishers.noBody());
		if (authorization != null) {
			request.header("Authorization", authorization);
		}
		try {
			return this.client.send(request.build(), BodyHandlers.ofString());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

}
