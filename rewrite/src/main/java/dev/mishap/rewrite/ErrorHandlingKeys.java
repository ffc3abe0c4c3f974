package dev.mishap.rewrite;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * What the keys below {@code error.handling} are called here, after
 * <a href="https://wimdeblauwe.github.io/error-handling-spring-boot-starter/">its
 * documentation</a>.
 */
final class ErrorHandlingKeys {

	private static final String PREFIX = "error.handling.";

	/** Codes that the library gives to constraints by itself. */
	private static final Map<String, String> CODES = new TreeMap<>(Map.ofEntries(
			Map.entry("AssertFalse", "REQUIRED_FALSE"), Map.entry("AssertTrue", "REQUIRED_TRUE"),
			Map.entry("DecimalMax", "DECIMAL_VALUE_GREATER_THAN_MAX"),
			Map.entry("DecimalMin", "DECIMAL_VALUE_LESS_THAN_MIN"), Map.entry("Digits", "INVALID_DIGITS"),
			Map.entry("Email", "INVALID_EMAIL"), Map.entry("Future", "DATE_SHOULD_BE_IN_FUTURE"),
			Map.entry("FutureOrPresent", "DATE_SHOULD_BE_PRESENT_OR_IN_FUTURE"),
			Map.entry("Max", "VALUE_GREATER_THAN_MAX"), Map.entry("Min", "VALUE_LESS_THAN_MIN"),
			Map.entry("Negative", "VALUE_SHOULD_BE_NEGATIVE"),
			Map.entry("NegativeOrZero", "VALUE_SHOULD_BE_NEGATIVE_OR_ZERO"),
			Map.entry("NotBlank", "REQUIRED_NOT_BLANK"), Map.entry("NotEmpty", "REQUIRED_NOT_EMPTY"),
			Map.entry("NotNull", "REQUIRED_NOT_NULL"), Map.entry("Null", "REQUIRED_NULL"),
			Map.entry("Past", "DATE_SHOULD_BE_IN_PAST"),
			Map.entry("PastOrPresent", "DATE_SHOULD_BE_PRESENT_OR_IN_PAST"),
			Map.entry("Pattern", "REGEX_PATTERN_VALIDATION_FAILED"), Map.entry("Positive", "VALUE_SHOULD_BE_POSITIVE"),
			Map.entry("PositiveOrZero", "VALUE_SHOULD_BE_POSITIVE_OR_ZERO"), Map.entry("Size", "INVALID_SIZE")));

	/** Keys whose effect is the default here, or has no counterpart that is missed. */
	private static final Set<String> NOTHING_TO_DO = Set.of("enabled=true", "http-status-in-json-response=true",
			"http-status-in-json-response=false", "default-error-code-strategy=all_caps", "add-path-to-error=true",
			"add-path-to-error=false", "search-super-class-hierarchy=true", "handle-filter-chain-exceptions=true",
			"exception-logging=message_only");

	private final Map<String, String> statuses;

	private final Set<String> usedConstraints;

	/**
	 * Creates it.
	 * @param statuses the exceptions of the application, with the status that their class
	 * has by annotation, empty if none
	 * @param usedConstraints the constraints of Bean Validation that the application uses
	 */
	ErrorHandlingKeys(Map<String, String> statuses, Set<String> usedConstraints) {
		this.statuses = statuses;
		this.usedConstraints = usedConstraints;
	}

	static boolean isOne(String key) {
		return canonical(key).startsWith("error.handling.");
	}

