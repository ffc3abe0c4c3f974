package dev.mishap.internal;

import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;

import dev.mishap.Problem;
import dev.mishap.ProblemContext;
import dev.mishap.ProblemCustomizer;
import dev.mishap.ProblemListener;
import dev.mishap.ProblemLogLevel;
import dev.mishap.ProblemMappings;
import dev.mishap.ProblemMember;
import dev.mishap.ProblemRequest;
import dev.mishap.ProblemRequest.Door;
import dev.mishap.ProblemRequest.Progress;
import dev.mishap.ProblemWriter;
import dev.mishap.ProblemWriter.JsonLibrary;
import dev.mishap.RequestIdSource;
import dev.mishap.internal.HeaderFields.OwedHeader;
import dev.mishap.internal.Traces.Scope;
import dev.mishap.internal.body.JsonProblemWriter;
import dev.mishap.internal.body.MemberNames;
import dev.mishap.internal.log.LogRule;
import dev.mishap.internal.log.ProblemLog;
import dev.mishap.internal.log.ProblemLog.TraceBudget;
import dev.mishap.internal.texts.ProblemTexts;
import dev.mishap.internal.texts.ProblemTexts.Worded;
import org.jspecify.annotations.Nullable;

import org.springframework.context.MessageSource;
import org.springframework.http.MediaType;
import org.springframework.util.Assert;
import org.springframework.util.ClassUtils;
import org.springframework.web.context.request.async.AsyncRequestTimeoutException;

/**
 * The one way from an error to its answer, for every door: is the client gone, does
 * somebody else decide, is the response committed, describe, refine, enrich, word,
 * intercept, add the fields that the status owes, log, render. The answer is a value; the
 * door applies it. A step that fails never costs the client its answer.
 * <p>
 * Thread-safe. It never writes to a response, never blocks and never throws.
 */
public final class ProblemPipeline {

	private static final int TRACE_BUDGET = 100;

	private static final int FIRST_STATUS = 200;

	private static final int LAST_STATUS = 599;

	/** What a body depends on. */
	private static final String DEPENDS_ON = "Accept, Accept-Language";

	private static final ProblemAnswer NOTHING = new ProblemAnswer.Nothing();

	private final ProblemMappings mappings;

	private final ProblemTexts texts;

	private final List<ProblemRefinement> refinements;

	private final List<ProblemCustomizer> customizers;

	private final ReturnedDetails.Interceptors interceptors;

	private final Map<String, OwedHeader> owed;

	private final List<ProblemWriter> ownWriters;

	private final ProblemWriter writer;

	private final RequestIdSource requestIds;

	private final PlainValues values;

	private final ProblemLog log;

	private final List<ProblemListener> listeners;

	private final Traces traces;

	private final Supplier<@Nullable String> typeBase;

	private final @Nullable String instanceBase;

	private final String requestIdField;

	private ProblemPipeline(Builder builder) {
		this.mappings = builder.mappings;
		this.texts = new ProblemTexts(builder.messageSource, builder.texts, builder.defaultLanguage,
				builder.classLoader(), builder.loader);
		this.refinements = builder.refinements.stream().sorted(Comparator.comparing(ProblemRefinement::stage)).toList();
		this.customizers = List.copyOf(builder.customizers);
		this.interceptors = builder.interceptors;
		this.owed = Map.copyOf(builder.owed);
		this.ownWriters = List.copyOf(builder.ownWriters);
		this.writer = builder.writer;
		this.requestIds = builder.requestIds;
		this.values = new PlainValues(builder.jsonLibrary);
		this.log = new ProblemLog(new LogRule.Table(builder.logRules),
				new TraceBudget(builder.traceBudget, System::nanoTime), builder.logClientMessages, builder.logLevels);
		this.listeners = List.copyOf(builder.listeners);
		this.traces = builder.traces;
		this.typeBase = builder.typeBase;
		this.instanceBase = builder.instanceBase;
		this.requestIdField = builder.requestIdField;
	}

	/**
	 * Returns a builder.
	 */
	public static Builder builder() {
		return new Builder();
	}

	/**
	 * Loads what the first errors would load otherwise: rows, texts, and what of the
	 * library writes bodies. For servers whose threads must not wait; may block itself.
	 */
	public void prepare() {
		this.mappings.types();
		for (Locale language : this.texts.spoken()) {
			Problem worded = this.texts.word(Problem.of(404), List.of(language)).problem();
			for (String accept : List.of("text/html", "application/xml", "*/*")) {
				write(worded, accept, language);
			}
		}
	}

