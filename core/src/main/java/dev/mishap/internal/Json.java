package dev.mishap.internal;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * Reads JSON (RFC 8259) into maps, lists, texts, numbers and booleans, and writes these
 * for people to read, in an application without a JSON library too. Of members with the
 * same name the last one counts. Bodies of answers are written by
 * {@code JsonProblemWriter}, on one line.
 */
public final class Json {

	private static final int MAX_DEPTH = 32;

	private static final int DIGITS_OF_LONG = 18;

	private static final int MAX_DIGITS = 1000;

	/** More than any number that measures something; a power of more fills the memory. */
	private static final int MAX_EXPONENT = 1000;

	/** Stands for a value that is beyond a limit. */
	private static final Object LEFT_OUT = new Object();

	private final String json;

	/**
	 * How many values are read before the others are left out; 0 to read all, or to fail
	 * at the first one beyond a limit.
	 */
	private final int maxValues;

	private final Map<String, @Nullable Object> root = new LinkedHashMap<>();

	private int position;

	private int values;

	private Json(String json, int maxValues) {
		this.json = json;
		this.maxValues = maxValues;
	}

	/**
	 * Reads a text.
	 * @param json the text
	 * @return the value, or {@code null} for a null
	 * @throws IllegalArgumentException if the text is no JSON, nested too deeply or has a
	 * number that is too long
	 */
	public static @Nullable Object read(String json) {
		return read(json, 0);
	}

	/**
	 * Reads a text that stands within a value.
	 * @param json the text
	 * @param depth how many levels are around it
	 * @return the value, or {@code null} for a null
	 * @throws IllegalArgumentException if the text is no JSON, nested too deeply together
	 * with what is around it, or has a number that is too long
	 */
	static @Nullable Object read(String json, int depth) {
		Json reader = new Json(json, 0);
		Object value = reader.value(depth);
		reader.end();
		return value;
	}

	/**
	 * Reads an object that somebody else has written. What is nested too deeply, what is
	 * one too many and a number beyond any use are left out, and nothing else with them.
	 * @param json the text
	 * @param maxValues how many values are read
	 * @param cut whether the text goes on where it ends here; the members that are
	 * complete are returned then
	 * @throws IllegalArgumentException if the text is no JSON object
	 */
	public static Map<String, @Nullable Object> readForeign(String json, int maxValues, boolean cut) {
		Json reader = new Json(json, maxValues);
		try {
			if (reader.next() != '{') {
				throw reader.unexpected();
			}
			reader.object(0, reader.root);
			reader.end();
		}
		catch (IllegalArgumentException ex) {
			if (!cut) {
				throw ex;
			}
		}
		return reader.root;
	}

	private void end() {
		space();
		if (this.position < this.json.length()) {
			throw unexpected();
		}
	}

	private boolean isForeign() {
		return this.maxValues > 0;
	}

	private @Nullable Object value(int depth) {
		char first = next();
		if (isForeign() && (++this.values > this.maxValues || depth > MAX_DEPTH)) {
			skip(first);
			return LEFT_OUT;
		}
		if (depth > MAX_DEPTH) {
			throw new IllegalArgumentException("the JSON is nested more than " + MAX_DEPTH + " levels deep");
		}
		return switch (first) {
			case '{' -> object(depth, new LinkedHashMap<>());
			case '[' -> array(depth);
			case '"' -> string();
			case 't' -> literal("true", Boolean.TRUE);
			case 'f' -> literal("false", Boolean.FALSE);
			case 'n' -> literal("null", null);
			default -> number();
		};
	}

