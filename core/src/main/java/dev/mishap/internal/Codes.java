package dev.mishap.internal;

import java.util.List;
import java.util.Locale;

import dev.mishap.Problem;
import org.jspecify.annotations.Nullable;

/** Codes in UPPER_SNAKE, made from names in camel case or with separators. */
public final class Codes {

	private static final List<String> SUFFIXES = List.of("Exception", "Error");

	private Codes() {
	}

	/**
	 * Returns the code that a name leads to: {@code NotBlank} becomes {@code NOT_BLANK},
	 * {@code ISBNFormat} becomes {@code ISBN_FORMAT}, {@code price.too.low} becomes
	 * {@code PRICE_TOO_LOW}.
	 * @param name the name
	 * @return the code, or {@code null} if the name leads to none
	 */
	public static @Nullable String of(@Nullable String name) {
		if (name == null) {
			return null;
		}
		String code = words(name).toUpperCase(Locale.ROOT);
		return Problem.isCode(code) ? code : null;
	}

	/**
	 * Returns the code that the name of an exception class leads to:
	 * {@code OutOfStockException} becomes {@code OUT_OF_STOCK}.
	 * @param name the simple name of the class
	 * @return the code, or {@code null} if the name leads to none
	 */
	public static @Nullable String ofException(String name) {
		for (String suffix : SUFFIXES) {
			if (name.endsWith(suffix) && name.length() > suffix.length()) {
				return of(name.substring(0, name.length() - suffix.length()));
			}
		}
		return of(name);
	}

	/**
	 * Returns a name with an underscore between its words; letters beyond ASCII are kept,
	 * so that what is left of such a name never looks like a code.
	 */
	private static String words(String name) {
		StringBuilder words = new StringBuilder(name.length() + 8);
		for (int i = 0; i < name.length(); i++) {
			char c = name.charAt(i);
			if (!Character.isLetterOrDigit(c)) {
				separate(words);
				continue;
			}
			if (isUpper(c) && i > 0 && startsWord(name, i)) {
				separate(words);
			}
			words.append(c);
		}
		int length = words.length();
		if (length > 0 && words.charAt(length - 1) == '_') {
			words.setLength(length - 1);
		}
		return words.toString();
	}

	/** A word starts after a lower letter or digit, and at the end of an acronym. */
	private static boolean startsWord(String name, int i) {
		char before = name.charAt(i - 1);
		boolean afterAcronym = isUpper(before) && i + 1 < name.length() && Character.isLowerCase(name.charAt(i + 1));
		return afterAcronym || (Character.isLetterOrDigit(before) && !isUpper(before));
	}

	private static boolean isUpper(char c) {
		return Character.isUpperCase(c);
	}

	private static void separate(StringBuilder words) {
		if (!words.isEmpty() && words.charAt(words.length() - 1) != '_') {
			words.append('_');
		}
	}

}
