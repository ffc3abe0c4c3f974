package dev.mishap;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

import org.springframework.context.MessageSource;
import org.springframework.util.Assert;

/**
 * Finds titles and details in the caller's language: first in the application's
 * {@code MessageSource}, then in the bundles. A further language is one file,
 * {@code mishap-messages_xx.properties}, at the root of the class path.
 */
final class ProblemTexts {

	static final String TITLE = "mishap.title.";

	static final String DETAIL = "mishap.detail.";

	static final String LABEL = "mishap.label.";

	static final String VIOLATION = "mishap.violation.";

	private static final List<String> BASENAMES = List.of("dev/mishap/messages", "mishap-messages");

	private static final int MAX_CACHED_HEADERS = 256;

	/** Longer than that is no list of languages that somebody speaks. */
	private static final int MAX_HEADER_LENGTH = 1024;

	/** Languages that are remembered beside those of two letters, spoken here or not. */
	private static final int MAX_OTHER_LANGUAGES = 256;

	private static final Set<String> TWO_LETTERS = Set.of(Locale.getISOLanguages());

	private final @Nullable MessageSource application;

	private final ClassLoader classLoader;

	private final Map<Locale, Map<String, String>> bundles = new ConcurrentHashMap<>();

	private final Map<String, Locale> locales = new ConcurrentHashMap<>();

	private final Map<String, String> overrides;

	private final Locale fallback;

	ProblemTexts(@Nullable MessageSource application, Map<String, String> overrides, Locale fallback,
			ClassLoader classLoader) {
		this.application = application;
		this.overrides = Map.copyOf(overrides);
		this.classLoader = classLoader;
		this.fallback = Locale.forLanguageTag(fallback.getLanguage());
		// the English ones are the library's own, and can wait for the first error
		Assert.isTrue(this.fallback.equals(Locale.ENGLISH) || !bundle(this.fallback).isEmpty(),
				() -> "there are no texts in '" + fallback + "'");
	}

	/**
	 * Returns the language to answer in: the best of those that there are texts in (RFC
	 * 4647, section 3.4), the default if there is none or the header makes no sense.
	 */
	Locale locale(@Nullable String acceptLanguage) {
		if (acceptLanguage == null) {
			return this.fallback;
		}
		Locale known = this.locales.get(acceptLanguage);
		if (known != null) {
			return known;
		}
		Locale found = find(acceptLanguage);
		if (this.locales.size() < MAX_CACHED_HEADERS) {
			this.locales.put(acceptLanguage, found);
		}
		return found;
	}

	private Locale find(String acceptLanguage) {
		if (acceptLanguage.length() > MAX_HEADER_LENGTH) {
			return this.fallback;
		}
		try {
			for (Locale.LanguageRange range : Locale.LanguageRange.parse(acceptLanguage)) {
				Locale wanted = Locale.forLanguageTag(range.getRange());
				if (range.getWeight() > 0 && !wanted.getLanguage().isEmpty()) {
					Locale language = Locale.forLanguageTag(wanted.getLanguage());
					if (isSpoken(language)) {
						return language;
					}
				}
			}
		}
		catch (IllegalArgumentException ignored) {
			// what is no list of languages asks for none
		}
		return this.fallback;
	}

	/**
	 * Returns whether there are texts in a language. Clients may make up any number of
	 * languages: what is remembered of them is bounded.
	 */
	private boolean isSpoken(Locale language) {
		boolean bounded = TWO_LETTERS.contains(language.getLanguage()) || this.bundles.containsKey(language)
				|| this.bundles.size() < TWO_LETTERS.size() + MAX_OTHER_LANGUAGES;
		return bounded && !bundle(language).isEmpty();
	}

	/** Returns the language for callers of whose wishes nothing is known. */
	Locale fallback() {
		return this.fallback;
	}

	/** Returns the problem with title, detail and the texts of all its violations. */
	Problem complete(Problem problem, Locale locale) {
		Problem complete = problem;
		if (problem.title() == null) {
			complete = complete.withTitle(title(problem, locale));
		}
		if (problem.detail() == null) {
			complete = complete.withDetail(detail(problem, locale));
		}
		if (hasUnworded(problem.violations())) {
			List<Violation> violations = new ArrayList<>(problem.violations().size());
			for (Violation violation : problem.violations()) {
				violations.add((violation.detail() != null) ? violation
						: violation.withDetail(violationDetail(violation, locale)));
			}
			complete = complete.withViolations(violations);
		}
		return complete;
	}