	/** Returns a key with its fixed names in kebab-case and in lower case. */
	private static String canonical(String key) {
		String[] parts = key.split("\\.", 4);
		for (int i = 0; i < Math.min(parts.length, 3); i++) {
			parts[i] = parts[i].replaceAll("([a-z])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
		}
		return String.join(".", parts);
	}

	/**
	 * Moves keys.
	 * @param keys the keys with their values, in their order
	 * @param main whether they are those of the whole application, and not of a profile
	 */
	MovedKeys move(Map<String, String> keys, boolean main) {
		MovedKeys moved = new MovedKeys();
		Map<String, Map<String, String>> exceptions = new LinkedHashMap<>();
		keys.forEach((key, value) -> {
			moved.any = true;
			String rest = canonical(key).substring(PREFIX.length());
			int dot = rest.indexOf('.');
			String group = (dot < 0) ? rest.replaceAll("\\[\\d+]$", "") : rest.substring(0, dot);
			String name = (dot < 0) ? "" : rest.substring(dot + 1).replaceAll("^\\[(.*)]$", "$1");
			switch (group) {
				case "http-statuses" -> exception(exceptions, name).put("status", status(value));
				case "codes" -> {
					if (isException(name)) {
						exception(exceptions, name).put("code", value);
					}
					else {
						constraint(moved, name).put("code", value);
					}
				}
				case "messages" -> {
					if (isException(name)) {
						exception(exceptions, name).put("detail", value);
					}
					else {
						constraint(moved, name).put("detail", value);
					}
				}
				case "full-stacktrace-classes" -> rule(moved, "exception", value, "trace", "true");
				case "full-stacktrace-http-statuses" -> traces(moved, value);
				case "log-levels" -> level(moved, name, value);
				case "json-field-names" -> member(moved, name, value);
				default -> {
					if (!NOTHING_TO_DO.contains(group + "=" + value.toLowerCase(Locale.ROOT))) {
						moved.todos.add(PREFIX + rest + "=" + value + " has no counterpart, see docs/migrating.md");
					}
				}
			}
		});
		exceptions.forEach((name, said) -> mapping(moved, name, said));
		moved.constraints.values().forEach((constraint) -> code(moved, constraint));
		if (main) {
			moved.validationStatus = 400;
			for (String constraint : CODES.keySet()) {
				if (this.usedConstraints.contains(constraint)) {
					constraint(moved, constraint).putIfAbsent("code", String.valueOf(CODES.get(constraint)));
				}
			}
		}
		return moved;
	}

	private static Map<String, String> exception(Map<String, Map<String, String>> exceptions, String name) {
		return exceptions.computeIfAbsent(name, (key) -> new HashMap<>());
	}

	private boolean isException(String name) {
		return this.statuses.containsKey(name) || name.matches(".*(Exception|Error|Throwable)");
	}

	private static Map<String, String> constraint(MovedKeys moved, String name) {
		return moved.constraints.computeIfAbsent(name, (key) -> {
			int dot = name.lastIndexOf('.');
			Map<String, String> entry = new LinkedHashMap<>();
			entry.put("name", name.substring(dot + 1));
			if (dot > 0) {
				entry.put("field", name.substring(0, dot).replaceAll("\\[\\d+]", "[]"));
			}
			return entry;
		});
	}

	private void mapping(MovedKeys moved, String name, Map<String, String> said) {
		Map<String, String> mapping = new LinkedHashMap<>();
		mapping.put("exception", name);
		String status = said.get("status");
		if (status == null) {
			String ofClass = this.statuses.get(name);
			status = (ofClass == null || ofClass.isEmpty()) ? "500" : ofClass;
			if (ofClass == null) {
				moved.todos.add("check the status of " + name + ", for which there was none but that of the library");
			}
		}
		mapping.put("status", status);
		for (String part : List.of("code", "detail")) {
			String value = said.get(part);
			if (value != null && !value.isEmpty()) {
				mapping.put(part, value);
			}
		}
		code(moved, mapping);
		moved.mappings.put(name, mapping);
	}

	/** Codes are UPPER_SNAKE here. */
	private static void code(MovedKeys moved, Map<String, String> entry) {
		String code = entry.get("code");
		if (code == null) {
			return;
		}
		String own = Names.code(code);
		if (!own.equals(code)) {
			entry.put("code", own);
			moved.todos.add("clients know " + own + " as " + code + "; codes are UPPER_SNAKE here");
		}
	}

	private static String status(String value) {
		Integer number = Names.status(value);
		return (number != null) ? number.toString() : value;
	}

	private static void rule(MovedKeys moved, String what, String which, String how, String value) {
		for (Map<String, String> rule : moved.rules) {
			if (which.equals(rule.get(what))) {
				rule.put(how, value);
				return;
			}
		}
		Map<String, String> rule = new LinkedHashMap<>();
		rule.put(what, which);
		rule.put(how, value);
		moved.rules.add(rule);
	}

	private static void traces(MovedKeys moved, String value) {
		if (value.matches("\\d{3}")) {
			rule(moved, "status", value, "trace", "true");
		}
		else if (!value.startsWith("5")) {
			moved.todos.add("full-stacktrace-http-statuses " + value + ": list the statuses in mishap.log.rules");
		}
	}

	private static void level(MovedKeys moved, String name, String value) {
		if (name.matches("\\d{3}")) {
			rule(moved, "status", name, "level", value.toLowerCase(Locale.ROOT));
		}
		else {
			moved.todos.add("log-levels " + name + ": " + value + ": list the statuses in mishap.log.rules");
		}
	}

	private static void member(MovedKeys moved, String name, String value) {
		String kebab = name.replaceAll("([a-z])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
		switch (kebab) {
			case "code" -> moved.members.put("code", value);
			case "message" -> moved.members.put("detail", value);
			default -> moved.todos.add("json-field-names." + kebab + "=" + value
					+ ": all entries are in errors, which mishap.body.members.errors names");
		}
	}

	/** Returns the status of an annotation, as a number. */
	static @Nullable String statusOf(String source) {
		Integer number = Names.status(source.substring(source.lastIndexOf('.') + 1));
		return (number != null) ? number.toString() : null;
	}

}