	private void write(Problem worded, String accept, Locale language) {
		try {
			this.writer.write(worded, new ProblemContext(new NoRequest(accept, language), null, Door.APPLICATION,
					RequestIds.next(), language));
		}
		catch (Throwable ignored) {
			// a writer that fails here will fail again for a real answer, and is
			// logged then
		}
	}

	/**
	 * Returns the ID of a request, and makes it at the first call.
	 * @param request the request
	 */
	public String requestId(ProblemRequest request) {
		RequestState state = request.state();
		String known = state.requestId();
		if (known != null) {
			return known;
		}
		String id;
		try {
			id = this.requestIds.requestId(request);
			Assert.state(RequestIds.isSafe(id), "the request ID has characters that it must not have");
		}
		catch (Throwable ex) {
			id = RequestIds.next();
			this.log.partFailed("the RequestIdSource", request, id, ex);
		}
		state.requestId(id);
		return id;
	}

	/**
	 * Returns the answer to an exception.
	 * @param exception the exception, wrapped or not
	 * @param request the request that failed
	 */
	public ProblemAnswer answerTo(Throwable exception, ProblemRequest request) {
		return answer(new Failure(exception, null, 0), request);
	}

	/**
	 * Returns the answer to an exception that somebody further out may still turn into
	 * something else. It is logged and told by {@link #announce}.
	 * @param exception the exception, wrapped or not
	 * @param request the request that failed
	 */
	public ProblemAnswer offerTo(Throwable exception, ProblemRequest request) {
		return answer(new Failure(exception, null, 0, false, true), request);
	}

	/**
	 * Logs and tells the answer that was offered, if it is what the client gets.
	 * @param status the status that the client gets
	 * @param request the request that failed
	 * @return whether there was such an answer
	 */
	public boolean announce(int status, ProblemRequest request) {
		Runnable news = request.state().news(status);
		if (news == null) {
			return false;
		}
		Scope scope = enterTrace(request);
		try {
			news.run();
		}
		finally {
			leaveTrace(scope, request);
		}
		return true;
	}

	/**
	 * Returns the answer to an error that came as a status.
	 * @param status the status; one that isn't a registered error status is answered as
	 * 500
	 * @param reason words for the caller that came with it, or {@code null}; left out
	 * under status 500, where they are mostly the message of an exception
	 * @param request the request that failed
	 */
	public ProblemAnswer answerTo(int status, @Nullable String reason, ProblemRequest request) {
		return answer(new Failure(null, problemOf(status, reason, request), status), request);
	}

	/**
	 * Returns the answer that is a problem which is known already.
	 * @param problem the problem
	 * @param exception the exception behind it, for the log, or {@code null}
	 * @param request the request that failed
	 */
	public ProblemAnswer answerTo(Problem problem, @Nullable Throwable exception, ProblemRequest request) {
		return answer(new Failure(exception, problem, 0), request);
	}

	/**
	 * Returns the body for an error status that somebody has set without one. The status
	 * stays as it is, registered or not, and so does what was said with it of the
	 * resource. Where shared caches may keep it, it stays empty: what they keep is for
	 * everybody, and a problem is for one.
	 * @param status the status, 400 to 599
	 * @param request the request that failed
	 */
	public ProblemAnswer fill(int status, ProblemRequest request) {
		return answer(new Failure(null, Problem.of(status), status, true, false), request);
	}

	/**
	 * Returns the header fields that a status owes (RFC 9110, section 15) and the
	 * response does not have, for an error whose body somebody else writes.
	 * @param status the status, 400 to 599
	 * @param request the request that failed
	 */
	public Map<String, List<String>> owedBy(int status, ProblemRequest request) {
		ProblemAnswer.Fields fields = new ProblemAnswer.Fields(request);
		owe(Problem.of(status), request, fields);
		return fields.changed();
	}

	/**
	 * Returns what to send where an answer could not be applied as it is: its status, and
	 * a body without anything that could fail.
	 * @param failed the answer that the response refused
	 * @param cause why it did
	 * @param request the request that failed
	 */
	public ProblemAnswer.Send leastOf(ProblemAnswer.Send failed, Throwable cause, ProblemRequest request) {
		String requestId = requestId(request);
		this.log.partFailed("the response", request, requestId, cause);
		return least(failed.status(), HttpStatuses.code(failed.status()), requestId);
	}

