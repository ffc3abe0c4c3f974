package dev.mishap.applications.testing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The requests of a suite, by who sends them. */
public final class Rows {

	private static final String BROWSER = "Accept: text/html,application/xhtml+xml,application/xml;q=0.9,"
			+ "image/avif,image/webp,*/*;q=0.8";

	private final List<Row> rows = new ArrayList<>();

	/**
	 * Adds a request of a browser: method and target, and further lines of the header.
	 */
	public Row browser(String request, String... fields) {
		return add("browser", request, List.of(BROWSER, "Accept-Language: en"), fields);
	}

	/** Adds a request of a program that asks for JSON. */
	public Row api(String request, String... fields) {
		return add("api", request, List.of("Accept: application/json"), fields);
	}

	/** Adds a request of htmx, which says what it is, and takes what comes. */
	public Row htmx(String request, String... fields) {
		return add("htmx", request, List.of("Accept: */*", "Accept-Language: en", "HX-Request: true"), fields);
	}

	/** Adds a request of a script's {@code fetch()} that names no format. */
	public Row fetch(String request, String... fields) {
		return add("fetch", request, List.of("Accept: */*", "Accept-Language: en", "Sec-Fetch-Mode: cors",
				"Sec-Fetch-Dest: empty", "Sec-Fetch-Site: same-origin"), fields);
	}

	/** Adds a request of a script that says so in the old way, and asks for JSON. */
	public Row xhr(String request, String... fields) {
		return add("xhr", request, List.of("Accept: application/json, text/plain, */*", "Accept-Language: en",
				"X-Requested-With: XMLHttpRequest"), fields);
	}

	/** Adds a request with no other header fields than those given. */
	public Row bare(String request, String... fields) {
		return add("bare", request, List.of(), fields);
	}

	private Row add(String who, String request, List<String> own, String... fields) {
		StringBuilder name = new StringBuilder(who).append(": ").append(request);
		Arrays.stream(fields).forEach((field) -> name.append(", ").append(field));
		// what the row itself says replaces what this kind of client always says
		Stream<String> kept = own.stream()
			.filter((field) -> Arrays.stream(fields).noneMatch((other) -> name(other).equalsIgnoreCase(name(field))));
		Row row = new Row(name.toString(), request, Stream.concat(kept, Arrays.stream(fields)).toList());
		this.rows.add(row);
		return row;
	}

	private static String name(String field) {
		return field.substring(0, field.indexOf(':'));
	}

	List<Row> all() {
		return this.rows;
	}

}
