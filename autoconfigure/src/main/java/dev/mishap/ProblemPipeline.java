package dev.mishap;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.context.MessageSource;
import org.springframework.util.Assert;
import org.springframework.util.ClassUtils;

import dev.mishap.ProblemExchange.State;

/**
 * The one way from an error to its answer, for every door: is the client gone, is the
 * response committed, describe, word, enrich, log, write. A step that fails never costs
 * the client its answer.
 * <p>
 * Thread-safe. An application may call it from a filter or handler of its own.
 */
public final class ProblemPipeline {

	private static final String REQUEST_ID = ProblemPipeline.class.getName() + ".requestId";

	private static final int TRACE_BUDGET = 100;

	private static final String ANSWERED = ProblemPipeline.class.getName() + ".answered";

	private final ProblemMappings mappings;

	private final ProblemTexts texts;

	private final List<ProblemCustomizer> customizers;

	private final List<ErrorWitness> witnesses;

	private final Map<String, HeaderSource> owed;

	private final ProblemWriter writer;

	private final RequestIdSource requestIds;

	private final ProblemLog log;

	private final @Nullable String typeBase;

	private final @Nullable String instanceBase;

	private ProblemPipeline(Builder builder) {
		this.mappings = builder.mappings;
		this.texts = new ProblemTexts(builder.messageSource, builder.texts, builder.defaultLanguage,
				builder.classLoader());
		this.customizers = List.copyOf(builder.customizers);
		this.witnesses = List.copyOf(builder.witnesses);
		this.owed = Map.copyOf(builder.owed);
		this.writer = builder.writer;
		this.requestIds = builder.requestIds;
		this.log = new ProblemLog(new LogRule.Table(builder.logRules),
				new TraceBudget(builder.traceBudget, System::nanoTime), builder.logClientMessages);
		this.typeBase = builder.typeBase;
		this.instanceBase = builder.instanceBase;
	}

	/**
	 * Returns a builder.
	 */
	public static Builder builder() {
		return new Builder();
	}

	/**
	 * Returns the ID of a request, and makes it at the first call.
	 * @param request the request
	 */
	public String requestId(ProblemRequest request) {
		Object known = request.attribute(REQUEST_ID);
		if (known != null) {
			return known.toString();
		}
		String id;
		try {
			id = this.requestIds.requestId(request);
			Assert.state(RequestIds.isSafe(id), "the request ID has characters that it must not have");
		}
		catch (RuntimeException | Error ex) {
			id = RequestIds.next();
			this.log.partFailed("the RequestIdSource", request, id, ex);
		}
		request.attribute(REQUEST_ID, id);
		return id;
	}

	/**
	 * Returns whether an exception is for somebody further out to decide, so that a door
	 * which can throw it on has to.
	 * @param exception the exception, wrapped or not
	 */
	public boolean isDecidedElsewhere(Throwable exception) {
		try {
			return this.mappings.isDecidedElsewhere(Wrappers.unwrap(exception));
		}
		catch (RuntimeException | Error ignored) {
			// a table that cannot be made is told of where the exception is described
			return false;
		}
	}

	/**
	 * Returns the status that an exception stands for, before anybody enriches it.
	 * @param exchange the request and its response
	 * @param exception the exception, wrapped or not
	 */
	public int statusOf(ProblemExchange exchange, Throwable exception) {
		return describe(exchange, requestId(exchange), Wrappers.unwrap(exception)).status();
	}

	/**
	 * Answers an exception.
	 * @param exchange the request and its response
	 * @param door the place through which it came in
	 * @param exception the exception, wrapped or not
	 * @return {@code true} if nothing is left to do; {@code false} if the response had
	 * been committed, so that the caller has to see to it that the connection is cut
	 */
	public boolean answer(ProblemExchange exchange, Door door, Throwable exception) {
		return answer(exchange, door, exception, null);
	}

	/**
	 * Answers an error that came as a status.
	 * @param exchange the request and its response
	 * @param door the place through which it came in
	 * @param status the status; one that isn't a registered error status is answered as
	 * 500
	 * @param reason words for the caller that came with it, or {@code null}; left out
	 * under status 500, where they are mostly the message of an exception
	 * @return as for an exception
	 */
	public boolean answer(ProblemExchange exchange, Door door, int status, @Nullable String reason) {
		return describeStatus(exchange, door, status, problemOf(exchange, status, reason));
	}