	/**
	 * Notes that an answer could not be sent because the client cannot be reached any
	 * more.
	 * @param request the request that failed
	 */
	public void clientGone(ProblemRequest request) {
		this.log.clientGone(request, requestId(request));
	}

	/**
	 * Returns the status that an exception stands for, before anybody refines it.
	 * @param exception the exception, wrapped or not
	 * @param request the request that failed
	 */
	public int statusOf(Throwable exception, ProblemRequest request) {
		chooseLanguage(request, requestId(request));
		return describe(Causes.unwrap(exception), request).status();
	}

	/**
	 * Returns the problem that a status will be answered with which the application has
	 * sent, and nobody is told of: the answer is still to come.
	 * @param status the status
	 * @param request the request that failed
	 */
	public Problem expected(int status, ProblemRequest request) {
		chooseLanguage(request, requestId(request));
		Problem problem = Problem.of(HttpStatuses.isRegistered(status) ? status : 500);
		Found found = find(new Failure(null, problem, status), null, request);
		return refine(found, request, new ProblemAnswer.Fields(request));
	}

	/**
	 * Returns how many stack traces were not logged because there were too many of their
	 * kind.
	 */
	public long withheldTraces() {
		return this.log.withheldTraces();
	}

	/**
	 * Returns the languages that there are texts in, by their tags: those of the library
	 * and those that the application adds. To find them, the class path is looked through
	 * for bundles.
	 */
	public List<Locale> languages() {
		return this.texts.spoken();
	}

	/**
	 * Returns a problem with the type and the texts that an answer has.
	 * @param problem the problem
	 * @param language the language
	 * @return the problem, or {@code null} if there are no texts for it in that language
	 */
	public @Nullable Problem worded(Problem problem, Locale language) {
		Worded worded = this.texts.word(problem, List.of(language));
		return worded.complete() ? typed(worded.problem()) : null;
	}

	/**
	 * Returns an answer as readers of a document are shown it: of a request that there
	 * never was. It is logged, counted and told to nobody; a customizer that cannot do
	 * without a real request is left out.
	 * @param problem the problem
	 * @param request stands for the request
	 * @param languages the languages to choose from, the best one first
	 */
	public ProblemAnswer.Send example(Problem problem, ProblemRequest request, List<Locale> languages) {
		request.state().locale(languages.get(0));
		ProblemContext context = new ProblemContext(request, null, request.door(), requestId(request),
				request.locale());
		Problem enriched = problem;
		for (ProblemCustomizer customizer : this.customizers) {
			try {
				Problem customized = customizer.customize(enriched, context);
				enriched = (customized != null) ? customized : enriched;
			}
			catch (RuntimeException | LinkageError ignored) {
				// what it adds is missing in the example
			}
		}
		Worded worded = plain(word(enriched, context, languages), request);
		return render(worded, new ProblemContext(request, null, request.door(), context.requestId(), worded.locale()),
				new ProblemAnswer.Fields(request), false);
	}

	private Problem typed(Problem problem) {
		String base = (problem.type() != null) ? null : this.typeBase.get();
		if (base == null) {
			return problem;
		}
		String name = problem.code().toLowerCase(Locale.ROOT).replace('_', '-');
		return problem.withType(URI.create(base + name));
	}

	/** All that is said of a request is said within its trace. */
	private ProblemAnswer answer(Failure failure, ProblemRequest request) {
		Scope scope = enterTrace(request);
		try {
			return decide(failure, request);
		}
		finally {
			leaveTrace(scope, request);
		}
	}

	private Scope enterTrace(ProblemRequest request) {
		try {
			return this.traces.enter(request);
		}
		catch (Throwable ex) {
			partFailed("the trace", request, ex);
			return Scope.NONE;
		}
	}

	private void leaveTrace(Scope scope, ProblemRequest request) {
		try {
			scope.close();
		}
		catch (Throwable ex) {
			partFailed("the trace", request, ex);
		}
	}

