package dev.mishap;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Reads JSON (RFC 8259) into maps, lists, texts, numbers and booleans. Of members with
 * the same name the last one counts.
 */
public final class JsonReader {

	private static final int MAX_DEPTH = 32;

	private static final int DIGITS_OF_LONG = 18;

	private static final int MAX_DIGITS = 1000;

	private final String json;

	private int position;

	private JsonReader(String json) {
		this.json = json;
	}

	/**
	 * Reads a text.
	 * @param json the text
	 * @return the value, or {@code null} for a null
	 * @throws IllegalArgumentException if the text is no JSON or nested too deeply
	 */
	public static @Nullable Object read(String json) {
		JsonReader reader = new JsonReader(json);
		Object value = reader.value(0);
		reader.space();
		if (reader.position < json.length()) {
			throw reader.unexpected();
		}
		return value;
	}

	private @Nullable Object value(int depth) {
		if (depth > MAX_DEPTH) {
			throw new IllegalArgumentException("the JSON is nested more than " + MAX_DEPTH + " levels deep");
		}
		return switch (next()) {
			case '{' -> object(depth);
			case '[' -> array(depth);
			case '"' -> string();
			case 't' -> literal("true", Boolean.TRUE);
			case 'f' -> literal("false", Boolean.FALSE);
			case 'n' -> literal("null", null);
			default -> number();
		};
	}

	private Map<String, @Nullable Object> object(int depth) {
		Map<String, @Nullable Object> object = new LinkedHashMap<>();
		this.position++;
		if (next() == '}') {
			this.position++;
			return object;
		}
		while (true) {
			expect('"', false);
			String name = string();
			expect(':', true);
			object.put(name, value(depth + 1));
			if (next() == '}') {
				this.position++;
				return object;
			}
			expect(',', true);
		}
	}

	private List<@Nullable Object> array(int depth) {
		List<@Nullable Object> array = new ArrayList<>();
		this.position++;
		if (next() == ']') {
			this.position++;
			return array;
		}
		while (true) {
			array.add(value(depth + 1));
			if (next() == ']') {
				this.position++;
				return array;
			}
			expect(',', true);
		}
	}

	private String string() {
		StringBuilder text = new StringBuilder();
		this.position++;
		while (true) {
			char c = take();
			if (c == '"') {
				return text.toString();
			}
			text.append((c == '\\') ? escaped() : c);
		}
	}

	private char escaped() {
		char c = take();
		return switch (c) {
			case '"', '\\', '/' -> c;
			case 'b' -> '\b';
			case 'f' -> '\f';
			case 'n' -> '\n';
			case 'r' -> '\r';
			case 't' -> '\t';
			case 'u' -> {
				int unit = 0;
				for (int i = 0; i < 4; i++) {
					int digit = Character.digit(take(), 16);
					if (digit < 0) {
						throw unexpected();
					}
					unit = unit * 16 + digit;
				}
				yield (char) unit;
			}
			default -> throw unexpected();
		};
	}

	private @Nullable Object literal(String word, @Nullable Object value) {
		if (!this.json.startsWith(word, this.position)) {
			throw unexpected();
		}
		this.position += word.length();
		return value;
	}

	private Number number() {
		int start = this.position;
		boolean whole = true;
		while (this.position < this.json.length() && "+-.0123456789eE".indexOf(this.json.charAt(this.position)) >= 0) {
			char c = this.json.charAt(this.position++);
			whole = whole && c != '.' && c != 'e' && c != 'E';
		}
		String digits = this.json.substring(start, this.position);
		if (digits.isEmpty() || digits.length() > MAX_DIGITS) {
			throw unexpected();
		}
		if (!whole) {
			return new BigDecimal(digits);
		}
		if (digits.length() > DIGITS_OF_LONG) {
			return new BigInteger(digits);
		}
		return Long.valueOf(digits);
	}

	/** Returns the next character that counts, without taking it. */
	private char next() {
		space();
		if (this.position >= this.json.length()) {
			throw unexpected();
		}
		return this.json.charAt(this.position);
	}

	private char take() {
		if (this.position >= this.json.length()) {
			throw unexpected();
		}
		return this.json.charAt(this.position++);
	}

	private void expect(char c, boolean take) {
		if (next() != c) {
			throw unexpected();
		}
		if (take) {
			this.position++;
		}
	}

	private void space() {
		while (this.position < this.json.length() && " \t\r\n".indexOf(this.json.charAt(this.position)) >= 0) {
			this.position++;
		}
	}

	/** Says where, and not what: the text may be anything of the application's. */
	private IllegalArgumentException unexpected() {
		return new IllegalArgumentException("no JSON at position " + this.position);
	}

}
