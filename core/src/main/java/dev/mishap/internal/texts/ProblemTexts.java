package dev.mishap.internal.texts;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.ResourceBundle.Control;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import dev.mishap.Problem;
import dev.mishap.Violation;
import dev.mishap.Wording;
import dev.mishap.internal.AcceptPreference.LanguageRanges;
import dev.mishap.internal.HttpStatuses;
import dev.mishap.internal.texts.ApplicationTexts.Bundle;
import org.jspecify.annotations.Nullable;

import org.springframework.context.MessageSource;
import org.springframework.util.Assert;
import org.springframework.util.ConcurrentLruCache;

/**
 * Chooses the language of an answer, and finds its title and details in it: first in the
 * application's {@code MessageSource}, then in the bundles of the library. A further
 * language is one file, {@code mishap-messages_xx.properties}, at the root of the class
 * path, or texts under the library's keys in the application's own bundles.
 * <p>
 * All texts of one answer are in one language. Where a language lacks one of them, the
 * whole answer is in the next one that the caller wants, at the latest in English.
 */
public final class ProblemTexts {

	static final String TITLE = "mishap.title.";

	static final String DETAIL = "mishap.detail.";

	private static final String VALIDATION_FAILED = "VALIDATION_FAILED";

	public static final String LABEL = "mishap.label.";

	static final String VIOLATION = "mishap.violation.";

	public static final String FIELD = "mishap.page.field.";

	private static final String PAGE_TITLE = "mishap.page.title.";

	private static final String PAGE_DETAIL = "mishap.page.detail.";

	private static final List<String> BASENAMES = List.of("dev/mishap/messages", "mishap-messages");

	private static final int CACHED_HEADERS = 128;

	/** Variants without texts that are remembered; those with texts are all. */
	private static final int CACHED_VARIANTS = 256;

	/**
	 * To look for a bundle that isn't there costs a look into each jar, and a client can
	 * make up any number of regions: so many are looked for in a minute.
	 */
	private static final int MAX_LOOKS = 200;

	private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

	private static final Control NAMES = Control.getControl(Control.FORMAT_PROPERTIES);

	private static final Set<String> TWO_LETTERS = Set.of(Locale.getISOLanguages());

	/** Codes of the library beside those of statuses, whose words are about one. */
	private static final Map<Integer, List<String>> OF_LIBRARY = Map.ofEntries(
			Map.entry(400,
					List.of("API_VERSION_REQUIRED", "INVALID_API_VERSION", "INVALID_PARAMETER", "MALFORMED_BODY",
							"MISSING_BODY", "MISSING_COOKIE", "MISSING_HEADER", "MISSING_PARAMETER", "MISSING_PART",
							"REQUEST_INCOMPLETE", "REQUEST_REJECTED", "SESSION_REQUIRED", "UNSATISFIED_PARAMETERS",
							"UNSUPPORTED_API_VERSION")),
			Map.entry(401,
					List.of("INVALID_CREDENTIALS", "INVALID_TOKEN", "SESSION_EXPIRED", "TOKEN_EXPIRED",
							"TOO_MANY_SESSIONS")),
			Map.entry(403,
					List.of("AUTHENTICATION_FACTOR_REQUIRED", "CORS_REJECTED", "CSRF_REJECTED", "INSUFFICIENT_SCOPE")),
			Map.entry(409, List.of("ALREADY_EXISTS", "CONCURRENT_CHANGE", "DATA_CONFLICT")),
			Map.entry(415, List.of("UNSUPPORTED_CONTENT_CODING")), Map.entry(422, List.of(VALIDATION_FAILED)),
			Map.entry(502, List.of("UPSTREAM_FAILED")),
			Map.entry(503, List.of("AUTHENTICATION_UNAVAILABLE", "OVERLOADED", "UPSTREAM_UNAVAILABLE")),
			Map.entry(504, List.of("UPSTREAM_TIMED_OUT")));

	private static final Map<String, Integer> STATUS_BY_CODE = statusByCode();

	private final ApplicationTexts application;

	private final ClassLoader classLoader;

	private final Map<Locale, Language> languages = new ConcurrentHashMap<>();