	private ProblemAnswer decide(Failure failure, ProblemRequest request) {
		String requestId = requestId(request);
		Throwable thrown = failure.exception();
		Throwable exception = (thrown != null) ? Causes.unwrap(thrown) : null;
		if (thrown != null && exception != null && request.door() == Door.CONTROLLER && isDecidedElsewhere(exception)) {
			return new ProblemAnswer.Rethrow(thrown);
		}
		boolean clientGone = exception != null && failure.problem() == null && Causes.isClientGone(exception);
		Progress progress = request.progress();
		if (progress == Progress.REFUSED) {
			return (thrown != null) ? new ProblemAnswer.Rethrow(thrown) : NOTHING;
		}
		boolean refusedForIt = progress == Progress.TAKEN && Causes.isOfBody(exception, request.unread());
		if (clientGone && !(refusedForIt && Causes.isUnread(exception))) {
			this.log.clientGone(request, requestId);
		}
		if (refusedForIt || (clientGone && progress != Progress.OPEN)) {
			return NOTHING;
		}
		if (progress == Progress.COMMITTED) {
			return afterCommit(exception, request, requestId);
		}
		List<Locale> languages = chooseLanguage(request, requestId);
		Found found = clientGone ? new Found(Problem.of(400, "REQUEST_INCOMPLETE"), exception)
				: find(failure, exception, request);
		ProblemAnswer.Fields fields = new ProblemAnswer.Fields(request);
		Problem refined = refine(found, request, fields);
		boolean empty = failure.empty() && !fields.isConcealed();
		if (empty && HeaderFields.letSharedCachesKeep(request::responseHeader)) {
			return NOTHING;
		}
		ProblemContext context = new ProblemContext(request, fields.isConcealed() ? null : found.exception(),
				request.door(), requestId, request.locale());
		Worded worded = plain(intercept(word(enrich(refined, context), context, languages), context), request);
		boolean news = !clientGone && isNews(found.exception(), request.state());
		boolean later = failure.offered() && progress == Progress.OPEN;
		ProblemContext told = new ProblemContext(request, found.exception(), request.door(), requestId,
				worded.locale());
		boolean described = failure.problem() == null;
		if (!clientGone && !later) {
			log(worded.problem(), told, described);
		}
		if (progress != Progress.OPEN) {
			return NOTHING;
		}
		request.state().answered(context.exception(), worded.problem().detail());
		ProblemAnswer.Send send = render(worded,
				new ProblemContext(request, context.exception(), request.door(), requestId, worded.locale()), fields,
				empty);
		if (later && !clientGone) {
			request.state().sayLater(send.status(), () -> {
				log(worded.problem(), told, described);
				tell(worded.problem(), told, news);
			});
		}
		else {
			tell(worded.problem(), told, news);
		}
		return send;
	}

	/** The same error may come by at more than one door. */
	private static boolean isNews(@Nullable Throwable exception, RequestState state) {
		return !state.isAnswered() || (exception != null && !state.isLogged(exception));
	}

	private void tell(Problem problem, ProblemContext context, boolean news) {
		if (news) {
			tell((listener) -> listener.answered(problem, context), context.request());
		}
	}

	private void tell(Consumer<ProblemListener> news, ProblemRequest request) {
		for (ProblemListener listener : this.listeners) {
			try {
				news.accept(listener);
			}
			catch (Throwable ex) {
				partFailed("the ProblemListener " + listener.getClass().getName(), request, ex);
			}
		}
	}

	private ProblemAnswer afterCommit(@Nullable Throwable exception, ProblemRequest request, String requestId) {
		if (request.state().isAnswered()) {
			this.log.failedAfterAnswer(request, requestId, exception);
			noteLogged(exception, request);
			return NOTHING;
		}
		if (exception instanceof AsyncRequestTimeoutException) {
			// the usual end of a stream of events: what was sent is whole
			this.log.timedOut(request, requestId);
			return NOTHING;
		}
		this.log.failedAfterCommit(request, requestId, exception);
		ProblemContext context = new ProblemContext(request, exception, request.door(), requestId, request.locale());
		tell((listener) -> listener.cut(exception, context), request);
		noteLogged(exception, request);
		return new ProblemAnswer.Cut(exception);
	}

	private static void noteLogged(@Nullable Throwable exception, ProblemRequest request) {
		if (exception != null) {
			request.state().logged(exception);
		}
	}

	/** Finds what a status is about, if it was refused with an exception. */
	private Found find(Failure failure, @Nullable Throwable exception, ProblemRequest request) {
		Problem given = failure.problem();
		if (given == null) {
			return new Found(describe(exception, request), exception);
		}
		Throwable witnessed = (failure.status() != 0) ? request.state().witnessed() : null;
		if (witnessed == null) {
			return new Found(given, exception);
		}
		Throwable behind = Causes.unwrap(witnessed);
		Problem known = describe(behind, request);
		return new Found((known.status() == given.status()) ? known : given, behind);
	}

