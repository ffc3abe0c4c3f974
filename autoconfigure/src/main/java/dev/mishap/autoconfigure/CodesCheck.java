package dev.mishap.autoconfigure;

import dev.mishap.internal.registry.MappedRow;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.mishap.Problem;
import dev.mishap.ProblemCatalogue;
import dev.mishap.ProblemType;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Says at the start that a code of the application has two statuses. Such an application
 * runs, and may have done so for long: it is told, not stopped.
 */
final class CodesCheck {

	private static final Log logger = LogFactory.getLog("dev.mishap.problems");

	private final Map<String, Map<Integer, String>> found = new TreeMap<>();

	CodesCheck(ProblemCatalogue catalogue) {
		for (ProblemType type : catalogue.types()) {
			add(type.code(), type.status(), "the catalogue");
		}
	}

	void check(List<MappedRow> rows) {
		for (MappedRow row : rows) {
			for (Problem answer : row.answers()) {
				add(answer.code(), answer.status(), row.origin().where());
			}
		}
		this.found.forEach((code, statuses) -> {
			if (statuses.size() > 1) {
				List<String> places = statuses.entrySet()
					.stream()
					.map((entry) -> entry.getKey() + " by " + entry.getValue())
					.toList();
				logger.warn(code + " has two statuses: " + String.join(", ", places)
						+ ". Clients that go by the code cannot tell them apart: give each a code of its own.");
			}
		});
	}

	private void add(String code, int status, String where) {
		this.found.computeIfAbsent(code, (key) -> new TreeMap<>()).putIfAbsent(status, where);
	}

}