	private static boolean hasUnworded(List<Violation> violations) {
		for (Violation violation : violations) {
			if (violation.detail() == null) {
				return true;
			}
		}
		return false;
	}

	/** Returns what a page writes before a value. */
	String label(String name, Locale locale) {
		String label = text(LABEL + name, List.of(), locale);
		return (label != null) ? label : name;
	}

	private String title(Problem problem, Locale locale) {
		String title = text(TITLE + problem.code(), List.of(), locale);
		if (title == null) {
			title = text(TITLE + problem.status(), List.of(), locale);
		}
		return (title != null) ? title : HttpStatuses.phrase(problem.status());
	}

	private @Nullable String detail(Problem problem, Locale locale) {
		Wording wording = problem.wording();
		String detail = null;
		if (wording != null) {
			detail = text(DETAIL + wording.key(), wording.arguments(), locale);
			if (detail == null && wording.fallback() != null) {
				detail = ofApplication(wording.key(), wording.arguments(), locale);
				return (detail != null) ? detail : wording.fallback();
			}
		}
		if (detail == null) {
			detail = text(DETAIL + problem.code(), List.of(), locale);
		}
		return (detail != null) ? detail : text(DETAIL + HttpStatuses.code(problem.status()), List.of(), locale);
	}

	private @Nullable String violationDetail(Violation violation, Locale locale) {
		Wording wording = violation.wording();
		if (wording == null) {
			return text(VIOLATION + violation.code(), List.of(), locale);
		}
		String detail = text(VIOLATION + wording.key(), wording.arguments(), locale);
		if (detail == null) {
			detail = wording.fallback();
		}
		return (detail != null) ? detail : text(VIOLATION + "INVALID", List.of(), locale);
	}

	private @Nullable String text(String key, List<Object> arguments, Locale locale) {
		String text = this.overrides.get(key);
		if (text == null) {
			text = ofApplication(key, arguments, locale);
		}
		if (text != null) {
			return text;
		}
		String pattern = bundle(locale).get(key);
		if (pattern == null) {
			pattern = bundle(Locale.ENGLISH).get(key);
		}
		if (pattern == null || arguments.isEmpty()) {
			return pattern;
		}
		return format(pattern, arguments, locale);
	}

	/**
	 * Texts mostly have nothing but plain places for texts, for which no format is made.
	 */
	private static String format(String pattern, List<Object> arguments, Locale locale) {
		StringBuilder text = new StringBuilder(pattern.length() + 32);
		int position = 0;
		while (true) {
			int open = pattern.indexOf('{', position);
			if (open < 0) {
				break;
			}
			int index = (open + 2 < pattern.length() && pattern.charAt(open + 2) == '}')
					? pattern.charAt(open + 1) - '0' : -1;
			if (index < 0 || index >= arguments.size() || !(arguments.get(index) instanceof String argument)) {
				return new MessageFormat(pattern, locale).format(arguments.toArray());
			}
			text.append(pattern, position, open).append(argument);
			position = open + 3;
		}
		if (pattern.indexOf('\'') >= 0) {
			return new MessageFormat(pattern, locale).format(arguments.toArray());
		}
		return text.append(pattern, position, pattern.length()).toString();
	}

	private @Nullable String ofApplication(String key, List<Object> arguments, Locale locale) {
		if (this.application == null) {
			return null;
		}
		Object[] array = arguments.isEmpty() ? null : arguments.toArray();
		String text = this.application.getMessage(key, array, null, locale);
		return key.equals(text) ? null : text;
	}

	/** Returns the texts of exactly one language, none if there are none in it. */
	private Map<String, String> bundle(Locale language) {
		Map<String, String> known = this.bundles.get(language);
		return (known != null) ? known : this.bundles.computeIfAbsent(language, this::load);
	}

	private Map<String, String> load(Locale language) {
		String suffix = language.equals(Locale.ENGLISH) ? ".properties" : "_" + language.getLanguage() + ".properties";
		Map<String, String> texts = new HashMap<>();
		for (String basename : BASENAMES) {
			try (InputStream stream = this.classLoader.getResourceAsStream(basename + suffix)) {
				if (stream != null) {
					Properties properties = new Properties();
					Reader reader = new InputStreamReader(stream, StandardCharsets.UTF_8);
					properties.load(reader);
					properties.stringPropertyNames().forEach((name) -> texts.put(name, properties.getProperty(name)));
				}
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}
		return Map.copyOf(texts);
	}

}
