package dev.mishap.differential;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.mishap.differential.Difference.Aspect;

/**
 * A difference that is known, in all the rows that it names.
 *
 * @param script the name of the script
 * @param aspect in what
 * @param rows which rows: {@code server/protocol/place} each, alternatives after
 * {@code +}, {@code *} for all
 * @param reason why
 * @param always whether each of these rows must have it, so that the line goes when it
 * has gone
 */
record Expected(String script, Aspect aspect, String rows, String reason, boolean always) {

	static Expected expect(String script, Aspect aspect, String rows, String reason) {
		return new Expected(script, aspect, rows, reason, true);
	}

	/** A difference that depends on which of two threads is faster. */
	static Expected sometimes(String script, Aspect aspect, String rows, String reason) {
		return new Expected(script, aspect, rows, reason, false);
	}

	boolean isOf(Row row, Aspect aspect) {
		return this.aspect == aspect && contains(row);
	}

	boolean contains(Row row) {
		return this.script.equals(row.script().name())
				&& Arrays.stream(this.rows.split(" ")).anyMatch((one) -> matches(one.split("/"), row));
	}

	private static boolean matches(String[] pattern, Row row) {
		return matches(pattern[0], row.server()) && matches(pattern[1], row.protocol())
				&& matches(pattern[2], row.place());
	}

	private static boolean matches(String pattern, Object value) {
		return pattern.equals("*") || List.of(pattern.split("\\+")).contains(value.toString());
	}

	/** Returns the lines of a list that would have these differences, for copying. */
	static String lines(List<Difference> differences, List<Row> all) {
		Map<String, List<Difference>> groups = differences.stream()
			.collect(Collectors.groupingBy((one) -> one.row().script().name() + "\", Aspect." + one.aspect(),
					TreeMap::new, Collectors.toList()));
		StringBuilder lines = new StringBuilder();
		groups.forEach((group, found) -> {
			Set<String> rows = found.stream().map((one) -> one.row().toString()).collect(Collectors.toSet());
			List<Row> possible = all.stream()
				.filter((row) -> row.script().equals(found.get(0).row().script()))
				.toList();
			lines.append("expect(\"")
				.append(group)
				.append(", \"")
				.append(compressed(rows, possible))
				.append("\", \"\"),\n");
		});
		return lines.toString();
	}

	private static String compressed(Set<String> rows, List<Row> possible) {
		Map<String, Set<String>> protocolsByServerAndPlace = new TreeMap<>();
		for (Row row : possible) {
			if (rows.contains(row.toString())) {
				protocolsByServerAndPlace.computeIfAbsent(row.server() + " " + row.place(), (key) -> new TreeSet<>())
					.add(row.protocol().toString());
			}
		}
		Map<String, Set<String>> placesByServerAndProtocols = new TreeMap<>();
		protocolsByServerAndPlace.forEach(
				(key, protocols) -> placesByServerAndProtocols
					.computeIfAbsent(
							key.split(" ")[0] + " "
									+ (isEach(protocols, key, possible) ? "*" : protocols.iterator().next()),
							(group) -> new TreeSet<>())
					.add(key.split(" ")[1]));
		Function<Set<String>, String> joined = (values) -> String.join("+", values);
		long places = possible.stream().map(Row::place).distinct().count();
		Map<String, Set<String>> serversByRest = new TreeMap<>();
		placesByServerAndProtocols.forEach(
				(key, found) -> serversByRest
					.computeIfAbsent(key.split(" ")[1] + "/" + ((found.size() == places) ? "*" : joined.apply(found)),
							(group) -> new TreeSet<>())
					.add(key.split(" ")[0]));
		return serversByRest.entrySet()
			.stream()
			.map((entry) -> ((entry.getValue().size() == 2) ? "*" : joined.apply(entry.getValue())) + "/"
					+ entry.getKey())
			.collect(Collectors.joining(" "));
	}

	private static boolean isEach(Set<String> protocols, String serverAndPlace, List<Row> possible) {
		return possible.stream()
			.filter((row) -> (row.server() + " " + row.place()).equals(serverAndPlace))
			.count() == protocols.size();
	}

}
