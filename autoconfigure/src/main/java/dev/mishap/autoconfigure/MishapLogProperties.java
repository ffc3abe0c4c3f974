package dev.mishap.autoconfigure;

import java.util.List;

import dev.mishap.internal.log.LogRule;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Keys under {@code mishap.log}.
 *
 * @param clientMessages Whether the line of a 4xx has the message of the exception, which
 * may have values that the client sent.
 * @param rules Rules of how problems are logged, by exception, code or status.
 * @param traceBudget Number of stack traces of one class of exceptions that are logged in
 * a minute; further ones are logged in one line.
 * @since 0.1.0
 */
@ConfigurationProperties("mishap.log")
public record MishapLogProperties(@DefaultValue("false") boolean clientMessages, @DefaultValue List<Rule> rules,
		@DefaultValue("100") int traceBudget) {

	/**
	 * Checks the values.
	 */
	public MishapLogProperties {
		PropertyChecks.traceBudget("trace-budget", traceBudget);
	}

	/**
	 * Entry of {@code mishap.log.rules}.
	 *
	 * @param code Codes that the rule is for.
	 * @param exception Exception classes that the rule is for, subclasses included.
	 * @param level Level of the line in the log.
	 * @param status Statuses that the rule is for.
	 * @param trace Whether the stack trace is logged.
	 */
	public record Rule(@DefaultValue List<String> code, @DefaultValue List<String> exception,
			LogRule.@Nullable Level level, @DefaultValue List<Integer> status, @Nullable Boolean trace) {

		/**
		 * Checks the values.
		 */
		public Rule {
			PropertyChecks.rule(exception, code, status);
			PropertyChecks.any("", "the rule has neither a level nor a trace.", "Add level or trace.", level, trace);
		}

	}

}
