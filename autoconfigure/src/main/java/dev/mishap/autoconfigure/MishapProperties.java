package dev.mishap.autoconfigure;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import dev.mishap.LogRule;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Keys under {@code mishap}. What has more than three keys and is likely to be set has
 * setters instead of being a record: for a constructor with more parameters, the JVM
 * makes code at start that costs more than all the rest of the binding.
 */
@ConfigurationProperties(prefix = "mishap", ignoreUnknownFields = false)
public final class MishapProperties {

	/**
	 * URI of who demanded that something be blocked, sent as Link with a 451.
	 */
	private @Nullable URI blockedBy;

	/**
	 * Shape of the body.
	 */
	private Body body = new Body(null, Map.of(), null);

	/**
	 * Answers to what a database refuses.
	 */
	private Data data = new Data(Map.of(), false);

	/**
	 * Language of texts for callers who ask for none, or for none that there are texts
	 * in.
	 */
	private Locale defaultLanguage = Locale.ENGLISH;

	/**
	 * Comma-separated list of path patterns whose errors are left to whoever answered
	 * them before, such as an admin UI.
	 */
	private List<String> excludedPaths = List.of();

	/**
	 * Whether error statuses that a handler or filter sets without a body get one.
	 */
	private boolean fillBodiless = true;

	/**
	 * Whether clients that prefer HTML get a page instead of JSON.
	 */
	private boolean html = true;

	/**
	 * How problems are logged.
	 */
	private Log log = new Log(List.of(), 100);

	/**
	 * Problems that exceptions stand for.
	 */
	private List<Mapping> mappings = List.of();

	/**
	 * Limits of request bodies.
	 */
	private Payload payload = new Payload(null, List.of());

	/**
	 * What identifies a request.
	 */
	private RequestId requestId = new RequestId("X-Request-Id", true);

	/**
	 * Waiting time announced to clients that are turned away.
	 */
	private RetryAfter retryAfter = new RetryAfter(Duration.ofSeconds(10), RetryAfterForm.SECONDS, Duration.ZERO);

	/**
	 * Answers to callers who may not.
	 */
	private Security security = new Security("Bearer realm=\"api\"", List.of());

	/**
	 * Titles and details that replace those of a code in every language.
	 */
	private List<Text> texts = List.of();

	/**
	 * Protocols that a 426 demands, sent as Upgrade.
	 */
	private @Nullable String upgradeTo;

	/**
	 * Answers to input that does not fit.
	 */
	private Validation validation = new Validation(Set.of(), 50, Set.of(), false, 422);

	public @Nullable URI getBlockedBy() {
		return this.blockedBy;
	}

	public void setBlockedBy(@Nullable URI blockedBy) {
		this.blockedBy = blockedBy;
	}

	public Body getBody() {
		return this.body;
	}

	public void setBody(Body body) {
		this.body = body;
	}

	public Data getData() {
		return this.data;
	}

	public void setData(Data data) {
		this.data = data;
	}

	public Locale getDefaultLanguage() {
		return this.defaultLanguage;
	}

	public void setDefaultLanguage(Locale defaultLanguage) {
		this.defaultLanguage = defaultLanguage;
	}

	public List<String> getExcludedPaths() {
		return this.excludedPaths;
	}

	public void setExcludedPaths(List<String> excludedPaths) {
		PropertyChecks.paths("excluded-paths", excludedPaths);
		this.excludedPaths = excludedPaths;
	}

	public boolean isFillBodiless() {
		return this.fillBodiless;
	}

	public void setFillBodiless(boolean fillBodiless) {
		this.fillBodiless = fillBodiless;
	}

	public boolean isHtml() {
		return this.html;
	}

	public void setHtml(boolean html) {
		this.html = html;
	}

	public Log getLog() {
		return this.log;
	}

	public void setLog(Log log) {
		this.log = log;
	}

	public List<Mapping> getMappings() {
		return this.mappings;
	}