	/**
	 * Returns whether an exception is for somebody further out to decide.
	 * @param exception the exception, wrapped or not
	 */
	public boolean isDecidedElsewhere(Throwable exception) {
		try {
			return this.mappings.isDecidedElsewhere(Causes.unwrap(exception));
		}
		catch (Throwable ignored) {
			// a table that cannot be made is told of where the exception is described
			return false;
		}
	}

	/**
	 * Returns whether a cause of an exception is for somebody further out to decide, and
	 * the application has not said what the exception stands for.
	 * @param exception the exception, wrapped or not
	 */
	public boolean isDecidedElsewhereByCause(Throwable exception) {
		try {
			Throwable found = Causes.unwrap(exception);
			return Causes.find(Causes.of(found), this.mappings::isDecidedElsewhere) != null
					&& !this.mappings.isKnownOnPurpose(found);
		}
		catch (Throwable ignored) {
			// a table that cannot be made is told of where the exception is described
			return false;
		}
	}

	private Problem describe(@Nullable Throwable exception, ProblemRequest request) {
		if (exception == null) {
			return Problem.of(500);
		}
		if (Causes.isOfBody(exception, request.unread()) && Causes.isTimeout(exception)) {
			return Problem.of(408);
		}
		try {
			ProblemMappings.Description found = this.mappings.describe(exception, request);
			return this.values.withMembersOf(found.subject(), found.problem(),
					(part, failure) -> partFailed(part, request, failure));
		}
		catch (Throwable ex) {
			partFailed("the row for " + exception.getClass().getName(), request, ex);
			return Problem.of(500);
		}
	}

	private Problem problemOf(int status, @Nullable String reason, ProblemRequest request) {
		if (!HttpStatuses.isRegistered(status)) {
			this.log.unregistered(request, requestId(request), status);
			return Problem.of(500);
		}
		Problem problem = Problem.of(status);
		boolean meant = reason != null && !reason.isBlank() && status != 500
				&& !reason.equalsIgnoreCase(HttpStatuses.phrase(status));
		return meant ? problem.withDetail(reason) : problem;
	}

	/** Chooses the language before anybody has to say something in it. */
	private List<Locale> chooseLanguage(ProblemRequest request, String requestId) {
		List<Locale> languages;
		try {
			languages = this.texts.languages(request.decidedLocale(), request.header("Accept-Language"));
		}
		catch (Throwable ex) {
			this.log.partFailed("the choice of a language", request, requestId, ex);
			languages = List.of(this.texts.fallback());
		}
		request.state().locale(languages.get(0));
		return languages;
	}

	private Problem refine(Found found, ProblemRequest request, ProblemAnswer.Fields fields) {
		Problem refined = found.problem();
		for (ProblemRefinement refinement : this.refinements) {
			try {
				refined = refinement.refine(refined, found.exception(), request, fields);
			}
			catch (Throwable ex) {
				partFailed(refinement.getClass().getName(), request, ex);
			}
		}
		return refined;
	}

	private Problem enrich(Problem problem, ProblemContext context) {
		Problem enriched = problem;
		for (ProblemCustomizer customizer : this.customizers) {
			try {
				Problem customized = customizer.customize(enriched, context);
				Assert.state(customized != null, "the customizer returned null");
				enriched = customized;
			}
			catch (Throwable ex) {
				partFailed("the ProblemCustomizer " + customizer.getClass().getName(), context.request(), ex);
			}
		}
		return enriched;
	}

	/** Finds the texts, all in one language: the first of these that has them all. */
	private Worded word(Problem problem, ProblemContext context, List<Locale> languages) {
		Worded found;
		try {
			found = this.texts.word(problem, languages);
		}
		catch (Throwable ex) {
			partFailed("the MessageSource", context.request(), ex);
			found = new Worded(problem, context.locale(), false, false);
		}
		Problem worded = typed(found.problem());
		if (this.instanceBase != null && worded.instance() == null) {
			worded = worded.withInstance(URI.create(this.instanceBase + RequestIds.encoded(context.requestId())));
		}
		return new Worded(worded, found.locale(), found.certain(), found.complete());
	}

	private Worded intercept(Worded worded, ProblemContext context) {
		Problem intercepted = this.interceptors.intercept(worded.problem(), context,
				(part, failure) -> partFailed(part, context.request(), failure));
		return (intercepted == worded.problem()) ? worded
				: new Worded(intercepted, worded.locale(), worded.certain(), worded.complete());
	}

