package dev.mishap.rewrite;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/** Keys below {@code mishap} that take the place of others, and what is left to do. */
final class MovedKeys {

	/** Whether other keys were found at all. */
	boolean any;

	/** Status of invalid input, or {@code null} if nobody has to say it here. */
	@Nullable Integer validationStatus;

	/** Entries of {@code mishap.mappings} by exception. */
	final Map<String, Map<String, String>> mappings = new LinkedHashMap<>();

	/** Entries of {@code mishap.validation.constraints} by field and constraint. */
	final Map<String, Map<String, String>> constraints = new LinkedHashMap<>();

	/** Entries of {@code mishap.log.rules}. */
	final List<Map<String, String>> rules = new ArrayList<>();

	/** Entries of {@code mishap.log.rules} for many statuses, which come last. */
	final List<Map<String, String>> series = new ArrayList<>();

	/** Entries of {@code mishap.body.members}. */
	final Map<String, String> members = new LinkedHashMap<>();

	/** What is left to do. */
	final List<String> todos = new ArrayList<>();

	/** What has to be known of the keys that are written. */
	final List<String> notes = new ArrayList<>();

	boolean isEmpty() {
		return this.validationStatus == null && this.mappings.isEmpty() && this.constraints.isEmpty()
				&& this.rules.isEmpty() && this.members.isEmpty() && this.todos.isEmpty();
	}

	/** Returns the keys as they stand in YAML, each line with its end. */
	String yaml() {
		StringBuilder text = new StringBuilder();
		text.append("mishap:\n");
		// behind the first key: above it, the comment would belong to the document
		this.todos.forEach((todo) -> text.append("  # ").append(Todo.MARK).append(todo).append('\n'));
		this.notes.forEach((note) -> text.append("  # ").append(note).append('\n'));
		if (!this.members.isEmpty()) {
			text.append("  body:\n    members:\n");
			this.members.forEach((name, value) -> pair(text, "      ", name, value));
		}
		if (!this.rules.isEmpty()) {
			text.append("  log:\n    rules:\n");
			this.rules.forEach((rule) -> entry(text, "      ", rule));
		}
		if (!this.mappings.isEmpty()) {
			text.append("  mappings:\n");
			this.mappings.values().forEach((mapping) -> entry(text, "    ", mapping));
		}
		if (this.validationStatus != null || !this.constraints.isEmpty()) {
			text.append("  validation:\n");
			if (!this.constraints.isEmpty()) {
				text.append("    constraints:\n");
				this.constraints.values().forEach((constraint) -> entry(text, "      ", constraint));
			}
			if (this.validationStatus != null) {
				pair(text, "    ", "status", this.validationStatus.toString());
			}
		}
		return text.toString();
	}

	private static void entry(StringBuilder text, String indent, Map<String, String> entry) {
		String lead = indent + "- ";
		for (Map.Entry<String, String> pair : entry.entrySet()) {
			pair(text, lead, pair.getKey(), pair.getValue());
			lead = indent + "  ";
		}
	}

	private static void pair(StringBuilder text, String indent, String name, String value) {
		text.append(indent).append(name).append(": ").append(quoted(value)).append('\n');
	}

	/** Returns a value as YAML reads it as one text, number or boolean. */
	private static String quoted(String value) {
		boolean plain = value.matches("[A-Za-z0-9_$./][A-Za-z0-9_$./()\\[\\] -]*[A-Za-z0-9_$./)\\]]|[A-Za-z0-9_]")
				&& !value.matches("(?i)(y|yes|no?|on|off|true|false|null)") || value.matches("true|false");
		return plain ? value : "'" + value.replace("'", "''") + "'";
	}

	/** Returns the keys as they stand in a file of properties. */
	String properties() {
		StringBuilder text = new StringBuilder();
		this.todos.forEach((todo) -> text.append("# ").append(Todo.MARK).append(todo).append('\n'));
		this.notes.forEach((note) -> text.append("# ").append(note).append('\n'));
		this.members.forEach((name, value) -> property(text, "mishap.body.members." + name, value));
		entries(text, "mishap.log.rules", this.rules);
		entries(text, "mishap.mappings", this.mappings.values());
		entries(text, "mishap.validation.constraints", this.constraints.values());
		if (this.validationStatus != null) {
			property(text, "mishap.validation.status", this.validationStatus.toString());
		}
		return text.toString();
	}

	private static void entries(StringBuilder text, String key, Iterable<Map<String, String>> entries) {
		int index = 0;
		for (Map<String, String> entry : entries) {
			String prefix = key + "[" + index++ + "].";
			entry.forEach((name, value) -> property(text, prefix + name, value));
		}
	}

	private static void property(StringBuilder text, String key, String value) {
		text.append(key).append('=').append(value.replace("\\", "\\\\").replace("\n", "\\n")).append('\n');
	}

}
