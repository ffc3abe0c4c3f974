package dev.mishap;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import dev.mishap.ErrorTable.ErrorRow;
import dev.mishap.internal.HttpStatuses;
import dev.mishap.testing.Sources;

/** What {@code docs/errors.md} says, from its template, the table and the texts. */
final class ErrorDocument {

	private static final Path TEMPLATE = Path.of("src/test/resources/docs/errors.md");

	/** Codes that no exception alone leads to, with their status. */
	static final Map<String, String> WITHOUT_ROW = Map.of("CORS_REJECTED", "403", "INSUFFICIENT_SCOPE", "403",
			"INVALID_TOKEN", "401", "TOKEN_EXPIRED", "401", "UNSUPPORTED_CONTENT_CODING", "415");

	private final Map<String, String> english = texts("");

	private final Map<String, String> german = texts("_de");

	private final List<ErrorRow> rows;

	private ErrorDocument(List<ErrorRow> rows) {
		this.rows = rows;
	}

	static String of(List<ErrorRow> rows) throws IOException {
		ErrorDocument document = new ErrorDocument(rows);
		return Files.readString(TEMPLATE)
			.replace("@rows@", document.exceptions())
			.replace("@codes@", document.codes())
			.replace("@statuses@", document.statuses())
			.replace("@violations@", document.violations());
	}

	/** Returns the texts of a bundle by their keys, without {@code mishap.}. */
	static Map<String, String> texts(String suffix) {
		Properties properties = new Properties();
		Path bundle = Sources.coreResource("dev/mishap/messages" + suffix + ".properties");
		try (Reader reader = Files.newBufferedReader(bundle, StandardCharsets.UTF_8)) {
			properties.load(reader);
		}
		catch (IOException ex) {
			throw new java.io.UncheckedIOException(ex);
		}
		Map<String, String> texts = new TreeMap<>();
		properties.stringPropertyNames()
			.forEach((name) -> texts.put(name.replaceFirst("^mishap\\.", ""), properties.getProperty(name)));
		return texts;
	}

	private String exceptions() {
		List<String> lines = new ArrayList<>();
		String concern = "";
		for (ErrorRow row : this.rows) {
			if (!row.concern().equals(concern)) {
				concern = row.concern();
				lines.addAll(List.of("", "### " + concern, "", "| exception | status | code | headers | log | detail |",
						"|---|---|---|---|---|---|"));
			}
			String when = row.when().isEmpty() ? "" : "; " + row.when();
			String headers = row.headers().isEmpty() ? "" : code(row.headers());
			boolean inherited = !row.row().isEmpty() && !row.row().equals(row.exception());
			String nearest = inherited ? " (row of `" + row.row().replaceFirst(".*\\.", "") + "`)" : "";
			lines.add(line(code(row.exception()) + nearest + when, row.status(), code(row.code()), headers, row.log(),
					row.detail()));
		}
		return String.join("\n", lines).strip();
	}

	private String codes() {
		List<String> lines = new ArrayList<>(
				List.of("| code | status | detail in English | detail in German |", "|---|---|---|---|"));
		Set<String> ofStatuses = new TreeSet<>();
		HttpStatuses.all().forEach((status) -> ofStatuses.add(HttpStatuses.code(status)));
		this.english.keySet()
			.stream()
			.filter((key) -> key.matches("detail\\.[A-Z].*") && !ofStatuses.contains(key.substring(7)))
			.forEach((key) -> {
				String code = key.substring(7).replaceFirst("\\..*", "");
				lines.add(line(code(code), statusesOf(code), text(this.english, key), text(this.german, key)));
			});
		return String.join("\n", lines);
	}

	private String statusesOf(String code) {
		Set<String> statuses = new TreeSet<>();
		this.rows.stream().filter((row) -> row.code().equals(code)).forEach((row) -> statuses.add(row.status()));
		for (int status : HttpStatuses.all()) {
			if (HttpStatuses.code(status).equals(code)) {
				statuses.add(Integer.toString(status));
			}
		}
		if (statuses.isEmpty() && WITHOUT_ROW.containsKey(code)) {
			statuses.add(WITHOUT_ROW.get(code));
		}
		if (statuses.isEmpty()) {
			throw new IllegalStateException("nothing leads to " + code);
		}
		return String.join(", ", statuses);
	}

	private String statuses() {
		List<String> lines = new ArrayList<>(
				List.of("| status | code | title | detail in English | Titel | detail in German |",
						"|---|---|---|---|---|---|"));
		for (int status : HttpStatuses.all()) {
			String code = HttpStatuses.code(status);
			lines.add(line(Integer.toString(status), code(code), text(this.english, "title." + status),
					text(this.english, "detail." + code), text(this.german, "title." + status),
					text(this.german, "detail." + code)));
		}
		for (String series : List.of("4xx", "5xx")) {
			lines.add(line("other " + series, "", text(this.english, "title." + series),
					text(this.english, "detail." + series), text(this.german, "title." + series),
					text(this.german, "detail." + series)));
		}
		return String.join("\n", lines);
	}

	private String violations() {
		List<String> lines = new ArrayList<>(List.of("| code in `errors` | in English | in German |", "|---|---|---|"));
		this.english.keySet().stream().filter((key) -> key.startsWith("violation.")).forEach((key) -> {
			String code = key.substring(10).replaceFirst("\\..*", "");
			lines.add(line(code(code), text(this.english, key), text(this.german, key)));
		});
		return String.join("\n", lines);
	}

	private static String text(Map<String, String> texts, String key) {
		String text = texts.get(key);
		if (text == null) {
			throw new IllegalStateException("no text for " + key);
		}
		return text.replaceAll("\\{\\d}", "…");
	}

	private static String code(String text) {
		return "`" + text + "`";
	}

	private static String line(String... cells) {
		List<String> escaped = new ArrayList<>();
		for (String cell : cells) {
			escaped.add(cell.replace("|", "\\|"));
		}
		return "| " + String.join(" | ", escaped) + " |";
	}

}
