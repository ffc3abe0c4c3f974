package dev.mishap.autoconfigure.input;

import java.util.Locale;
import java.util.regex.Pattern;

import dev.mishap.Problem;
import org.jspecify.annotations.Nullable;

/** Codes of entries in {@code errors[]}. */
final class Codes {

	static final String INVALID = "INVALID";

	private static final Pattern WORDS = Pattern.compile("([a-z0-9])([A-Z])");

	private static final Pattern ACRONYMS = Pattern.compile("([A-Z]+)([A-Z][a-z])");

	private static final Pattern SEPARATORS = Pattern.compile("[^A-Za-z0-9]+");

	private Codes() {
	}

	/**
	 * {@code NotBlank} → {@code NOT_BLANK}, {@code price.too.low} →
	 * {@code PRICE_TOO_LOW}.
	 */
	static String of(@Nullable String name) {
		if (name == null) {
			return INVALID;
		}
		String words = ACRONYMS.matcher(WORDS.matcher(name).replaceAll("$1_$2")).replaceAll("$1_$2");
		String code = SEPARATORS.matcher(words).replaceAll("_").toUpperCase(Locale.ROOT);
		return Problem.isCode(code) ? code : INVALID;
	}

}