	private final ConcurrentLruCache<Locale, Boolean> variants = new ConcurrentLruCache<>(CACHED_VARIANTS, this::look);

	private final AtomicInteger looks = new AtomicInteger();

	private volatile long minute = System.nanoTime() / MINUTE;

	private final ConcurrentLruCache<String, Choice> headers = new ConcurrentLruCache<>(CACHED_HEADERS, this::find);

	private final Map<String, String> overrides;

	private final Locale fallback;

	private final List<Locale> fallbacks;

	private volatile @Nullable Bundle root;

	private final @Nullable Executor loader;

	private final Set<Locale> loading = ConcurrentHashMap.newKeySet();

	public ProblemTexts(@Nullable MessageSource application, Map<String, String> overrides, Locale fallback,
			ClassLoader classLoader) {
		this(application, overrides, fallback, classLoader, null);
	}

	/**
	 * Creates the texts.
	 * @param application the messages of the application, or {@code null}
	 * @param overrides texts that replace those of the bundles, by their keys
	 * @param fallback the language for callers of whose wishes nothing is known
	 * @param classLoader where the bundles are
	 * @param loader who loads what callers ask for, or {@code null} to load it on the
	 * thread of the caller; until a language is there, it counts as one without texts
	 */
	public ProblemTexts(@Nullable MessageSource application, Map<String, String> overrides, Locale fallback,
			ClassLoader classLoader, @Nullable Executor loader) {
		this.loader = loader;
		this.application = new ApplicationTexts(application, classLoader);
		this.overrides = Map.copyOf(overrides);
		this.classLoader = classLoader;
		this.fallback = fallback(fallback);
		this.fallbacks = List.copyOf(new LinkedHashSet<>(List.of(this.fallback, Locale.ENGLISH)));
		if (loader != null) {
			root();
			this.fallbacks.forEach(this::language);
			loader.execute(this::spoken);
		}
	}

	private static Map<String, Integer> statusByCode() {
		Map<String, Integer> statuses = new HashMap<>();
		HttpStatuses.all().forEach((status) -> statuses.put(HttpStatuses.code(status), status));
		OF_LIBRARY.forEach((status, codes) -> codes.forEach((code) -> statuses.put(code, status)));
		return statuses;
	}

	/** Returns the status that the library's words for a code are about. */
	public static @Nullable Integer statusOf(String code) {
		return STATUS_BY_CODE.get(code);
	}

	private Locale fallback(Locale wanted) {
		if (wanted.equals(Locale.ENGLISH)) {
			// its texts are the library's own, and can wait for the first error
			return wanted;
		}
		for (Locale candidate : candidates(wanted)) {
			if (isSpoken(candidate)) {
				return candidate;
			}
		}
		throw new IllegalArgumentException("there are no texts in '" + wanted.toLanguageTag() + "'");
	}

	/** Returns the languages that there are texts in, regional ones not included. */
	public List<Locale> spoken() {
		Set<Locale> spoken = new LinkedHashSet<>(this.fallbacks);
		TWO_LETTERS.stream().map(Locale::forLanguageTag).filter(this::isSpoken).forEach(spoken::add);
		return spoken.stream().sorted(Comparator.comparing(Locale::toLanguageTag)).toList();
	}

	/**
	 * Returns whether nothing has to be loaded to know of a language. If that is not so,
	 * and not for the caller to do, it is loaded for the next one.
	 */
	private boolean isAtHand(Locale locale) {
		Executor loader = this.loader;
		if (loader == null || this.languages.containsKey(locale)
				|| (!isPlain(locale) && this.variants.contains(locale))) {
			return true;
		}
		if (this.loading.add(locale)) {
			loader.execute(() -> {
				try {
					isSpoken(locale);
				}
				finally {
					this.loading.remove(locale);
				}
			});
		}
		return false;
	}

	/** Returns the language for callers of whose wishes nothing is known. */
	public Locale fallback() {
		return this.fallback;
	}