	/**
	 * Gives a body to an error status that somebody has set without one. The status stays
	 * as it is, registered or not.
	 * @param exchange the request and its response
	 * @param door the place through which it came in
	 * @param status the status, 400 to 599
	 * @return as for an exception
	 */
	public boolean fill(ProblemExchange exchange, Door door, int status) {
		return describeStatus(exchange, door, status, Problem.of(status));
	}

	/**
	 * Answers with a problem that is known already.
	 * @param exchange the request and its response
	 * @param door the place through which it came in
	 * @param problem the problem
	 * @param exception the exception behind it, for the log, or {@code null}
	 * @return as for an exception
	 */
	public boolean answer(ProblemExchange exchange, Door door, Problem problem, @Nullable Throwable exception) {
		return answer(exchange, door, exception, problem);
	}

	private boolean answer(ProblemExchange exchange, Door door, @Nullable Throwable exception,
			@Nullable Problem given) {
		String requestId = requestId(exchange);
		Throwable unwrapped = (exception != null) ? Wrappers.unwrap(exception) : null;
		boolean clientGone = unwrapped != null && given == null && Wrappers.isClientGone(unwrapped);
		State state = exchange.state();
		if (clientGone) {
			this.log.clientGone(exchange, requestId);
			if (state != State.OPEN) {
				return true;
			}
		}
		if (state == State.COMMITTED && exchange.attribute(ANSWERED) != null) {
			this.log.failedAfterAnswer(exchange, requestId, unwrapped);
			return true;
		}
		if (state == State.COMMITTED) {
			this.log.failedAfterCommit(exchange, requestId, unwrapped);
			this.log.note(exchange, unwrapped);
			return false;
		}
		Problem problem = given;
		if (problem == null) {
			problem = clientGone ? Problem.of(400, "REQUEST_INCOMPLETE") : describe(exchange, requestId, unwrapped);
		}
		ProblemContext context = new ProblemContext(exchange, unwrapped, door, requestId, locale(exchange, requestId));
		// a customizer may have changed what is told: then it is worded anew
		problem = enrich(identify(word(problem, context), context), context);
		problem = identify(word(problem, context), context);
		if (!clientGone) {
			log(problem, context, given == null);
		}
		if (state == State.OPEN) {
			write(problem, context, exchange);
		}
		return true;
	}

	private boolean describeStatus(ProblemExchange exchange, Door door, int status, Problem problem) {
		Throwable witnessed = witnessed(exchange, status);
		if (witnessed != null) {
			Problem known = describe(exchange, requestId(exchange), witnessed);
			return answer(exchange, door, witnessed, (known.status() == problem.status()) ? known : problem);
		}
		return answer(exchange, door, null, problem);
	}

	private @Nullable Throwable witnessed(ProblemExchange exchange, int status) {
		for (ErrorWitness witness : this.witnesses) {
			try {
				Throwable exception = witness.exceptionBehind(exchange, status);
				if (exception != null) {
					return Wrappers.unwrap(exception);
				}
			}
			catch (RuntimeException | Error ex) {
				this.log.partFailed("the ErrorWitness " + witness.getClass().getName(), exchange, requestId(exchange),
						ex);
			}
		}
		return null;
	}

	private Problem describe(ProblemExchange exchange, String requestId, @Nullable Throwable exception) {
		if (exception == null) {
			return Problem.of(500);
		}
		if (Wrappers.isReadTimeout(exception)) {
			return Problem.of(408);
		}
		try {
			ProblemMappings.Description found = this.mappings.describe(exception);
			return withMembers(found.problem(), exchange, requestId, found.subject());
		}
		catch (RuntimeException | Error ex) {
			this.log.partFailed("the row for " + exception.getClass().getName(), exchange, requestId, ex);
			return Problem.of(500);
		}
	}

