package dev.mishap;

import java.util.List;

import org.springframework.util.Assert;

/** What RFC 9110, section 5, says of header fields. */
final class HeaderFields {

	/**
	 * Fields that describe a representation which an error replaces: left in place they
	 * would be untrue of the problem.
	 */
	static final List<String> OF_DEAD_BODY = List.of("Content-Encoding", "Content-Language", "Content-Range",
			"Content-Disposition", "ETag", "Last-Modified", "Expires", "Cache-Control", "Pragma", "Accept-Ranges",
			"Location");

	private static final String TOKEN_SPECIALS = "!#$%&'*+-.^_`|~";

	private HeaderFields() {
	}

	/** Refuses what could not be sent as a field, or would be sent as more than one. */
	static void check(String name, List<String> values) {
		Assert.isTrue(isName(name), () -> "'" + name + "' is not a header field name");
		for (String value : values) {
			Assert.isTrue(isValue(value),
					() -> "header field '" + name + "' must not have control characters in its value");
		}
	}

	/** Returns whether this can be sent as a field. */
	static boolean isField(String name, List<String> values) {
		for (String value : values) {
			if (!isValue(value)) {
				return false;
			}
		}
		return isName(name);
	}

	static boolean isName(String name) {
		if (name.isEmpty()) {
			return false;
		}
		for (int i = 0; i < name.length(); i++) {
			char c = name.charAt(i);
			boolean alphanumeric = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
			if (!alphanumeric && TOKEN_SPECIALS.indexOf(c) < 0) {
				return false;
			}
		}
		return true;
	}

	static boolean isValue(String value) {
		for (int i = 0; i < value.length(); i++) {
			char c = value.charAt(i);
			if ((c < 0x20 && c != '\t') || c == 0x7F) {
				return false;
			}
		}
		return true;
	}

}