	/** Leaves nothing in a problem that a writer could read otherwise than the next. */
	private Worded plain(Worded worded, ProblemRequest request) {
		Problem plain = this.values.plain(worded.problem(), (part, failure) -> partFailed(part, request, failure));
		return new Worded(plain, worded.locale(), worded.certain(), worded.complete());
	}

	private void log(Problem problem, ProblemContext context, boolean described) {
		Throwable exception = context.exception();
		this.log.answered(problem, context);
		if (described && exception != null && problem.status() == 500) {
			this.log.hint(exception, this.mappings, context.request());
		}
		noteLogged(exception, context.request());
	}

	/**
	 * Takes back what was said of another body, and says what holds for every problem.
	 */
	private static void prepare(ProblemAnswer.Fields fields, int status, boolean empty) {
		List<String> cacheControl = empty ? HeaderFields.cacheControlBesideEmptyBody(fields.values("Cache-Control"))
				: List.of("no-store");
		fields.discardBody(status, empty);
		fields.set("Cache-Control", cacheControl);
		fields.set("X-Content-Type-Options", List.of("nosniff"));
		List<String> vary = new ArrayList<>(fields.values("Vary"));
		if (!vary.contains("*") && !vary.contains(DEPENDS_ON)) {
			vary.add(DEPENDS_ON);
			fields.set("Vary", vary);
		}
	}

	private ProblemAnswer.Send render(Worded worded, ProblemContext context, ProblemAnswer.Fields fields,
			boolean empty) {
		Problem problem = worded.problem();
		try {
			prepare(fields, problem.status(), empty);
			if (worded.certain()) {
				fields.set("Content-Language", List.of(worded.locale().toLanguageTag()));
			}
			fields.set(problem, this.requestIdField,
					(name) -> this.log.leftOut("the header field " + name, context.request(), context.requestId()));
			owe(problem, context.request(), fields);
			ProblemWriter.Body body = body(problem, context);
			if (body.isRedirect()) {
				return redirect(body, context.request());
			}
			body.headers().forEach(fields::set);
			return fields.send((body.status() != 0) ? body.status() : problem.status(), body);
		}
		catch (Throwable ex) {
			partFailed(nameOf(this.writer), context.request(), ex);
			return fields.send(problem.status(),
					JsonProblemWriter.least(problem.status(), problem.code(), context.requestId()));
		}
	}

	private ProblemWriter.Body body(Problem problem, ProblemContext context) throws Exception {
		for (ProblemWriter own : this.ownWriters) {
			try {
				ProblemWriter.Body body = own.write(problem, context);
				if (body != null) {
					checkSendable(body);
					return body;
				}
			}
			catch (Throwable ex) {
				partFailed(nameOf(own), context.request(), ex);
			}
		}
		return Objects.requireNonNull(this.writer.write(problem, context));
	}

	/** Refuses what a door could not send: the next writer has a body that it can. */
	private static void checkSendable(ProblemWriter.Body body) {
		Objects.requireNonNull(body.content(), "the body has no content");
		MediaType.parseMediaType(body.contentType());
		HeaderFields.check("Content-Type", List.of(body.contentType()));
		int status = body.status();
		Assert.state(status == 0 || (status >= FIRST_STATUS && status <= LAST_STATUS),
				"the status of the body is not one of an answer");
		body.headers().forEach(HeaderFields::check);
	}

	private static String nameOf(ProblemWriter writer) {
		return "the ProblemWriter " + writer.getClass().getName();
	}

	/** What holds for a problem does not hold for the way to another page. */
	private static ProblemAnswer.Send redirect(ProblemWriter.Body body, ProblemRequest request) {
		ProblemAnswer.Fields fields = new ProblemAnswer.Fields(request);
		fields.discardBody(body.status(), false);
		body.headers().forEach(fields::set);
		return fields.send(body.status(), body);
	}

	private static ProblemAnswer.Send least(int status, String code, String requestId) {
		return new ProblemAnswer.Send(status, Map.of(), java.util.Set.of(),
				JsonProblemWriter.least(status, code, requestId));
	}

	/** Adds the field that the status owes (RFC 9110, section 15) where it is missing. */
	private void owe(Problem problem, ProblemRequest request, ProblemAnswer.Fields fields) {
		if (problem.status() == 408 && request.isHttp1()) {
			fields.set("Connection", List.of("close"));
		}
		for (String field : OwedHeader.owedBy(problem.status())) {
			if (problem.header(field) == null) {
				addOwed(field, request, fields);
			}
			if ("Upgrade".equals(field)) {
				connectUpgrade(request, fields);
			}
		}
	}

