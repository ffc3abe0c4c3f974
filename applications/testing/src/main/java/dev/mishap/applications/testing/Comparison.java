package dev.mishap.applications.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;

/** Compares what an application answers with the starter to what it answers without. */
final class Comparison {

	/** Those that describe the transfer rather than the answer. */
	private static final Set<String> TRANSFER = Set.of("date", "connection", "keep-alive");

	/** Errors are never to be stored, and are sent in one piece. */
	private static final Set<String> OF_ERRORS = Set.of("cache-control", "pragma", "expires", "content-length",
			"transfer-encoding");

	private Comparison() {
	}

	/** What succeeds is the same to the byte, but for the request ID. */
	static void check(Answer plain, Answer with) {
		Assertions.assertThat(with.status()).as("status").isEqualTo(plain.status());
		Assertions.assertThat(settled(with.body())).as("body").isEqualTo(settled(plain.body()));
		Map<String, List<String>> expected = fields(plain);
		Map<String, List<String>> found = fields(with);
		if (plain.status() < 400) {
			found.remove("x-request-id");
			Assertions.assertThat(found).as("fields").isEqualTo(expected);
			return;
		}
		OF_ERRORS.forEach(expected::remove);
		// in any order, and with what is always allowed named too
		List<String> vary = Objects.requireNonNullElse(expected.remove("vary"), List.of());
		List<String> allow = Objects.requireNonNullElse(expected.remove("allow"), List.of());
		String foundAllow = String.join(", ", found.getOrDefault("allow", List.of()));
		allow.forEach((line) -> Assertions.assertThat(foundAllow.split(", *")).as("Allow").contains(line.split(", *")));
		Assertions.assertThat(found).as("fields").containsAllEntriesOf(expected);
		String foundVary = String.join(", ", found.getOrDefault("vary", List.of()));
		vary.forEach((field) -> Assertions.assertThat(foundVary).as("Vary").contains(field));
	}

	private static Map<String, List<String>> fields(Answer answer) {
		Map<String, List<String>> fields = new TreeMap<>();
		answer.headers().forEach((name, lines) -> {
			List<String> settled = new ArrayList<>();
			lines.forEach((line) -> settled.add(settled(line)));
			fields.put(name.toLowerCase(Locale.ROOT), settled);
		});
		TRANSFER.forEach(fields::remove);
		return fields;
	}

	/** Replaces what is random, or another one at each start. */
	static String settled(@Nullable String text) {
		if (text == null) {
			return "";
		}
		return text.replaceAll("localhost(:|%3A)[0-9]+", "localhost$1PORT")
			.replaceAll(";jsessionid=[0-9A-F]{32}", ";jsessionid=RANDOM")
			.replaceAll("JSESSIONID=[0-9A-F]{32}", "JSESSIONID=RANDOM")
			.replaceAll("remember-me=[A-Za-z0-9%+/=]+", "remember-me=RANDOM")
			.replaceAll("XSRF-TOKEN=[0-9a-f-]{36}", "XSRF-TOKEN=RANDOM")
			.replaceAll("(name=\"_csrf\"[^>]*value=)\"[^\"]*\"", "$1\"RANDOM\"")
			.replaceAll("(\"timestamp\":)\"[^\"]*\"", "$1\"NOW\"")
			.replaceAll("Expires=[^;]*;", "Expires=LATER;")
			.replaceAll("code_challenge=[A-Za-z0-9_-]+", "code_challenge=RANDOM")
			.replaceAll("state=[A-Za-z0-9_%=-]+", "state=RANDOM");
	}

}
