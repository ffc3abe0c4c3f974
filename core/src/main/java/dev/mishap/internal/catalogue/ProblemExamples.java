package dev.mishap.internal.catalogue;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import dev.mishap.Problem;
import dev.mishap.Violation;
import dev.mishap.Violation.Location;
import dev.mishap.Wording;
import dev.mishap.internal.NoRequest;
import dev.mishap.internal.ProblemAnswer;
import dev.mishap.internal.ProblemPipeline;
import dev.mishap.internal.registry.ProblemEntry;
import dev.mishap.internal.registry.ProblemRegistry;

/**
 * Makes examples of answers, on the way that answers are made: they cannot say anything
 * else than these. What only a request knows, such as the name of a parameter, is made
 * up.
 */
public final class ProblemExamples {

	/** Each example has the same. */
	private static final String REQUEST_ID = "01kvt7y3q8f5m2d9xw4c6hzbne";

	/** Header fields that say nothing of a problem: every answer has them. */
	private static final List<String> OF_EVERY_ANSWER = List.of("Cache-Control", "X-Content-Type-Options", "Vary");

	/** What {@code {0}} stands for in the detail of a code. */
	private static final Map<String, Wording> WORDINGS = Map.of("MISSING_PARAMETER",
			Wording.of("MISSING_PARAMETER", "page"), "MISSING_HEADER", Wording.of("MISSING_HEADER", "X-Tenant"),
			"MISSING_COOKIE", Wording.of("MISSING_COOKIE", "basket"), "MISSING_PART",
			Wording.of("MISSING_PART", "file"), "INVALID_PARAMETER", Wording.of("INVALID_PARAMETER.named", "page"),
			"UNSATISFIED_PARAMETERS", Wording.of("UNSATISFIED_PARAMETERS", "kind=new"));

	private static final Map<String, Violation> VIOLATIONS = Map.of("VALIDATION_FAILED",
			Violation.of(Location.BODY, "#/items/0/quantity", "MIN", Wording.of("MIN", 1))
				.withAttributes(Map.of("min", 1)),
			"INVALID_PARAMETER",
			Violation.of(Location.PARAMETER, "page", "WRONG_TYPE", Wording.of("WRONG_TYPE.integer")),
			"MISSING_PARAMETER", missing(Location.PARAMETER, "page"), "MISSING_HEADER",
			missing(Location.HEADER, "X-Tenant"), "MISSING_COOKIE", missing(Location.COOKIE, "basket"), "MISSING_PART",
			missing(Location.PART, "file"));

	/** Fields that depend on what a request is about. */
	private static final Map<Integer, Map.Entry<String, String>> FIELDS = Map.of(405,
			Map.entry("Allow", "GET, HEAD, OPTIONS"), 416, Map.entry("Content-Range", "bytes */1024"));

	private final ProblemRegistry registry;

	private final ProblemPipeline pipeline;

	/**
	 * Creates the maker.
	 * @param registry knows what problems of a kind have in common
	 * @param pipeline answers
	 */
	public ProblemExamples(ProblemRegistry registry, ProblemPipeline pipeline) {
		this.registry = registry;
		this.pipeline = pipeline;
	}

	private static Violation missing(Location location, String name) {
		return Violation.of(location, name, "REQUIRED", Wording.of("REQUIRED"));
	}

	/**
	 * Returns an example.
	 * @param entry the kind of problem
	 * @param languages the languages to choose from, the best one first
	 */
	public Example of(ProblemEntry entry, List<Locale> languages) {
		Problem problem = this.registry.problem(entry);
		Wording wording = WORDINGS.get(entry.code());
		if (wording != null && problem.detail() == null && problem.wording() == null) {
			problem = problem.withWording(wording);
		}
		Violation violation = VIOLATIONS.get(entry.code());
		if (violation != null) {
			problem = problem.withViolations(List.of(violation));
		}
		Map.Entry<String, String> field = FIELDS.get(entry.status());
		if (field != null && problem.header(field.getKey()) == null) {
			problem = problem.withHeader(field.getKey(), field.getValue());
		}
		ProblemAnswer.Send answer = this.pipeline.example(problem, NoRequest.example(REQUEST_ID), languages);
		Map<String, List<String>> headers = new LinkedHashMap<>();
		answer.set().forEach((name, values) -> {
			if (!values.isEmpty() && OF_EVERY_ANSWER.stream().noneMatch(name::equalsIgnoreCase)) {
				headers.put(name, values);
			}
		});
		return new Example(answer.status(), headers, answer.body().contentType(),
				new String(answer.body().content(), StandardCharsets.UTF_8));
	}

	/**
	 * Answer that readers are shown.
	 *
	 * @param status the HTTP status
	 * @param headers the header fields that belong to this problem, in the order in which
	 * they are written
	 * @param contentType the media type of the body
	 * @param body the body
	 */
	public record Example(int status, Map<String, List<String>> headers, String contentType, String body) {

		/**
		 * Returns whether the body is JSON.
		 */
		public boolean isJson() {
			return this.contentType.contains("json");
		}

	}

}
