package dev.mishap.autoconfigure.input;

import org.jspecify.annotations.Nullable;

/** Finds what was sent in texts that should not show it. */
final class Echoes {

	private Echoes() {
	}

	/**
	 * Returns whether a text has a value in it as a word.
	 * @param text the text
	 * @param value the value
	 */
	static boolean isIn(String text, @Nullable Object value) {
		if (value == null) {
			return false;
		}
		String word;
		try {
			word = String.valueOf(value).strip();
		}
		catch (RuntimeException ignored) {
			// toString() of the application failed: nobody can have written its result
			return false;
		}
		int at = word.isEmpty() ? -1 : text.indexOf(word);
		while (at >= 0) {
			int end = at + word.length();
			boolean starts = at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1))
					|| !Character.isLetterOrDigit(word.charAt(0));
			boolean ends = end == text.length() || !Character.isLetterOrDigit(text.charAt(end))
					|| !Character.isLetterOrDigit(word.charAt(word.length() - 1));
			if (starts && ends) {
				return true;
			}
			at = text.indexOf(word, at + 1);
		}
		return false;
	}

}
