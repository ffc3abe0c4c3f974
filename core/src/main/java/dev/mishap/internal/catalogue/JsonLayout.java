package dev.mishap.internal.catalogue;

/** Lays JSON out for people: one member a line. */
final class JsonLayout {

	private JsonLayout() {
	}

	/**
	 * Returns JSON with line feeds and two spaces for each level.
	 * @param json well-formed JSON
	 */
	static String of(String json) {
		StringBuilder laidOut = new StringBuilder(json.length() * 2);
		int level = 0;
		boolean text = false;
		for (int i = 0; i < json.length(); i++) {
			char c = json.charAt(i);
			if (text) {
				laidOut.append(c);
				if (c == '\\') {
					i++;
					laidOut.append(json.charAt(i));
				}
				text = c != '"';
			}
			else if (c == '{' || c == '[') {
				laidOut.append(c);
				int next = next(json, i + 1);
				if (json.charAt(next) == '}' || json.charAt(next) == ']') {
					laidOut.append(json.charAt(next));
					i = next;
				}
				else {
					level++;
					line(laidOut, level);
				}
			}
			else if (c == '}' || c == ']') {
				level--;
				line(laidOut, level);
				laidOut.append(c);
			}
			else if (c == ',') {
				laidOut.append(c);
				line(laidOut, level);
			}
			else if (c == ':') {
				laidOut.append(": ");
			}
			else if (!Character.isWhitespace(c)) {
				laidOut.append(c);
				text = c == '"';
			}
		}
		return laidOut.toString();
	}

	private static int next(String json, int from) {
		int next = from;
		while (Character.isWhitespace(json.charAt(next))) {
			next++;
		}
		return next;
	}

	private static void line(StringBuilder json, int level) {
		json.append('\n').append("  ".repeat(level));
	}

}