	/**
	 * Returns the languages to answer in, the best one first: the one that the
	 * application has decided on, those that the caller wants (RFC 4647, section 3.4),
	 * the default, English; only such as there are texts in.
	 * @param decided the locale that the application has decided on, or {@code null}
	 * @param acceptLanguage what the caller sent as {@code Accept-Language}, or
	 * {@code null}
	 */
	public List<Locale> languages(@Nullable Locale decided, @Nullable String acceptLanguage) {
		List<Locale> wanted = wanted(acceptLanguage);
		if (decided == null) {
			return wanted;
		}
		for (Locale candidate : candidates(decided)) {
			if (mayAskFor(candidate) && isAtHand(candidate) && isSpoken(candidate)) {
				Set<Locale> all = new LinkedHashSet<>();
				all.add(candidate);
				all.addAll(wanted);
				return List.copyOf(all);
			}
		}
		return wanted;
	}

	private List<Locale> wanted(@Nullable String acceptLanguage) {
		if (acceptLanguage == null) {
			return this.fallbacks;
		}
		if (!LanguageRanges.isUsual(acceptLanguage)) {
			return find(acceptLanguage).languages();
		}
		Choice choice = this.headers.get(acceptLanguage);
		if (!choice.complete()) {
			this.headers.remove(acceptLanguage);
		}
		return choice.languages();
	}

	private Choice find(String acceptLanguage) {
		LanguageRanges ranges = LanguageRanges.parse(acceptLanguage);
		Set<Locale> found = new LinkedHashSet<>();
		boolean complete = true;
		for (String range : ranges.wanted()) {
			if ("*".equals(range)) {
				if (!ranges.isUnwanted(this.fallback)) {
					found.add(this.fallback);
				}
				continue;
			}
			for (Locale candidate : candidates(Locale.forLanguageTag(range))) {
				if (!mayAskFor(candidate) || !isAtHand(candidate)) {
					complete = false;
				}
				else if (isSpoken(candidate) && !ranges.isUnwanted(candidate)) {
					found.add(candidate);
					break;
				}
			}
		}
		found.addAll(this.fallbacks);
		return new Choice(List.copyOf(found), complete);
	}

	/**
	 * Returns a locale and what it can be cut down to, as for resource bundles: Chinese
	 * of Taiwan is found under {@code zh-Hant}, too.
	 */
	private static List<Locale> candidates(Locale locale) {
		if (locale.getLanguage().isEmpty()) {
			return List.of();
		}
		List<Locale> candidates = NAMES.getCandidateLocales("messages", locale);
		// the last one is the root
		return candidates.subList(0, candidates.size() - 1);
	}

	private boolean mayAskFor(Locale locale) {
		if (isPlain(locale) || this.languages.containsKey(locale) || this.variants.contains(locale)) {
			return true;
		}
		long now = System.nanoTime() / MINUTE;
		if (now != this.minute) {
			this.minute = now;
			this.looks.set(0);
		}
		return this.looks.incrementAndGet() <= MAX_LOOKS;
	}

	private static boolean isPlain(Locale locale) {
		return locale.getCountry().isEmpty() && locale.getScript().isEmpty() && locale.getVariant().isEmpty()
				&& TWO_LETTERS.contains(locale.getLanguage());
	}

	private boolean isSpoken(Locale locale) {
		Language known = this.languages.get(locale);
		if (known != null) {
			return known.spoken();
		}
		return isPlain(locale) ? language(locale).spoken() : this.variants.get(locale);
	}

	private boolean look(Locale variant) {
		Language found = load(variant);
		if (found.spoken()) {
			this.languages.put(variant, found);
		}
		return found.spoken();
	}

	/** Returns what there is in a language of two letters, or one that is spoken. */
	private Language language(Locale locale) {
		Language known = this.languages.get(locale);
		return (known != null) ? known : this.languages.computeIfAbsent(locale, this::load);
	}

