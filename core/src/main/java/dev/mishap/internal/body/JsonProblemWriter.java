package dev.mishap.internal.body;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;

import dev.mishap.Problem;
import dev.mishap.ProblemContext;
import dev.mishap.ProblemWriter;
import dev.mishap.Violation;
import dev.mishap.internal.HttpStatuses;
import org.jspecify.annotations.Nullable;

/** Writes {@code application/problem+json}, members in a fixed order. */
public final class JsonProblemWriter implements ProblemWriter {

	private static final String CONTENT_TYPE = "application/problem+json";

	private static final int USUAL_LENGTH = 384;

	private static final int LENGTH_OF_VIOLATION = 128;

	private final MemberNames names;

	/**
	 * Creates the writer.
	 * @param names the names of the members
	 */
	public JsonProblemWriter(MemberNames names) {
		this.names = names;
	}

	@Override
	public ProblemWriter.Body write(Problem problem, ProblemContext context) {
		Buffer json = new Buffer(USUAL_LENGTH + problem.violations().size() * LENGTH_OF_VIOLATION);
		Members members = new Members(json);
		this.names.members(problem, context, members);
		return new ProblemWriter.Body(CONTENT_TYPE, members.end().toByteArray());
	}

	/**
	 * Writes the least that an answer can say, from nothing but status, code and ID: for
	 * the case that everything else failed.
	 */
	public static ProblemWriter.Body least(int status, String code, String requestId) {
		Members members = new Members(new Buffer());
		members.member(MemberNames.TYPE, "about:blank");
		members.member(MemberNames.TITLE, HttpStatuses.phrase(status));
		members.member(MemberNames.STATUS, status);
		members.member(MemberNames.CODE, code);
		members.member(MemberNames.REQUEST_ID, requestId);
		return new ProblemWriter.Body(CONTENT_TYPE, members.end().toByteArray());
	}

	/** Members of one object. */
	private static final class Members implements MemberNames.Sink {

		private final Buffer json;

		private char separator = '{';

		Members(Buffer json) {
			this.json = json;
		}

		@Override
		public void member(String name, Object value) {
			this.json.raw(this.separator).string(name).raw(':');
			this.separator = ',';
			if (value instanceof List<?> list && !list.isEmpty() && list.get(0) instanceof Violation) {
				errors(list);
			}
			else {
				this.json.value(value);
			}
		}

		private void errors(List<?> violations) {
			char next = '[';
			for (Object violation : violations) {
				this.json.raw(next);
				next = ',';
				Members members = new Members(this.json);
				MemberNames.members((Violation) violation, members);
				members.end();
			}
			this.json.raw(']');
		}

		Buffer end() {
			return this.json.raw('}');
		}

	}

	/**
	 * Growing buffer of JSON in UTF-8 (RFC 8259). It is the library's own so that every
	 * door can write, with whatever JSON library the application has, or none. Characters
	 * that could end a script element or a line are escaped, so that a body is harmless
	 * wherever it is pasted.
	 */
	static final class Buffer {

		private static final int MAX_DEPTH = 40;

		private static final byte[] HEX = { '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e',
				'f' };

		private static final int USUAL_LENGTH = 512;

		/** Characters that stand for themselves. */
		private static final boolean[] PLAIN = new boolean[0x80];

		static {
			for (char c = 0x20; c < 0x7F; c++) {
				PLAIN[c] = "\"\\<>&".indexOf(c) < 0;
			}
		}

		private byte[] bytes;

		private int length;

		Buffer() {
			this(USUAL_LENGTH);
		}

		/**
		 * Creates a buffer.
		 * @param length the number of bytes that are likely to be enough
		 */
		Buffer(int length) {
			this.bytes = new byte[length];
		}

		Buffer raw(char c) {
			ensure(1);
			this.bytes[this.length++] = (byte) c;
			return this;
		}

		/** Appends text that is known to be ASCII and JSON already. */
		Buffer raw(String ascii) {
			plain(ascii, 0, ascii.length());
			return this;
		}

		Buffer string(String text) {
			int count = text.length();
			ensure(count + 2);
			this.bytes[this.length++] = '"';
			for (int i = 0; i < count; i++) {
				char c = text.charAt(i);
				if (c < 0x80 && PLAIN[c]) {
					int end = i + 1;
					while (end < count && (c = text.charAt(end)) < 0x80 && PLAIN[c]) {
						end++;
					}
					plain(text, i, end);
					i = end - 1;
				}
				else if (Character.isHighSurrogate(c) && i + 1 < count
						&& Character.isLowSurrogate(text.charAt(i + 1))) {
					i++;
					utf8(Character.toCodePoint(c, text.charAt(i)));
				}
				else {
					special(c);
				}
			}
			return raw('"');
		}