	private void addOwed(String field, ProblemRequest request, ProblemAnswer.Fields fields) {
		boolean ofContainer = "Allow".equals(field) && request.door() == Door.ERROR_DISPATCH;
		if (!fields.values(field).isEmpty() && !ofContainer) {
			return;
		}
		List<String> values = owedValues(field, request);
		if (!values.isEmpty()) {
			fields.set(field, values);
		}
		else if ("Allow".equals(field) && fields.values(field).isEmpty()) {
			fields.set(field, List.of(""));
		}
	}

	/**
	 * RFC 9110, section 7.8: whoever sends {@code Upgrade} says so in {@code Connection};
	 * HTTP/2 has neither (RFC 9113, section 8.2.2).
	 */
	private static void connectUpgrade(ProblemRequest request, ProblemAnswer.Fields fields) {
		if (!request.isHttp1()) {
			fields.remove("Upgrade");
		}
		else if (!fields.values("Upgrade").isEmpty()) {
			fields.set("Connection", List.of("upgrade"));
		}
	}

	private List<String> owedValues(String field, ProblemRequest request) {
		OwedHeader source = this.owed.get(field);
		if (source == null) {
			return List.of();
		}
		try {
			return source.values(request);
		}
		catch (Throwable ex) {
			partFailed("the source of " + field, request, ex);
			return List.of();
		}
	}

	private void partFailed(String part, ProblemRequest request, Throwable failure) {
		this.log.partFailed(part, request, requestId(request), failure);
	}

	/**
	 * What a door hands over: an exception, a status, or a problem.
	 *
	 * @param exception the exception, if it is known
	 * @param problem the problem, if it is known
	 * @param status the status that somebody has set, 0 if nobody has
	 * @param empty whether it was set without a body
	 * @param offered whether somebody may still turn the answer into something else
	 */
	private record Failure(@Nullable Throwable exception, @Nullable Problem problem, int status, boolean empty,
			boolean offered) {

		Failure(@Nullable Throwable exception, @Nullable Problem problem, int status) {
			this(exception, problem, status, false, false);
		}

	}

	/** A problem, and the exception that is logged with it. */
	private record Found(Problem problem, @Nullable Throwable exception) {
	}

	/** Collects the parts of a {@link ProblemPipeline}. */
	public static final class Builder {

		private ProblemMappings mappings = ProblemMappings.builder().build();

		private @Nullable MessageSource messageSource;

		private final List<ProblemCustomizer> customizers = new ArrayList<>();

		private final List<ProblemRefinement> refinements = new ArrayList<>();

		private ReturnedDetails.Interceptors interceptors = new ReturnedDetails.Interceptors();

		private final Map<String, OwedHeader> owed = new HashMap<>();

		private final List<ProblemWriter> ownWriters = new ArrayList<>();

		private ProblemWriter writer = new JsonProblemWriter(MemberNames.standard());

		private RequestIdSource requestIds = RequestIdSource.generated();

		private @Nullable JsonLibrary jsonLibrary;

		private final List<LogRule> logRules = new ArrayList<>();

		private final List<ProblemLogLevel> logLevels = new ArrayList<>();

		private final List<ProblemListener> listeners = new ArrayList<>();

		private Traces traces = Traces.NONE;

		private int traceBudget = TRACE_BUDGET;

		private boolean logClientMessages;

		private final Map<String, String> texts = new HashMap<>();

		private Locale defaultLanguage = Locale.ENGLISH;

		private Supplier<@Nullable String> typeBase = () -> null;

		private @Nullable String instanceBase;

		private String requestIdField = "X-Request-Id";

		private @Nullable Executor loader;

		private @Nullable ClassLoader classLoader;

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
		 * Adds refinements; their stages say in which order they come.
		 * @param refinements the refinements
		 */
		public Builder refinements(List<? extends ProblemRefinement> refinements) {
			this.refinements.addAll(refinements);
			return this;
		}

		/**
		 * Sets what problems in Spring's words go through.
		 * @param interceptors the interceptors of the application
		 */
		public Builder interceptors(ReturnedDetails.Interceptors interceptors) {
			this.interceptors = interceptors;
			return this;
		}