	private Language load(Locale locale) {
		Map<String, String> own = new HashMap<>();
		List<Bundle> ofApplication = new ArrayList<>();
		boolean spoken = false;
		for (Locale candidate : inherited(locale)) {
			String suffix = suffix(candidate);
			Bundle bundle = this.application.bundle(suffix);
			Map<String, String> texts = read(suffix);
			if (candidate.equals(Locale.ENGLISH)) {
				Map<String, String> base = read("");
				base.forEach(texts::putIfAbsent);
			}
			texts.forEach(own::putIfAbsent);
			if (bundle.exists()) {
				ofApplication.add(bundle);
			}
			spoken = spoken || candidate.equals(locale) && (!texts.isEmpty() || !bundle.texts().isEmpty());
		}
		this.application.prepare(locale);
		return new Language(locale, Map.copyOf(own), List.copyOf(ofApplication),
				spoken || this.application.speaks(locale));
	}

	/**
	 * Returns a locale and those whose texts are good for it. Texts in one script are not
	 * good for readers of another.
	 */
	private static List<Locale> inherited(Locale locale) {
		List<Locale> candidates = candidates(locale);
		String script = candidates.get(0).getScript();
		if (script.isEmpty() || "Hans".equals(script)) {
			return candidates;
		}
		return candidates.stream().filter((one) -> !one.getScript().isEmpty() || !one.getCountry().isEmpty()).toList();
	}

	private static String suffix(Locale locale) {
		return NAMES.toBundleName("", locale);
	}