	private Problem problemOf(ProblemExchange exchange, int status, @Nullable String reason) {
		if (!HttpStatuses.isRegistered(status)) {
			this.log.unregistered(exchange, requestId(exchange), status);
			return Problem.of(500);
		}
		Problem problem = Problem.of(status);
		boolean meant = reason != null && !reason.isBlank() && status != 500
				&& !reason.equalsIgnoreCase(HttpStatuses.phrase(status));
		return meant ? problem.withDetail(reason) : problem;
	}

	private Problem withMembers(Problem problem, ProblemExchange exchange, String requestId, Throwable exception) {
		try {
			return MemberReader.addTo(problem, exception);
		}
		catch (RuntimeException | Error ex) {
			this.log.partFailed("a @ProblemMember of " + exception.getClass().getName(), exchange, requestId, ex);
			return problem;
		}
	}

	private Locale locale(ProblemRequest request, String requestId) {
		try {
			return this.texts.locale(request.header("Accept-Language"));
		}
		catch (RuntimeException | Error ex) {
			this.log.partFailed("the choice of a language", request, requestId, ex);
			return this.texts.fallback();
		}
	}

	private Problem word(Problem problem, ProblemContext context) {
		try {
			return this.texts.complete(problem, context.locale());
		}
		catch (RuntimeException | Error ex) {
			this.log.partFailed("the MessageSource", context.request(), context.requestId(), ex);
			return problem;
		}
	}

	private Problem enrich(Problem problem, ProblemContext context) {
		Problem enriched = problem;
		for (ProblemCustomizer customizer : this.customizers) {
			try {
				Problem customized = customizer.customize(enriched, context);
				Assert.state(customized != null, "the customizer returned null");
				enriched = customized;
			}
			catch (RuntimeException | Error ex) {
				this.log.partFailed("the ProblemCustomizer " + customizer.getClass().getName(), context.request(),
						context.requestId(), ex);
			}
		}
		return enriched;
	}

	private void log(Problem problem, ProblemContext context, boolean described) {
		Throwable exception = context.exception();
		this.log.answered(problem, context);
		if (described && exception != null) {
			this.log.hint(exception, this.mappings);
		}
		this.log.note(context.request(), exception);
	}

	/** Adds the addresses that a configured base leads to. */
	private Problem identify(Problem problem, ProblemContext context) {
		Problem identified = problem;
		if (this.typeBase != null && problem.type() == null) {
			String name = problem.code().toLowerCase(Locale.ROOT).replace('_', '-');
			identified = identified.withType(URI.create(this.typeBase + name));
		}
		if (this.instanceBase != null && problem.instance() == null) {
			identified = identified.withInstance(URI.create(this.instanceBase + context.requestId()));
		}
		return identified;
	}

	private void write(Problem problem, ProblemContext context, ProblemExchange exchange) {
		try {
			ProblemBody body = body(problem, context);
			prepare(exchange, problem.status(), context.locale());
			for (Map.Entry<String, List<String>> header : problem.headers().entrySet()) {
				exchange.responseHeader(header.getKey(), header.getValue());
			}
			owe(problem, context, exchange);
			exchange.send(problem.status(), body);
			exchange.attribute(ANSWERED, Boolean.TRUE);
		}
		catch (IOException ex) {
			this.log.clientGone(exchange, context.requestId());
		}
		catch (RuntimeException | Error ex) {
			this.log.partFailed("the response", exchange, context.requestId(), ex);
			sendLastResort(problem, context, exchange);
		}
	}

	private ProblemBody body(Problem problem, ProblemContext context) {
		try {
			return this.writer.write(problem, context);
		}
		catch (Exception | Error ex) {
			this.log.partFailed("the ProblemWriter " + this.writer.getClass().getName(), context.request(),
					context.requestId(), ex);
			return LastResortWriter.write(problem.status(), problem.code(), context.requestId());
		}
	}

	private void sendLastResort(Problem problem, ProblemContext context, ProblemExchange exchange) {
		if (exchange.state() != State.OPEN) {
			return;
		}
		try {
			exchange.send(problem.status(),
					LastResortWriter.write(problem.status(), problem.code(), context.requestId()));
		}
		catch (IOException ex) {
			this.log.clientGone(exchange, context.requestId());
		}
		catch (RuntimeException | Error ex) {
			this.log.partFailed("the last resort", exchange, context.requestId(), ex);
		}
	}

