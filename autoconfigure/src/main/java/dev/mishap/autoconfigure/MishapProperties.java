package dev.mishap.autoconfigure;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import dev.mishap.internal.AcceptPreference;
import dev.mishap.internal.PathPatterns.PayloadLimits;
import dev.mishap.internal.body.MemberNames;
import dev.mishap.internal.input.InputRows.ConstraintWords;
import dev.mishap.internal.log.LogRule;
import dev.mishap.internal.rows.RetryAfterTimes;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.ConstructorBinding;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.unit.DataSize;

/**
 * Keys directly under {@code mishap}. Those of a concern stand in a record of their own,
 * one for each prefix; all of them are in {@link UnknownKeysCheck.Keys}.
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

	/**
	 * Keys under {@code mishap.body}.
	 *
	 * @param instanceBase What the request ID is put behind to make the instance, such as
	 * urn:request:; without it there is no instance.
	 * @param members Other names for the members of the body, by their standard names.
	 * @param traceId Whether the body has the ID of the trace that the request belongs
	 * to, as trace_id.
	 * @param typeBase What the code, in lower case with hyphens, is put behind to make
	 * the type; without it the type is about:blank.
	 * @since 0.1.0
	 */
	@ConfigurationProperties("mishap.body")
	public record Body(@Nullable String instanceBase, MemberNames members, boolean traceId, @Nullable String typeBase) {

		/**
		 * Checks the values.
		 */
		public Body {
			PropertyChecks.base("instance-base", instanceBase);
			PropertyChecks.base("type-base", typeBase);
		}

		/**
		 * Creates the properties from what is written in the configuration.
		 * @param instanceBase what the request ID is put behind
		 * @param members the names of members by their standard names
		 * @param traceId whether the body has the ID of the trace
		 * @param typeBase what the code is put behind
		 */
		@ConstructorBinding
		public Body(@Nullable String instanceBase, @DefaultValue Map<String, String> members,
				@DefaultValue("false") boolean traceId, @Nullable String typeBase) {
			this(instanceBase, PropertyChecks.members("members", members), traceId, typeBase);
		}

	}

	/**
	 * Keys under {@code mishap.catalogue}.
	 *
	 * @param enabled Whether there are pages about the problems, one for each code, which
	 * the type of every answer points to.
	 * @param path Path of the list of all problems; the page of a code is right below.
	 * @since 0.1.0
	 */
	@ConfigurationProperties("mishap.catalogue")
	public record Catalogue(@DefaultValue("false") boolean enabled, @DefaultValue("/problems") String path) {

		/**
		 * Checks the values.
		 */
		public Catalogue {
			PropertyChecks.plainPath("path", path);
		}

	}

	/**
	 * Keys under {@code mishap.data}.
	 *
	 * @param constraints Code of the problem for each constraint of the database, by its
	 * name.
	 * @param emptyResultNotFound Whether a query that finds nothing where it has to find
	 * something is answered with 404 instead of 500.
	 * @since 0.1.0
	 */
	@ConfigurationProperties("mishap.data")
	public record Data(@DefaultValue Map<String, String> constraints,
			@DefaultValue("false") boolean emptyResultNotFound) {

		/**
		 * Checks the values.
		 */
		public Data {
			constraints.forEach((name, code) -> PropertyChecks.code("constraints." + name, code,
					"Write it in UPPER_SNAKE, 1 to 63 characters, such as EMAIL_TAKEN."));
		}

	}

	/**
	 * Keys under {@code mishap.log}.
	 *
	 * @param clientMessages Whether the line of a 4xx has the message of the exception,
	 * which may have values that the client sent.
	 * @param rules Rules of how problems are logged, by exception, code or status.
	 * @param traceBudget Number of stack traces of one class of exceptions that are
	 * logged in a minute; further ones are logged in one line.
	 * @since 0.1.0
	 */
	@ConfigurationProperties("mishap.log")
	public record Log(@DefaultValue("false") boolean clientMessages, @DefaultValue List<Rule> rules,
			@DefaultValue("100") int traceBudget) {

		/**
		 * Checks the values.
		 */
		public Log {
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
				PropertyChecks.any("", "the rule has neither a level nor a trace.", "Add level or trace.", level,
						trace);
			}

		}

	}

	/**
	 * Keys under {@code mishap.observation}.
	 *
	 * @param clientErrors Whether metrics and traces of a request have the exception
	 * behind a 4xx, too.
	 * @since 0.1.0
	 */
	@ConfigurationProperties("mishap.observation")
	public record Observation(@DefaultValue("false") boolean clientErrors) {

	}

	/**
	 * Keys under {@code mishap.payload}.
	 *
	 * @param maxSize Largest body of a request, whatever its media type. Without it there
	 * is no limit beyond those of multipart and form data.
	 * @param paths Limits of single paths, the first that matches counts.
	 * @since 0.1.0
	 */
	@ConfigurationProperties("mishap.payload")
	public record Payload(@Nullable DataSize maxSize, @DefaultValue List<PathLimit> paths) {

		/**
		 * Returns the limits.
		 */
		public PayloadLimits limits() {
			Map<String, DataSize> limits = new LinkedHashMap<>();
			this.paths.forEach((path) -> limits.putIfAbsent(path.pattern(), path.maxSize()));
			return new PayloadLimits(this.maxSize, limits);
		}

		/**
		 * Limit of the paths that match a pattern.
		 *
		 * @param pattern Path pattern below the context path, such as /upload/**.
		 * @param maxSize Largest body of a request, a negative size for no limit.
		 */
		public record PathLimit(String pattern, DataSize maxSize) {

			/**
			 * Checks the values.
			 */
			public PathLimit {
				PropertyChecks.path("pattern", pattern);
				PropertyChecks.size("max-size", maxSize);
			}

		}

	}

	/**
	 * Keys under {@code mishap.request-id}.
	 *
	 * @param header Name of the header field that carries the request ID in both
	 * directions.
	 * @param trustInbound Whether a safe ID that the client or a proxy sends is kept.
	 * @since 0.1.0
	 */
	@ConfigurationProperties("mishap.request-id")
	public record RequestId(@DefaultValue("X-Request-Id") String header, @DefaultValue("true") boolean trustInbound) {

		/**
		 * Checks the values.
		 */
		public RequestId {
			PropertyChecks.fieldName("header", header);
		}

	}

	/**
	 * Keys under {@code mishap.retry-after}.
	 *
	 * @param fallback Time announced with 429 and 503 where nothing better is known.
	 * @param form Form in which the time is written.
	 * @param jitter Random time that is added at the most, so that clients do not come
	 * back all at once.
	 * @param max Longest time announced, whoever asks for more.
	 * @since 0.1.0
	 */
	@ConfigurationProperties("mishap.retry-after")
	public record RetryAfter(@DefaultValue("10s") Duration fallback, @DefaultValue("seconds") RetryAfterTimes.Unit form,
			@DefaultValue("0s") Duration jitter, @DefaultValue("7d") Duration max) {

		/**
		 * Checks the values.
		 */
		public RetryAfter {
			PropertyChecks.positive("fallback", fallback);
			PropertyChecks.notNegative("jitter", jitter);
			PropertyChecks.positive("max", max);
		}

		RetryAfterTimes.Form toForm() {
			return new RetryAfterTimes.Form(this.fallback, this.form, this.jitter, this.max);
		}

	}

	/**
	 * Keys under {@code mishap.security}.
	 *
	 * @param challenge Challenge of a 401 for which Spring Security has none, sent as
	 * WWW-Authenticate.
	 * @param loginRedirect Who is sent to a log-in page where Spring Security does so:
	 * everybody but clients that ask for JSON or XML and not for HTML (unless-api),
	 * everybody (always), or nobody (never).
	 * @param conceal Path patterns of resources whose existence is kept from those who
	 * may not see them: GET and HEAD answer 404 instead of 403, other methods 403 instead
	 * of 404.
	 * @since 0.1.0
	 */
	@ConfigurationProperties("mishap.security")
	public record Security(@DefaultValue("Custom realm=\"api\"") String challenge,
			@DefaultValue("unless-api") LoginRedirect loginRedirect, @DefaultValue List<String> conceal) {

		/**
		 * Checks the values.
		 */
		public Security {
			PropertyChecks.challenge("challenge", challenge);
			PropertyChecks.paths("conceal", conceal);
		}

		/** Who is sent to a log-in page rather than refused with a status. */
		public enum LoginRedirect {

			/**
			 * Everybody whom Spring Security sends there, but for clients that ask for
			 * JSON or XML and not for HTML.
			 */
			UNLESS_API,

			/** Everybody whom Spring Security sends there. */
			ALWAYS,

			/** Nobody. */
			NEVER;

			/**
			 * Returns whether a redirect to a log-in page is to stand.
			 * @param accept the values of {@code Accept}, one for each line
			 */
			public boolean mayStand(List<String> accept) {
				return switch (this) {
					case ALWAYS -> true;
					case NEVER -> false;
					case UNLESS_API -> !AcceptPreference.of(accept).isForData();
				};
			}

		}

	}

	/**
	 * Keys under {@code mishap.validation}.
	 *
	 * @param attributes Names of the attributes of constraints that are shown beside
	 * bounds, such as regexp.
	 * @param constraints Codes and texts of the application for constraints, everywhere
	 * or in single fields.
	 * @param maxErrors Number of entries in errors[] at the most; errors_omitted counts
	 * the rest.
	 * @param rejectedValues Fields whose rejected value is shown, named as clients do,
	 * such as items[].sku in a body or page-size for a parameter.
	 * @param serviceConstraints Whether constraints on the arguments of services are the
	 * caller's concern; otherwise breaking one is an internal error.
	 * @param status Status of input that can be read but breaks a constraint.
	 * @since 0.1.0
	 */
	@ConfigurationProperties("mishap.validation")
	public record Validation(@DefaultValue Set<String> attributes, @DefaultValue List<Constraint> constraints,
			@DefaultValue("50") int maxErrors, @DefaultValue Set<String> rejectedValues,
			@DefaultValue("false") boolean serviceConstraints, @DefaultValue("422") int status) {

		/**
		 * Checks the values.
		 */
		public Validation {
			PropertyChecks.positive("max-errors", maxErrors);
			PropertyChecks.clientStatus("status", status);
			Map<String, Integer> seen = new HashMap<>();
			for (int i = 0; i < constraints.size(); i++) {
				Constraint constraint = constraints.get(i);
				Integer other = seen.putIfAbsent(constraint.codes() + " " + constraint.field(), i);
				PropertyChecks.once("constraints[" + i + "]", other, "constraints[" + other + "]");
			}
		}

		/**
		 * Returns the words of the application for constraints.
		 */
		public ConstraintWords words() {
			return new ConstraintWords(this.constraints.stream()
				.map((one) -> new ConstraintWords.Entry(one.codes(), one.field(), one.code(), one.detail()))
				.toList());
		}

		/**
		 * What is said of a constraint.
		 *
		 * @param name Name of the constraint, such as Size, or the code that it has by
		 * itself, such as SIZE.
		 * @param field Field that this is for, named as clients do, such as items[].sku;
		 * all fields if left out.
		 * @param code Code in errors[].
		 * @param detail Text for the caller, in every language.
		 */
		public record Constraint(String name, @Nullable String field, @Nullable String code, @Nullable String detail) {

			/**
			 * Checks the values.
			 */
			public Constraint {
				PropertyChecks.constraint("name", name);
				PropertyChecks.any("", "the entry has neither a code nor a detail.", "Add code or detail.", code,
						detail);
				if (code != null) {
					PropertyChecks.code("code", code,
							"Write it in UPPER_SNAKE, 1 to 63 characters: " + PropertyChecks.codeFor(code) + ".");
				}
			}

			Set<String> codes() {
				return ConstraintWords.codes(this.name);
			}

		}

	}

	/**
	 * Configuration that makes no sense: which key, what is wrong with it, and what to
	 * write instead.
	 */
	public static final class InvalidPropertyException extends RuntimeException {

		private static final long serialVersionUID = 1L;

		private final String key;

		private final String remedy;

		/**
		 * Creates the exception.
		 * @param key the key
		 * @param complaint what is wrong with its value, as a sentence
		 * @param remedy what to write instead, as a sentence
		 */
		public InvalidPropertyException(String key, String complaint, String remedy) {
			super(complaint);
			this.key = key;
			this.remedy = remedy;
		}

		String key() {
			return this.key;
		}

		String remedy() {
			return this.remedy;
		}

	}

}