	public void setMappings(List<Mapping> mappings) {
		this.mappings = mappings;
	}

	public Payload getPayload() {
		return this.payload;
	}

	public void setPayload(Payload payload) {
		this.payload = payload;
	}

	public RequestId getRequestId() {
		return this.requestId;
	}

	public void setRequestId(RequestId requestId) {
		this.requestId = requestId;
	}

	public RetryAfter getRetryAfter() {
		return this.retryAfter;
	}

	public void setRetryAfter(RetryAfter retryAfter) {
		this.retryAfter = retryAfter;
	}

	public Security getSecurity() {
		return this.security;
	}

	public void setSecurity(Security security) {
		this.security = security;
	}

	public List<Text> getTexts() {
		return this.texts;
	}

	public void setTexts(List<Text> texts) {
		this.texts = texts;
	}

	public @Nullable String getUpgradeTo() {
		return this.upgradeTo;
	}

	public void setUpgradeTo(@Nullable String upgradeTo) {
		PropertyChecks.protocols("upgrade-to", upgradeTo);
		this.upgradeTo = upgradeTo;
	}

	public Validation getValidation() {
		return this.validation;
	}

	public void setValidation(Validation validation) {
		this.validation = validation;
	}

	/**
	 * Keys under {@code mishap.body}.
	 *
	 * @param instanceBase What the request ID is put behind to make the instance, such as
	 * urn:request:; without it there is no instance.
	 * @param members Other names for the members of the body, by their standard names.
	 * @param typeBase What the code, in lower case with hyphens, is put behind to make
	 * the type; without it the type is about:blank.
	 */
	public record Body(@Nullable String instanceBase, @DefaultValue Map<String, String> members,
			@Nullable String typeBase) {

		/**
		 * Checks the values.
		 */
		public Body {
			PropertyChecks.base("instance-base", instanceBase);
			PropertyChecks.members("members", members);
			PropertyChecks.base("type-base", typeBase);
		}

	}

	/**
	 * Keys under {@code mishap.data}.
	 *
	 * @param constraints Code of the problem for each constraint of the database, by its
	 * name.
	 * @param emptyResultNotFound Whether a query that finds nothing where it has to find
	 * something is answered with 404 instead of 500.
	 */
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
	 * @param rules Rules of how problems are logged, by exception, code or status.
	 * @param traceBudget Number of stack traces of one class of exceptions that are
	 * logged in a minute; further ones are logged in one line.
	 */
	public record Log(@DefaultValue List<Rule> rules, @DefaultValue("100") int traceBudget) {

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
	 * Keys under {@code mishap.payload}.
	 *
	 * @param maxSize Largest body of a request, whatever its media type. Without it there
	 * is no limit beyond those of multipart and form data.
	 * @param paths Limits of single paths, the first that matches counts.
	 */
	public record Payload(@Nullable DataSize maxSize, @DefaultValue List<PathLimit> paths) {

	}

	/**
	 * Entry of {@code mishap.mappings}.
	 */
	public static final class Mapping {

		/**
		 * Code of the problem, in UPPER_SNAKE; derived from the name of the class if left
		 * out.
		 */
		private @Nullable String code;

		/**
		 * Explanation for the caller.
		 */
		private @Nullable String detail;

		/**
		 * Exception classes that the entry is for, subclasses included.
		 */
		private List<String> exception = List.of();

		/**
		 * Header fields of the answer.
		 */
		private Map<String, String> headers = Map.of();

		/**
		 * Level of the line in the log.
		 */
		private LogRule.@Nullable Level log;

		/**
		 * Time announced in Retry-After.
		 */
		private @Nullable Duration retryAfter;

		/**
		 * HTTP status of the answer, 400 to 599.
		 */
		private int status;

		/**
		 * Title of the problem.
		 */
		private @Nullable String title;

		/**
		 * Whether the stack trace is logged.
		 */
		private @Nullable Boolean trace;