	/**
	 * Takes back what was said of another body, and says what holds for every problem.
	 */
	private static void prepare(ProblemExchange exchange, int status, Locale locale) throws IOException {
		exchange.discardBody();
		for (String name : HeaderFields.OF_DEAD_BODY) {
			// RFC 9110, section 15.5.17: the field says how long the content is
			if (status != 416 || !"Content-Range".equals(name)) {
				exchange.responseHeader(name, List.of());
			}
		}
		exchange.responseHeader("Cache-Control", List.of("no-store"));
		exchange.responseHeader("X-Content-Type-Options", List.of("nosniff"));
		exchange.responseHeader("Content-Language", List.of(locale.toLanguageTag()));
		exchange.responseHeader("Vary", vary(exchange.responseHeader("Vary")));
	}

	private static List<String> vary(List<String> present) {
		if (present.isEmpty()) {
			return List.of("Accept, Accept-Language");
		}
		List<String> values = new ArrayList<>(present);
		if (!values.contains("*")) {
			values.add("Accept, Accept-Language");
		}
		return values;
	}

	/** Adds the field that the status owes (RFC 9110, section 15) where it is missing. */
	private void owe(Problem problem, ProblemContext context, ProblemExchange exchange) {
		if (problem.status() == 408 && exchange.isHttp1()) {
			exchange.responseHeader("Connection", List.of("close"));
		}
		String field = switch (problem.status()) {
			case 401 -> "WWW-Authenticate";
			case 405 -> "Allow";
			case 426 -> "Upgrade";
			case 429, 503 -> "Retry-After";
			case 451 -> "Link";
			default -> null;
		};
		if (field == null) {
			return;
		}
		if (problem.header(field) == null) {
			addOwed(field, context, exchange);
		}
		if ("Upgrade".equals(field)) {
			connectUpgrade(exchange);
		}
	}

	private void addOwed(String field, ProblemContext context, ProblemExchange exchange) {
		boolean ofContainer = "Allow".equals(field) && context.door() == Door.ERROR_DISPATCH;
		if (!exchange.responseHeader(field).isEmpty() && !ofContainer) {
			return;
		}
		List<String> values = owedValues(field, context);
		if (!values.isEmpty()) {
			exchange.responseHeader(field, values);
		}
		else if ("Allow".equals(field) && exchange.responseHeader(field).isEmpty()) {
			exchange.responseHeader(field, List.of(""));
		}
	}

	/**
	 * RFC 9110, section 7.8: whoever sends {@code Upgrade} says so in {@code Connection};
	 * HTTP/2 has neither (RFC 9113, section 8.2.2).
	 */
	private static void connectUpgrade(ProblemExchange exchange) {
		if (!exchange.isHttp1()) {
			exchange.responseHeader("Upgrade", List.of());
		}
		else if (!exchange.responseHeader("Upgrade").isEmpty()) {
			exchange.responseHeader("Connection", List.of("upgrade"));
		}
	}

	private List<String> owedValues(String field, ProblemContext context) {
		HeaderSource source = this.owed.get(field);
		if (source == null) {
			return List.of();
		}
		try {
			return source.values(context.request());
		}
		catch (RuntimeException | Error ex) {
			this.log.partFailed("the source of " + field, context.request(), context.requestId(), ex);
			return List.of();
		}
	}

	/** Collects the parts of a {@link ProblemPipeline}. */
	public static final class Builder {

		private ProblemMappings mappings = ProblemMappings.builder().build();

		private @Nullable MessageSource messageSource;

		private final List<ProblemCustomizer> customizers = new ArrayList<>();

		private final List<ErrorWitness> witnesses = new ArrayList<>();

		private final Map<String, HeaderSource> owed = new HashMap<>();

		private ProblemWriter writer = ProblemWriter.json(null);

		private RequestIdSource requestIds = RequestIdSource.generated();

		private final List<LogRule> logRules = new ArrayList<>();

		private int traceBudget = TRACE_BUDGET;

		private boolean logClientMessages;

		private final Map<String, String> texts = new HashMap<>();

		private Locale defaultLanguage = Locale.ENGLISH;

		private @Nullable String typeBase;

		private @Nullable String instanceBase;

		private Builder() {
		}

