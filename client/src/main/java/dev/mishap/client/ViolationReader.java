package dev.mishap.client;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import dev.mishap.Violation.Location;
import org.jspecify.annotations.Nullable;

/**
 * Finds the invalid parts of a request in the shapes that are in use. An entry in a shape
 * of its own is left out, and a member without any entry stays among the further ones.
 */
final class ViolationReader {

	/** Where lists of entries stand, and where the shape is known. */
	private static final List<String> LISTS = List.of("errors", "violations", "issues", "invalidParams",
			"invalid-params", "fieldErrors", "globalErrors", "parameterErrors");

	/** Members of an entry that say what its place is called, the surest first. */
	private static final List<String> NAMES = List.of("name", "field", "property", "target", "param");

	private static final List<String> TEXTS = List.of("detail", "message", "defaultMessage", "msg", "reason", "error",
			"title");

	/** What was sent, and what only the other service's own code can use. */
	private static final Set<String> NOT_KEPT = Set.of("rejectedValue", "value", "input", "url", "in", "path", "codes",
			"objectName", "bindingFailure");

	private ViolationReader() {
	}

	/**
	 * Reads the violations.
	 * @param members all members of the body
	 * @param further the further members; what is read is taken from them
	 */
	static List<UpstreamViolation> read(Map<String, ? extends @Nullable Object> members, Map<String, Object> further) {
		List<UpstreamViolation> violations = new ArrayList<>();
		for (String name : LISTS) {
			int before = violations.size();
			addAll(members.get(name), violations);
			if (violations.size() > before) {
				further.remove(name);
			}
		}
		if (members.get("detail") instanceof List<?> entries) {
			// FastAPI
			addAll(entries, violations);
		}
		return violations;
	}

	private static void addAll(@Nullable Object entries, List<UpstreamViolation> violations) {
		if (entries instanceof List<?> list) {
			for (Object entry : list) {
				if (entry instanceof Map<?, ?> map) {
					add(map, violations);
				}
				else if (entry instanceof String text) {
					violations.add(new UpstreamViolation(null, "", null, text, Map.of()));
				}
			}
		}
		else if (entries instanceof Map<?, ?> byName) {
			// ASP.NET
			byName.forEach((name, texts) -> addNamed(String.valueOf(name), texts, violations));
		}
	}

	private static void addNamed(String name, @Nullable Object texts, List<UpstreamViolation> violations) {
		if (texts instanceof String text) {
			violations.add(new UpstreamViolation(null, name, null, text, Map.of()));
		}
		else if (texts instanceof List<?> list) {
			for (Object text : list) {
				if (text instanceof String detail) {
					violations.add(new UpstreamViolation(null, name, null, detail, Map.of()));
				}
			}
		}
	}

	private static void add(Map<?, ?> entry, List<UpstreamViolation> violations) {
		Map<String, Object> rest = new LinkedHashMap<>();
		entry.forEach((name, value) -> {
			if (value != null) {
				rest.put(String.valueOf(name), value);
			}
		});
		Place place = place(rest);
		String code = code(rest);
		String detail = first(rest, TEXTS);
		if (place == null && code == null && detail == null) {
			return;
		}
		rest.keySet().removeAll(NOT_KEPT);
		rest.values().removeIf((value) -> value instanceof Map || value instanceof List);
		Place known = (place != null) ? place : new Place(null, "");
		violations.add(new UpstreamViolation(known.location(), known.name(), code, detail, rest));
	}

	/** Returns where the entry points to, and takes it from the entry. */
	private static @Nullable Place place(Map<String, Object> entry) {
		if (entry.remove("loc") instanceof List<?> steps && !steps.isEmpty()) {
			return place(steps);
		}
		String name = (entry.get("pointer") instanceof String) ? null : first(entry, NAMES);
		if (name != null) {
			Location location = location(entry.get("in"));
			return new Place(location, (location == Location.BODY) ? pointer(name) : name);
		}
		for (Location location : Location.values()) {
			if (entry.get(location.member()) instanceof String text) {
				entry.remove(location.member());
				return new Place(location, (location == Location.BODY && !text.startsWith("#")) ? "#" + text : text);
			}
		}
		return null;
	}

	/** FastAPI: the kind of place, and then a step for each level. */
	private static Place place(List<?> steps) {
		Location location = location(steps.get(0));
		List<?> names = (location != null) ? steps.subList(1, steps.size()) : steps;
		StringBuilder name = new StringBuilder((location == Location.BODY) ? "#" : "");
		for (Object step : names) {
			String text = String.valueOf(step);
			if (location == Location.BODY) {
				name.append('/').append(escaped(text));
			}
			else {
				name.append((name.length() > 0) ? "." : "").append(text);
			}
		}
		return new Place(location, name.toString());
	}

	private static @Nullable Location location(@Nullable Object kind) {
		if (!(kind instanceof String text)) {
			return null;
		}
		return switch (text.toLowerCase(Locale.ROOT)) {
			case "body" -> Location.BODY;
			case "query", "form" -> Location.PARAMETER;
			case "header" -> Location.HEADER;
			case "cookie" -> Location.COOKIE;
			case "path" -> Location.PATH;
			default -> null;
		};
	}

	/** Returns the JSON Pointer of a path such as {@code items[0].price}. */
	private static String pointer(String path) {
		if (path.startsWith("#")) {
			return path;
		}
		if (path.startsWith("/")) {
			return "#" + path;
		}
		StringBuilder pointer = new StringBuilder("#");
		for (String step : path.replace("[", ".").replace("]", "").split("\\.")) {
			if (!step.isEmpty() && !step.equals("$")) {
				pointer.append('/').append(escaped(step));
			}
		}
		return pointer.toString();
	}

	private static String escaped(String step) {
		return step.replace("~", "~0").replace("/", "~1");
	}

	/** A code of its own, else the type of the entry, which may be a URN. */
	private static @Nullable String code(Map<String, Object> entry) {
		if (entry.remove("code") instanceof String code && !code.isEmpty()) {
			return code;
		}
		return (entry.remove("type") instanceof String type && !type.isEmpty()) ? Codes.lastPart(type) : null;
	}

	private static @Nullable String first(Map<String, Object> entry, List<String> names) {
		String found = null;
		for (String name : names) {
			if (found == null && entry.get(name) instanceof String text && !text.isEmpty()) {
				found = text;
				entry.remove(name);
			}
		}
		return found;
	}

	private record Place(@Nullable Location location, String name) {

	}

}
