package dev.mishap.internal.body;

/** Escapes text for HTML and XML. */
final class Markup {

	private Markup() {
	}

	/** Appends text; what XML 1.0 cannot hold becomes U+FFFD. */
	static void escape(StringBuilder markup, String text) {
		text.codePoints().forEach((c) -> {
			switch (c) {
				case '<' -> markup.append("&lt;");
				case '>' -> markup.append("&gt;");
				case '&' -> markup.append("&amp;");
				case '"' -> markup.append("&quot;");
				case '\'' -> markup.append("&#39;");
				default -> markup.appendCodePoint(isXml(c) ? c : 0xFFFD);
			}
		});
	}

	private static boolean isXml(int c) {
		return c == '\t' || c == '\n' || c == '\r' || (c >= 0x20 && c <= 0xD7FF) || (c >= 0xE000 && c <= 0xFFFD)
				|| c >= 0x10000;
	}

}