		/**
		 * Sets the table of problems.
		 * @param mappings the table
		 */
		public Builder mappings(ProblemMappings mappings) {
			this.mappings = mappings;
			return this;
		}

		/**
		 * Sets the messages of the application, which stand above those of the library.
		 * @param messageSource the messages, or {@code null} for none
		 */
		public Builder messageSource(@Nullable MessageSource messageSource) {
			this.messageSource = messageSource;
			return this;
		}

		/**
		 * Sets texts that replace those of the bundles in every language.
		 * @param texts the texts by their keys, {@code mishap.title.CODE} and
		 * {@code mishap.detail.CODE}
		 */
		public Builder texts(Map<String, String> texts) {
			this.texts.putAll(texts);
			return this;
		}

		/**
		 * Sets the language for callers who ask for none, or for none that there are
		 * texts in; English unless set.
		 * @param language the language
		 */
		public Builder defaultLanguage(Locale language) {
			this.defaultLanguage = language;
			return this;
		}

		/**
		 * Adds customizers, called in this order.
		 * @param customizers the customizers
		 */
		public Builder customizers(List<ProblemCustomizer> customizers) {
			this.customizers.addAll(customizers);
			return this;
		}

		/**
		 * Adds witnesses of what led to a status, asked in this order.
		 * @param witnesses the witnesses
		 */
		public Builder witnesses(List<ErrorWitness> witnesses) {
			this.witnesses.addAll(witnesses);
			return this;
		}

		/**
		 * Sets who knows the value of a field that a status owes:
		 * {@code WWW-Authenticate} for 401, {@code Allow} for 405, {@code Upgrade} for
		 * 426, {@code Retry-After} for 429 and 503, {@code Link} for 451.
		 * @param field the name of the field, spelt as here
		 * @param source the source of its values
		 */
		public Builder owed(String field, HeaderSource source) {
			this.owed.put(field, source);
			return this;
		}

		/**
		 * Sets the writer of bodies.
		 * @param writer the writer
		 */
		public Builder writer(ProblemWriter writer) {
			this.writer = writer;
			return this;
		}

		/**
		 * Sets the source of request IDs.
		 * @param requestIds the source
		 */
		public Builder requestIds(RequestIdSource requestIds) {
			this.requestIds = requestIds;
			return this;
		}

		/**
		 * Adds rules of how problems are logged.
		 * @param rules the rules
		 */
		public Builder logRules(List<LogRule> rules) {
			this.logRules.addAll(rules);
			return this;
		}

		/**
		 * Sets how many stack traces of one class of exceptions are logged in a minute;
		 * further ones are logged in one line. 100 unless set.
		 * @param traceBudget the number, 0 for none
		 */
		public Builder traceBudget(int traceBudget) {
			Assert.isTrue(traceBudget >= 0, "'traceBudget' must not be negative");
			this.traceBudget = traceBudget;
			return this;
		}

		/**
		 * Sets whether the line in the log of a 4xx has the message of the exception,
		 * which may have values that the client sent; not unless set.
		 * @param logClientMessages whether it has
		 */
		public Builder logClientMessages(boolean logClientMessages) {
			this.logClientMessages = logClientMessages;
			return this;
		}

		/**
		 * Sets what the code, in lower case with hyphens, is put behind for the type of a
		 * problem that has none.
		 * @param typeBase the base, or {@code null} for {@code about:blank}
		 */
		public Builder typeBase(@Nullable String typeBase) {
			this.typeBase = typeBase;
			return this;
		}

		/**
		 * Sets what the request ID is put behind for the instance.
		 * @param instanceBase the base, or {@code null} to leave the instance out
		 */
		public Builder instanceBase(@Nullable String instanceBase) {
			this.instanceBase = instanceBase;
			return this;
		}

		private ClassLoader classLoader() {
			ClassLoader classLoader = ClassUtils.getDefaultClassLoader();
			return (classLoader != null) ? classLoader : ProblemPipeline.class.getClassLoader();
		}

		/**
		 * Returns the pipeline.
		 * @throws IllegalArgumentException if there are no texts in the default language
		 */
		public ProblemPipeline build() {
			return new ProblemPipeline(this);
		}

	}

}
