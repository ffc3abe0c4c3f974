package dev.mishap.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Answer of a server.
 *
 * @param status the status
 * @param head the status line and the header fields
 * @param body the content
 * @param closes whether the server closes the connection
 */
record Answer(int status, String head, String body, boolean closes) {

	/** Returns what whoever has to act on an error does not find in this answer. */
	List<String> missing(Scenario scenario) {
		List<String> missing = new ArrayList<>();
		if (this.body.isEmpty()) {
			missing.add("body");
		}
		if (!this.body.contains("\"code\"")) {
			missing.add("code");
		}
		if (!hasField("X-Request-Id")) {
			missing.add("ID");
		}
		if (!scenario.invalidFields().stream().allMatch(this.body::contains)) {
			missing.add("fields");
		}
		String owed = scenario.owedField();
		if (owed != null && !hasField(owed)) {
			missing.add("`" + owed + "`");
		}
		return missing;
	}

	private boolean hasField(String name) {
		return this.head.toLowerCase(Locale.ROOT).contains("\r\n" + name.toLowerCase(Locale.ROOT) + ":");
	}

}