	private Map<String, String> read(String suffix) {
		Map<String, String> texts = new HashMap<>();
		for (String basename : BASENAMES) {
			try (InputStream stream = this.classLoader.getResourceAsStream(basename + suffix + ".properties")) {
				if (stream != null) {
					Properties properties = new Properties();
					properties.load(new InputStreamReader(stream, StandardCharsets.UTF_8));
					properties.stringPropertyNames().forEach((name) -> texts.put(name, properties.getProperty(name)));
				}
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}
		return texts;
	}

	/**
	 * Returns the problem with title, detail and the texts of all its violations.
	 * @param problem the problem
	 * @param languages the languages to choose from, the best one first
	 */
	public Worded word(Problem problem, List<Locale> languages) {
		Attempt best = null;
		for (Locale locale : languages) {
			Attempt attempt = new Attempt(problem, language(locale));
			attempt.run();
			if (best == null || attempt.score < best.score) {
				best = attempt;
			}
			if (best.score == 0) {
				break;
			}
		}
		Assert.state(best != null, "no language to choose from");
		return best.worded();
	}

	/**
	 * Returns a text of a page.
	 * @param key the key
	 * @param locale the language of the page
	 * @return the text, or {@code null} if there is none in that language
	 */
	public @Nullable String pageText(String key, Locale locale) {
		return text(key, language(locale), true);
	}

	/**
	 * Returns the title for people: that of the problem, unless it is the library's own
	 * and there are words for people in its place.
	 * @param problem the problem with its texts
	 * @param locale the language of the texts
	 */
	public @Nullable String pageTitle(Problem problem, Locale locale) {
		return forPeople(PAGE_TITLE, TITLE, problem, locale, Integer.toString(problem.status()), problem.title());
	}

	/**
	 * Returns the detail for people: that of the problem, unless it is the library's own
	 * and there are words for people in its place.
	 * @param problem the problem with its texts
	 * @param locale the language of the texts
	 */
	public @Nullable String pageDetail(Problem problem, Locale locale) {
		return forPeople(PAGE_DETAIL, DETAIL, problem, locale, HttpStatuses.code(problem.status()), problem.detail());
	}

	private @Nullable String forPeople(String pageKind, String kind, Problem problem, Locale locale, String ofStatus,
			@Nullable String said) {
		Language language = language(locale);
		String own = text(pageKind + problem.code(), language, false);
		if (own != null) {
			return TextFormat.fill(own, List.of(), problem.extensions(), locale);
		}
		Wording wording = problem.wording();
		List<String> keys = new ArrayList<>(List.of(problem.code(), ofStatus));
		if (wording != null) {
			keys.add(0, wording.key());
		}
		for (String key : keys) {
			String text = language.own().get(kind + key);
			List<Object> arguments = (wording != null) ? wording.arguments() : List.of();
			if (text != null && TextFormat.fill(text, arguments, problem.extensions(), locale).equals(said)) {
				// what is said of a code is not replaced by what holds for its status
				boolean ofCode = !key.equals(ofStatus);
				return inPlaceOf(pageKind, ofCode ? keys.subList(0, keys.size() - 1) : keys, language, said);
			}
		}
		return said;
	}

	private @Nullable String inPlaceOf(String pageKind, List<String> keys, Language language, @Nullable String said) {
		for (String key : keys) {
			String text = text(pageKind + key, language, true);
			if (text != null) {
				return text;
			}
		}
		return said;
	}

	/**
	 * Returns a text that is in a language.
	 * @param key the key
	 * @param language the language
	 * @param own whether texts of the library count
	 */
	private @Nullable String text(String key, Language language, boolean own) {
		for (Bundle bundle : language.application()) {
			if (bundle.texts().containsKey(key)) {
				return this.application.text(key, bundle, language.locale());
			}
		}
		boolean standard = isDefault(language.locale());
		if (standard) {
			Bundle bundle = root();
			if (bundle.texts().containsKey(key)) {
				return this.application.text(key, bundle, Locale.ROOT);
			}
		}
		String text = this.application.ofOpaque(key, language.locale(), standard);
		return (text != null || !own) ? text : language.own().get(key);
	}

	/**
	 * Returns whether texts of nobody knows which language count as being in this one.
	 */
	private boolean isDefault(Locale locale) {
		return locale.equals(this.fallback) || (!isPlain(locale) && inherited(locale).contains(this.fallback));
	}

	private Bundle root() {
		Bundle bundle = this.root;
		if (bundle == null) {
			bundle = this.application.bundle("");
			this.root = bundle;
		}
		return bundle;
	}

	/**
	 * Problem with its texts.
	 *
	 * @param problem the problem
	 * @param locale the language that its texts are in
	 * @param certain whether all of them are known to be in that language
	 * @param complete whether none of them is missing
	 */
	public record Worded(Problem problem, Locale locale, boolean certain, boolean complete) {
	}

	/**
	 * What there is in one language, what it inherits included.
	 *
	 * @param locale the language
	 * @param own the texts of the library's bundles
	 * @param application the bundles of the application, the nearest one first
	 * @param spoken whether there is a bundle of exactly this language
	 */
	private record Language(Locale locale, Map<String, String> own, List<Bundle> application, boolean spoken) {
	}

	/**
	 * The languages for a header field.
	 *
	 * @param languages the languages, the best one first
	 * @param complete whether all that the caller wants were looked for
	 */
	private record Choice(List<Locale> languages, boolean complete) {
	}

	/** The texts of a problem in one language. */
	private final class Attempt {

		/** A text is missing. */
		private static final int IMPOSSIBLE = Integer.MAX_VALUE;

		private final Problem problem;

		private final Language language;

		/** How far the texts are from the most precise ones that there could be. */
		private int score;

		/** Whether a text came from somebody who did not say in which language it is. */
		private boolean literal;

		private @Nullable String title;

		private @Nullable String detail;

		private List<Violation> violations = List.of();

		Attempt(Problem problem, Language language) {
			this.problem = problem;
			this.language = language;
		}

		Worded worded() {
			Problem worded = this.problem;
			if (worded.title() == null) {
				String known = this.title;
				worded = worded.withTitle((known != null) ? known : HttpStatuses.phrase(worded.status()));
			}
			if (worded.detail() == null && this.detail != null) {
				worded = worded.withDetail(this.detail);
			}
			if (!this.violations.isEmpty()) {
				worded = worded.withViolations(this.violations);
			}
			Locale locale = this.language.locale();
			return new Worded(worded, locale, !this.literal || isDefault(locale), this.score != IMPOSSIBLE);
		}

		void run() {
			findTitle();
			findDetail();
			findViolations();
		}

		private void missing() {
			this.score = IMPOSSIBLE;
		}

		private void lessPrecise() {
			if (this.score != IMPOSSIBLE) {
				this.score++;
			}
		}

		/** A title is that of the status in most answers: it decides on no language. */
		private void findTitle() {
			if (this.problem.title() != null) {
				this.literal = true;
				return;
			}
			String found = find(TITLE, this.problem.code(), List.of(), isOfStatus());
			if (found == null) {
				found = find(TITLE, statusKey(Integer.toString(this.problem.status())), List.of(), true);
			}
			if (found == null) {
				missing();
			}
			this.title = found;
		}

		private String statusKey(String registered) {
			int status = this.problem.status();
			return HttpStatuses.isRegistered(status) ? registered : status / 100 + "xx";
		}

		/**
		 * Returns whether the library's texts for the code are about this status: the
		 * class of an exception may happen to be called like another one.
		 */
		private boolean isOfStatus() {
			if (VALIDATION_FAILED.equals(this.problem.code()) && !this.problem.violations().isEmpty()) {
				// the status of invalid input is a setting
				return true;
			}
			Integer status = statusOf(this.problem.code());
			return status == null || status == this.problem.status();
		}

		private void findDetail() {
			Wording wording = this.problem.wording();
			if (this.problem.detail() != null) {
				this.literal = true;
				return;
			}
			String found = (wording != null) ? worded(wording) : null;
			if (found == null) {
				found = find(DETAIL, this.problem.code(), List.of(), isOfStatus());
			}
			if (found == null) {
				lessPrecise();
				found = ofStatus();
			}
			if (found == null) {
				missing();
			}
			this.detail = found;
		}

		/**
		 * A 404 with a code of its own is about a thing, and not about an address.
		 */
		private @Nullable String ofStatus() {
			String code = HttpStatuses.code(this.problem.status());
			String found = code.equals(this.problem.code()) ? null : find(DETAIL, code + ".own", List.of(), true);
			return (found != null) ? found : find(DETAIL, statusKey(code), List.of(), true);
		}

		private @Nullable String worded(Wording wording) {
			String found = find(DETAIL, wording.key(), wording.arguments(), true);
			if (found == null && wording.fallback() != null) {
				found = ProblemTexts.this.application.ofOtherKey(wording.key(), wording.arguments(),
						this.language.locale(), this.language.application(), isDefault(this.language.locale()));
			}
			if (found != null) {
				return found;
			}
			lessPrecise();
			return (wording.fallback() instanceof Wording.Other other) ? worded(other.wording())
					: made(wording.fallback());
		}

		private @Nullable String made(Wording.@Nullable Text text) {
			if (text == null) {
				return null;
			}
			String made = text.in(this.language.locale());
			this.literal = this.literal || (made != null && text instanceof Wording.Literal);
			return made;
		}

		private void findViolations() {
			if (this.problem.violations().isEmpty()) {
				return;
			}
			List<Violation> found = new ArrayList<>(this.problem.violations().size());
			for (Violation violation : this.problem.violations()) {
				if (violation.detail() != null) {
					this.literal = true;
					found.add(violation);
				}
				else {
					found.add(violation.withDetail(violationDetail(violation)));
				}
			}
			this.violations = Collections.unmodifiableList(found);
		}

		private @Nullable String violationDetail(Violation violation) {
			Wording wording = violation.wording();
			if (wording == null) {
				return find(VIOLATION, violation.code(), List.of(), true);
			}
			String found = find(VIOLATION, wording.key(), wording.arguments(), true);
			Wording.Text fallback = wording.fallback();
			while (found == null && fallback instanceof Wording.Other other) {
				found = find(VIOLATION, other.wording().key(), other.wording().arguments(), true);
				fallback = other.wording().fallback();
			}
			if (found == null) {
				found = made(fallback);
			}
			if (found == null) {
				lessPrecise();
				found = find(VIOLATION, "INVALID", List.of(), true);
			}
			if (found == null) {
				missing();
			}
			return found;
		}

		private @Nullable String find(String kind, String name, List<Object> arguments, boolean own) {
			String key = kind + name;
			String text = ProblemTexts.this.overrides.get(key);
			if (text != null) {
				this.literal = true;
			}
			else {
				text = text(key, this.language, own);
			}
			return (text != null) ? TextFormat.fill(text, arguments, this.problem.extensions(), this.language.locale())
					: null;
		}

	}

}
