package dev.mishap.internal.log;

import org.jspecify.annotations.Nullable;

/** Makes text of unknown origin fit for one line of a log. */
final class LogText {

	private LogText() {
	}

	/**
	 * Returns whether a text has no character that could end a line or steer a terminal.
	 */
	static boolean isFit(String text) {
		for (int i = 0; i < text.length(); i++) {
			if (isUnfit(text.charAt(i))) {
				return false;
			}
		}
		return true;
	}

	private static boolean isUnfit(char c) {
		return (c < ' ' && c != '\t') || (c >= 0x7f && c <= 0x9f) || c == 0x2028 || c == 0x2029;
	}

	/**
	 * Returns the text with unfit characters written as {@code \}{@code u000a}, cut at a
	 * length.
	 */
	static String of(@Nullable String text, int maxLength) {
		if (text == null) {
			return "-";
		}
		StringBuilder line = null;
		int length = Math.min(text.length(), maxLength);
		for (int i = 0; i < length; i++) {
			char c = text.charAt(i);
			if (isUnfit(c)) {
				if (line == null) {
					line = new StringBuilder(text.length() + 16).append(text, 0, i);
				}
				line.append(String.format("\\u%04x", (int) c));
			}
			else if (line != null) {
				line.append(c);
			}
		}
		String whole = (line != null) ? line.toString() : text.substring(0, length);
		return (text.length() > maxLength) ? whole + "… (" + text.length() + " characters)" : whole;
	}

}