		/**
		 * Sets who knows the value of a field that a status owes:
		 * {@code WWW-Authenticate} for 401, {@code Allow} for 405, {@code Content-Range}
		 * for 416, {@code Upgrade} for 426, {@code Retry-After} for 429 and 503,
		 * {@code Link} for 451.
		 * @param owed the field and the source of its values
		 */
		public Builder owed(OwedHeader owed) {
			this.owed.put(owed.field(), owed);
			return this;
		}

		/**
		 * Adds writers of the application, which are asked first.
		 * @param writers the writers, in their order
		 */
		public Builder ownWriters(List<? extends ProblemWriter> writers) {
			this.ownWriters.addAll(writers);
			return this;
		}

		/**
		 * Sets the writer of what no writer of the application writes.
		 * @param writer the writer, which has a body for each problem
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
		 * Adds what has the last word on the level of lines in the log, asked in this
		 * order.
		 * @param levels who says the level
		 */
		public Builder logLevels(List<ProblemLogLevel> levels) {
			this.logLevels.addAll(levels);
			return this;
		}

		/**
		 * Adds listeners, told in this order.
		 * @param listeners the listeners
		 */
		public Builder listeners(List<ProblemListener> listeners) {
			this.listeners.addAll(listeners);
			return this;
		}

		/**
		 * Sets who knows the traces that requests belong to; nobody unless set.
		 * @param traces the traces
		 */
		public Builder traces(Traces traces) {
			this.traces = traces;
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
		 * Sets the JSON library that writes the application's objects in a problem.
		 * @param jsonLibrary the library, or {@code null} if there is none: then of such
		 * objects only records and what marks its members with {@link ProblemMember} are
		 * shown
		 */
		public Builder jsonLibrary(@Nullable JsonLibrary jsonLibrary) {
			this.jsonLibrary = jsonLibrary;
			return this;
		}

		/**
		 * Sets what the code, in lower case with hyphens, is put behind for the type of a
		 * problem that has none.
		 * @param typeBase the base, or {@code null} for {@code about:blank}
		 */
		public Builder typeBase(@Nullable String typeBase) {
			this.typeBase = () -> typeBase;
			return this;
		}

		/**
		 * Sets where to ask for what the code is put behind, as long as that is not known
		 * before the server runs.
		 * @param typeBase returns the base
		 */
		public Builder typeBase(Supplier<String> typeBase) {
			this.typeBase = typeBase::get;
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

		/**
		 * Sets the name of the field that has the request ID, which no problem can
		 * change; {@code X-Request-Id} unless set.
		 * @param requestIdField the field name
		 */
		public Builder requestIdField(String requestIdField) {
			this.requestIdField = requestIdField;
			return this;
		}

		/**
		 * Sets who loads texts in further languages, for servers whose threads must not
		 * wait; unless set, whoever needs them does.
		 * @param loader runs what may block
		 */
		public Builder loader(@Nullable Executor loader) {
			this.loader = loader;
			return this;
		}

		/**
		 * Sets where texts are looked for, whichever thread does; with the class loader
		 * of the thread unless set.
		 * @param classLoader the class loader, or {@code null} if it is not known
		 */
		public Builder classLoader(@Nullable ClassLoader classLoader) {
			this.classLoader = classLoader;
			return this;
		}

		private ClassLoader classLoader() {
			ClassLoader known = (this.classLoader != null) ? this.classLoader : ClassUtils.getDefaultClassLoader();
			return (known != null) ? known : ProblemPipeline.class.getClassLoader();
		}

		/**
		 * Returns the pipeline.
		 * @throws IllegalArgumentException if there are no texts in the default language
		 */
		public ProblemPipeline build() {
			return new ProblemPipeline(this);
		}

	}

	/**
	 * Runs what may block, in an application whose own threads must not: files that are
	 * read once, beans that are made by the first error.
	 */
	@FunctionalInterface
	public interface Loader extends Executor {

		/**
		 * Returns a supplier that asks another one once and keeps what that says. Who
		 * comes while it is asked does not wait, as it would at a lock, but asks too; all
		 * get the same.
		 * @param <T> the type of what is supplied
		 * @param source whoever is asked, by each that comes before the first has it
		 */
		static <T> Supplier<T> once(Supplier<T> source) {
			AtomicReference<@Nullable T> found = new AtomicReference<>();
			return () -> {
				T known = found.get();
				if (known != null) {
					return known;
				}
				T made = source.get();
				T other = found.compareAndExchange(null, made);
				return (other != null) ? other : made;
			};
		}

	}

}