		/**
		 * Address of the problem type.
		 */
		private @Nullable URI type;

		public @Nullable String getCode() {
			return this.code;
		}

		public void setCode(@Nullable String code) {
			this.code = code;
		}

		public @Nullable String getDetail() {
			return this.detail;
		}

		public void setDetail(@Nullable String detail) {
			this.detail = detail;
		}

		public List<String> getException() {
			return this.exception;
		}

		public void setException(List<String> exception) {
			this.exception = exception;
		}

		public Map<String, String> getHeaders() {
			return this.headers;
		}

		public void setHeaders(Map<String, String> headers) {
			this.headers = headers;
		}

		public LogRule.@Nullable Level getLog() {
			return this.log;
		}

		public void setLog(LogRule.@Nullable Level log) {
			this.log = log;
		}

		public @Nullable Duration getRetryAfter() {
			return this.retryAfter;
		}

		public void setRetryAfter(@Nullable Duration retryAfter) {
			this.retryAfter = retryAfter;
		}

		public int getStatus() {
			return this.status;
		}

		public void setStatus(int status) {
			this.status = status;
		}

		public @Nullable String getTitle() {
			return this.title;
		}

		public void setTitle(@Nullable String title) {
			this.title = title;
		}

		public @Nullable Boolean getTrace() {
			return this.trace;
		}

		public void setTrace(@Nullable Boolean trace) {
			this.trace = trace;
		}

		public @Nullable URI getType() {
			return this.type;
		}

		public void setType(@Nullable URI type) {
			this.type = type;
		}

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

	/**
	 * Keys under {@code mishap.request-id}.
	 *
	 * @param header Name of the header field that carries the request ID in both
	 * directions.
	 * @param trustInbound Whether a safe ID that the client or a proxy sends is kept.
	 */
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
	 */
	public record RetryAfter(@DefaultValue("10s") Duration fallback, @DefaultValue("seconds") RetryAfterForm form,
			@DefaultValue("0s") Duration jitter) {

		/**
		 * Checks the values.
		 */
		public RetryAfter {
			PropertyChecks.positive("fallback", fallback);
			PropertyChecks.notNegative("jitter", jitter);
		}

	}

	/**
	 * Keys under {@code mishap.security}.
	 *
	 * @param challenge Challenge of a 401 for which Spring Security has none, sent as
	 * WWW-Authenticate.
	 * @param conceal Path patterns of resources whose existence is kept from those who
	 * may not see them: GET and HEAD answer 404 instead of 403, other methods 403 instead
	 * of 404.
	 */
	public record Security(@DefaultValue("Bearer realm=\"api\"") String challenge, @DefaultValue List<String> conceal) {

		/**
		 * Checks the values.
		 */
		public Security {
			PropertyChecks.challenge("challenge", challenge);
			PropertyChecks.paths("conceal", conceal);
		}

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
	 * Keys under {@code mishap.validation}.
	 *
	 * @param attributes Names of the attributes of constraints that are shown beside
	 * bounds, such as regexp.
	 * @param maxErrors Number of entries in errors[] at the most; errors_omitted counts
	 * the rest.
	 * @param rejectedValues Fields whose rejected value is shown, named as clients do,
	 * such as items[].sku in a body or page-size for a parameter.
	 * @param serviceConstraints Whether constraints on the arguments of services are the
	 * caller's concern; otherwise breaking one is an internal error.
	 * @param status Status of input that can be read but breaks a constraint.
	 */
	public record Validation(@DefaultValue Set<String> attributes, @DefaultValue("50") int maxErrors,
			@DefaultValue Set<String> rejectedValues, @DefaultValue("false") boolean serviceConstraints,
			@DefaultValue("422") int status) {

		/**
		 * Checks the values.
		 */
		public Validation {
			PropertyChecks.positive("max-errors", maxErrors);
			PropertyChecks.clientStatus("status", status);
		}

	}

}