		@SuppressWarnings("deprecation")
		private void plain(String text, int from, int to) {
			ensure(to - from);
			text.getBytes(from, to, this.bytes, this.length);
			this.length += to - from;
		}

		private void special(char c) {
			switch (c) {
				case '"' -> raw("\\\"");
				case '\\' -> raw("\\\\");
				case '\n' -> raw("\\n");
				case '\r' -> raw("\\r");
				case '\t' -> raw("\\t");
				default -> {
					boolean escaped = c < 0x80 || c == 0x2028 || c == 0x2029 || Character.isSurrogate(c);
					if (escaped) {
						unicode(c);
					}
					else {
						utf8(c);
					}
				}
			}
		}

		private void unicode(char c) {
			raw("\\u");
			ensure(4);
			for (int shift = 12; shift >= 0; shift -= 4) {
				this.bytes[this.length++] = HEX[(c >> shift) & 0xF];
			}
		}

		private void utf8(int codePoint) {
			ensure(4);
			if (codePoint < 0x800) {
				this.bytes[this.length++] = (byte) (0xC0 | (codePoint >> 6));
			}
			else {
				if (codePoint < 0x10000) {
					this.bytes[this.length++] = (byte) (0xE0 | (codePoint >> 12));
				}
				else {
					this.bytes[this.length++] = (byte) (0xF0 | (codePoint >> 18));
					this.bytes[this.length++] = (byte) (0x80 | ((codePoint >> 12) & 0x3F));
				}
				this.bytes[this.length++] = (byte) (0x80 | ((codePoint >> 6) & 0x3F));
			}
			this.bytes[this.length++] = (byte) (0x80 | (codePoint & 0x3F));
		}

		/**
		 * Appends a plain value.
		 * @param value text, number, boolean, URI, or a map or collection of these
		 * @throws IllegalArgumentException if it is something else
		 */
		Buffer value(@Nullable Object value) {
			return value(value, 0);
		}

		private Buffer value(@Nullable Object value, int depth) {
			if (value == null) {
				return raw("null");
			}
			if (value instanceof String || value instanceof URI) {
				return string(value.toString());
			}
			if (value instanceof Boolean || value instanceof Integer || value instanceof Long) {
				return raw(value.toString());
			}
			if (value instanceof Number number) {
				return number(number);
			}
			if (depth > MAX_DEPTH) {
				throw new IllegalArgumentException("value is nested more than " + MAX_DEPTH + " levels deep");
			}
			if (value instanceof Map<?, ?> map) {
				return map(map, depth);
			}
			if (value instanceof Collection<?> elements) {
				return array(elements, depth);
			}
			throw new IllegalArgumentException(value.getClass().getName() + " is no value of JSON");
		}

		private Buffer number(Number number) {
			if (number instanceof Double || number instanceof Float) {
				return Double.isFinite(number.doubleValue()) ? raw(number.toString()) : string(number.toString());
			}
			if (number instanceof Short || number instanceof Byte || number.getClass() == BigInteger.class
					|| number.getClass() == BigDecimal.class) {
				return raw(number.toString());
			}
			throw new IllegalArgumentException(number.getClass().getName() + " is no value of JSON");
		}

		private Buffer map(Map<?, ?> map, int depth) {
			raw('{');
			boolean first = true;
			for (Map.Entry<?, ?> entry : map.entrySet()) {
				if (!first) {
					raw(',');
				}
				first = false;
				string(String.valueOf(entry.getKey())).raw(':').value(entry.getValue(), depth + 1);
			}
			return raw('}');
		}

		private Buffer array(Collection<?> elements, int depth) {
			raw('[');
			boolean first = true;
			for (Object element : elements) {
				if (!first) {
					raw(',');
				}
				first = false;
				value(element, depth + 1);
			}
			return raw(']');
		}

		private void ensure(int more) {
			if (this.length + more > this.bytes.length) {
				this.bytes = Arrays.copyOf(this.bytes, Math.max(this.bytes.length * 2, this.length + more));
			}
		}

		byte[] toByteArray() {
			return Arrays.copyOf(this.bytes, this.length);
		}

	}

}
