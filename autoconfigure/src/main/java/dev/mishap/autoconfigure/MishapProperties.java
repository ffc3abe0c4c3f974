package dev.mishap.autoconfigure;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import dev.mishap.internal.log.LogRule;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Keys directly under {@code mishap}. Those of a concern stand in a record of their own,
 * one for each prefix; all of them are in {@link MishapKeys}.
 *
 * @param blockedBy URI of who demanded that something be blocked, sent as Link with a
 * 451.
 * @param defaultLanguage Language of texts for callers who ask for none, or for none that
 * there are texts in.
 * @param excludedPaths Comma-separated list of path patterns whose errors are left to
 * whoever answered them before, such as an admin UI.
 * @param fillBodiless Whether error statuses that a handler or filter sets without a body
 * get one.
 * @param html Whether clients that prefer HTML get a page instead of JSON.
 * @param mappings Problems that exceptions stand for.
 * @param texts Titles and details that replace those of a code in every language.
 * @param upgradeTo Protocols that a 426 demands, sent as Upgrade.
 * @since 0.1.0
 */
@ConfigurationProperties("mishap")
public record MishapProperties(@Nullable URI blockedBy, @DefaultValue("en") Locale defaultLanguage,
		@DefaultValue List<String> excludedPaths, @DefaultValue("true") boolean fillBodiless,
		@DefaultValue("true") boolean html, @DefaultValue List<Mapping> mappings, @DefaultValue List<Text> texts,
		@Nullable String upgradeTo) {

	/**
	 * Checks the values.
	 */
	public MishapProperties {
		PropertyChecks.paths("excluded-paths", excludedPaths);
		PropertyChecks.protocols("upgrade-to", upgradeTo);
	}

	/**
	 * Entry of {@code mishap.mappings}.
	 *
	 * @param code Code of the problem, in UPPER_SNAKE; derived from the name of the class
	 * if left out.
	 * @param detail Explanation for the caller.
	 * @param exception Exception classes that the entry is for, subclasses included.
	 * @param headers Header fields of the answer.
	 * @param log Level of the line in the log.
	 * @param retryAfter Time announced in Retry-After.
	 * @param status HTTP status of the answer, 400 to 599.
	 * @param title Title of the problem.
	 * @param trace Whether the stack trace is logged.
	 * @param type Address of the problem type.
	 */
	public record Mapping(@Nullable String code, @Nullable String detail, @DefaultValue List<String> exception,
			@DefaultValue Map<String, String> headers, LogRule.@Nullable Level log, @Nullable Duration retryAfter,
			@Nullable Integer status, @Nullable String title, @Nullable Boolean trace, @Nullable URI type) {

	}

	/**
	 * Entry of {@code mishap.texts}.
	 *
	 * @param code Code whose texts are replaced.
	 * @param detail Explanation for the caller.
	 * @param title Title of the problem.
	 */
	public record Text(String code, @Nullable String detail, @Nullable String title) {

		/**
		 * Checks the values.
		 */
		public Text {
			PropertyChecks.code("code", code, "Write the code whose texts you want to replace, such as NOT_FOUND.");
			PropertyChecks.any("", "the entry has neither a title nor a detail.", "Add title or detail.", title,
					detail);
		}

	}

}