	private Map<String, @Nullable Object> object(int depth, Map<String, @Nullable Object> object) {
		this.position++;
		if (next() == '}') {
			this.position++;
			return object;
		}
		while (true) {
			expect('"', false);
			String name = string();
			expect(':', true);
			Object value = value(depth + 1);
			// a number may go on behind the end of a text that is cut
			char follows = next();
			if (value != LEFT_OUT) {
				object.put(name, value);
			}
			if (follows == '}') {
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
			Object value = value(depth + 1);
			if (value != LEFT_OUT) {
				array.add(value);
			}
			if (next() == ']') {
				this.position++;
				return array;
			}
			expect(',', true);
		}
	}

	/** Goes behind a value without recursion, however deeply it is nested. */
	private void skip(char first) {
		if (first == '"') {
			skipString();
			return;
		}
		if (Character.isLetter(first)) {
			while (this.position < this.json.length() && Character.isLetter(this.json.charAt(this.position))) {
				this.position++;
			}
			return;
		}
		if (first != '{' && first != '[') {
			number();
			return;
		}
		int open = 0;
		do {
			char c = take();
			if (c == '"') {
				this.position--;
				skipString();
			}
			else if (c == '{' || c == '[') {
				open++;
			}
			else if (c == '}' || c == ']') {
				open--;
			}
		}
		while (open > 0);
	}

	private void skipString() {
		this.position++;
		while (true) {
			char c = take();
			if (c == '"') {
				return;
			}
			if (c == '\\') {
				take();
			}
		}
	}

	private String string() {
		int start = ++this.position;
		while (true) {
			char c = take();
			if (c == '"') {
				return this.json.substring(start, this.position - 1);
			}
			if (c == '\\') {
				this.position--;
				return escapedString(start);
			}
		}
	}

	private String escapedString(int start) {
		StringBuilder text = new StringBuilder(this.json.substring(start, this.position));
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

	private Object number() {
		int start = this.position;
		boolean whole = true;
		while (this.position < this.json.length() && "+-.0123456789eE".indexOf(this.json.charAt(this.position)) >= 0) {
			char c = this.json.charAt(this.position++);
			whole = whole && c != '.' && c != 'e' && c != 'E';
		}
		String digits = this.json.substring(start, this.position);
		if (digits.length() > MAX_DIGITS && isForeign()) {
			return LEFT_OUT;
		}
		if (digits.isEmpty() || digits.length() > MAX_DIGITS) {
			throw unexpected();
		}
		try {
			return whole ? whole(digits) : fraction(digits);
		}
		catch (NumberFormatException ex) {
			if (isForeign()) {
				return LEFT_OUT;
			}
			throw ex;
		}
	}

	private static Number whole(String digits) {
		if (digits.length() > DIGITS_OF_LONG) {
			return new BigInteger(digits);
		}
		return Long.valueOf(digits);
	}

	private Object fraction(String digits) {
		BigDecimal number = new BigDecimal(digits);
		boolean usable = Math.abs((long) number.scale()) <= MAX_EXPONENT + MAX_DIGITS;
		return (usable || !isForeign()) ? number : LEFT_OUT;
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

	/**
	 * Returns data as JSON, one member a line: the same text for the same data.
	 * @param data maps, lists, texts, numbers, booleans and {@code null}
	 */
	public static String indented(@Nullable Object data) {
		StringBuilder json = new StringBuilder();
		append(json, data, "\n");
		return json.append('\n').toString();
	}

	private static void append(StringBuilder json, @Nullable Object value, String line) {
		if (value instanceof Map<?, ?> map) {
			Iterator<? extends Map.Entry<?, ?>> entries = map.entrySet().iterator();
			appendAll(json, '{', '}', line, entries, (entry) -> {
				append(json, String.valueOf(entry.getKey()));
				json.append(": ");
				append(json, entry.getValue(), line + "  ");
			});
		}
		else if (value instanceof Collection<?> collection) {
			appendAll(json, '[', ']', line, collection.iterator(), (element) -> append(json, element, line + "  "));
		}
		else if (value == null || value instanceof Number || value instanceof Boolean) {
			json.append(value);
		}
		else {
			append(json, String.valueOf(value));
		}
	}

	private static <T extends @Nullable Object> void appendAll(StringBuilder json, char open, char close, String line,
			Iterator<T> all, Consumer<T> one) {
		json.append(open);
		if (all.hasNext()) {
			while (all.hasNext()) {
				json.append(line).append("  ");
				one.accept(all.next());
				json.append(all.hasNext() ? "," : line);
			}
		}
		json.append(close);
	}

	private static void append(StringBuilder json, String text) {
		json.append('"');
		for (int i = 0; i < text.length(); i++) {
			char c = text.charAt(i);
			if (c == '"' || c == '\\') {
				json.append('\\').append(c);
			}
			else if (c < 0x20 || c == 0x7F) {
				json.append(String.format("\\u%04x", (int) c));
			}
			else {
				json.append(c);
			}
		}
		json.append('"');
	}

}
