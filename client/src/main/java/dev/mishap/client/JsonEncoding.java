package dev.mishap.client;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * Makes text of the bytes of a JSON body. JSON is UTF-8 whatever a {@code charset} says
 * (RFC 8259, sections 8.1 and 11); the other encodings of Unicode, which RFC 4627
 * allowed, are known by their first bytes. What is no character in the encoding becomes
 * U+FFFD.
 */
final class JsonEncoding {

	private static final Charset UTF_32BE = Charset.forName("UTF-32BE");

	private static final Charset UTF_32LE = Charset.forName("UTF-32LE");

	private static final char BYTE_ORDER_MARK = '\uFEFF';

	private JsonEncoding() {
	}

	static String text(byte[] json) {
		String text = new String(json, of(json));
		return (!text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK) ? text.substring(1) : text;
	}

	private static Charset of(byte[] json) {
		int first = at(json, 0);
		int second = at(json, 1);
		int third = at(json, 2);
		int fourth = at(json, 3);
		if (first == 0xFE && second == 0xFF) {
			return StandardCharsets.UTF_16BE;
		}
		if (first == 0xFF && second == 0xFE) {
			return (third == 0 && fourth == 0) ? UTF_32LE : StandardCharsets.UTF_16LE;
		}
		if (first == 0 && second == 0) {
			return UTF_32BE;
		}
		if (first == 0) {
			return StandardCharsets.UTF_16BE;
		}
		if (second == 0) {
			return (third == 0 && fourth == 0) ? UTF_32LE : StandardCharsets.UTF_16LE;
		}
		return StandardCharsets.UTF_8;
	}

	private static int at(byte[] json, int index) {
		return (index < json.length) ? json[index] & 0xFF : -1;
	}

}
