package dev.mishap.internal.input;

import dev.mishap.internal.input.BodyFailure.Kind;
import org.jspecify.annotations.Nullable;

/**
 * What Jackson, in both generations, says in words only. Words that are not known lead to
 * a coarser answer, never to a wrong one.
 */
final class JacksonWords {

	private JacksonWords() {
	}

	/** Returns which limit of the parser a message is about. */
	static Kind limit(@Nullable String message) {
		String text = (message != null) ? message : "";
		if (text.contains("nesting depth")) {
			return Kind.TOO_DEEP;
		}
		if (text.startsWith("Number value length") || text.startsWith("BigDecimal scale")) {
			return Kind.NUMBER_TOO_LONG;
		}
		if (text.startsWith("Name ")) {
			return Kind.NAME_TOO_LONG;
		}
		if (text.startsWith("String ") || text.startsWith("Document length") || text.startsWith("Token count")) {
			return Kind.TOO_LARGE;
		}
		return Kind.LIMIT;
	}

	static boolean isOfEncoding(@Nullable String message) {
		return message != null && (message.startsWith("Invalid UTF-8") || message.startsWith("Invalid UTF-32"));
	}

	/** Returns whether there is nothing that could be made a primitive value of. */
	static boolean isOfNull(@Nullable String message) {
		return message != null && message.startsWith("Cannot map `null`");
	}

	static boolean isOfMissingProperty(@Nullable String message) {
		return message != null && message.startsWith("Missing required creator property");
	}

	static boolean isOfNoContent(@Nullable String message) {
		return message != null && message.startsWith("No content to map");
	}

}
