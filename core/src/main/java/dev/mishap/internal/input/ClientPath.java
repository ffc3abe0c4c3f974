package dev.mishap.internal.input;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Way to a part of the input in the names that the client uses. It can be written as a
 * JSON Pointer (RFC 6901, section 6), as the name of a form field, and as the pattern by
 * which keys of the configuration name a field.
 */
final class ClientPath {

	/** The whole input. */
	static final ClientPath ROOT = new ClientPath(List.of());

	/**
	 * A longer way is cut to one that encloses it, so that an answer does not repeat
	 * whatever was sent.
	 */
	private static final int MAX_LENGTH = 512;

	private static final String FRAGMENT = "-._~!$&'()*+,;=:@?";

	private final List<Segment> segments;

	private ClientPath(List<Segment> segments) {
		this.segments = segments;
	}

	/**
	 * Returns the way one step further.
	 * @param name the name of the member
	 */
	ClientPath member(String name) {
		return plus(new Segment(name, false));
	}

	/**
	 * Returns the way one step further.
	 * @param key the index in an array, or the key in a map
	 */
	ClientPath element(Object key) {
		return plus(new Segment(String.valueOf(key), true));
	}

	/** Returns the way to some element of a container that keeps no order. */
	ClientPath anyElement() {
		return plus(new Segment(null, true));
	}

	private ClientPath plus(Segment segment) {
		List<Segment> all = new ArrayList<>(this.segments);
		all.add(segment);
		return new ClientPath(Collections.unmodifiableList(all));
	}

	boolean isRoot() {
		return this.segments.isEmpty();
	}

	/**
	 * Returns {@code #/items/0/price}; where an element has no known index, the way to
	 * what holds it.
	 */
	String pointer() {
		StringBuilder pointer = new StringBuilder("#");
		for (Segment segment : this.segments) {
			String encoded = (segment.text() != null) ? encode(segment.text()) : null;
			if (encoded == null || pointer.length() + encoded.length() + 1 > MAX_LENGTH) {
				break;
			}
			pointer.append('/').append(encoded);
		}
		return pointer.toString();
	}

	/** Returns {@code items[0].price}. */
	String field() {
		return dotted(this.segments, false);
	}

	/** Returns {@code items[].price}. */
	String pattern() {
		return dotted(this.segments, true);
	}

	/**
	 * Returns what the pointer does not reach, {@code [].price}.
	 * @return the rest of the way; {@code null} if it has no further members
	 */
	@Nullable String beyondPointer() {
		for (int i = 0; i < this.segments.size(); i++) {
			List<Segment> beyond = this.segments.subList(i, this.segments.size());
			if (this.segments.get(i).text() == null) {
				return beyond.stream().allMatch(Segment::element) ? null : dotted(beyond, false);
			}
		}
		return null;
	}

	private static String dotted(List<Segment> segments, boolean pattern) {
		StringBuilder field = new StringBuilder();
		for (Segment segment : segments) {
			String text = (segment.text() != null) ? segment.text() : "";
			if (field.length() + text.length() > MAX_LENGTH) {
				break;
			}
			if (segment.element()) {
				field.append('[').append(pattern ? "" : text).append(']');
			}
			else {
				field.append(field.isEmpty() ? "" : ".").append(text);
			}
		}
		return field.toString();
	}

	/** Returns a name that the client sent, as far as an answer shows it. */
	static String shortened(String name) {
		return (name.length() > MAX_LENGTH) ? name.substring(0, MAX_LENGTH) : name;
	}

	private static String encode(String text) {
		String escaped = text.replace("~", "~0").replace("/", "~1");
		StringBuilder encoded = new StringBuilder(escaped.length());
		for (byte b : escaped.getBytes(StandardCharsets.UTF_8)) {
			char c = (char) (b & 0xFF);
			boolean plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
					|| FRAGMENT.indexOf(c) >= 0;
			if (plain) {
				encoded.append(c);
			}
			else {
				encoded.append('%')
					.append(Character.toUpperCase(Character.forDigit(c >> 4, 16)))
					.append(Character.toUpperCase(Character.forDigit(c & 0xF, 16)));
			}
		}
		return encoded.toString();
	}

	/** Compares two names, pointers or fields; numbers in them by their size. */
	static int compare(String left, String right) {
		int i = 0;
		int j = 0;
		while (i < left.length() && j < right.length()) {
			int iEnd = digits(left, i);
			int jEnd = digits(right, j);
			if (iEnd > i && jEnd > j) {
				int byLength = Integer.compare(iEnd - i, jEnd - j);
				int order = (byLength != 0) ? byLength : left.substring(i, iEnd).compareTo(right.substring(j, jEnd));
				if (order != 0) {
					return order;
				}
				i = iEnd;
				j = jEnd;
			}
			else {
				int order = Character.compare(left.charAt(i++), right.charAt(j++));
				if (order != 0) {
					return order;
				}
			}
		}
		return Integer.compare(left.length() - i, right.length() - j);
	}

	private static int digits(String text, int start) {
		int end = start;
		while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
			end++;
		}
		return end;
	}

	/**
	 * One step of the way.
	 *
	 * @param text the name, index or key; {@code null} if it is not known
	 * @param element whether it leads into a container
	 */
	private record Segment(@Nullable String text, boolean element) {

	}

}
