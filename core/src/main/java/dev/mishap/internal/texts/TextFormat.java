package dev.mishap.internal.texts;

import java.math.BigDecimal;
import java.net.URI;
import java.text.MessageFormat;
import java.time.ZoneId;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalAmount;
import java.util.Collection;
import java.util.Currency;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * Fills the place holders of a text. {@link MessageFormat} is not made for texts of
 * people who do not know it: it takes single apostrophes away, and writes the ID 1234 as
 * {@code 1,234}.
 */
final class TextFormat {

	/**
	 * More than any number that measures something. Those with a larger exponent, which
	 * may come from a client, fill the memory when they are written out.
	 */
	private static final int MAX_SCALE = 1000;

	private TextFormat() {
	}

	/**
	 * Returns the text with its place holders filled. Braces with nothing known between
	 * them stay as they are.
	 * @param pattern the text
	 * @param arguments the values by position
	 * @param members the values by name
	 * @param locale the language of values that have a format
	 */
	static String fill(String pattern, List<Object> arguments, Map<String, Object> members, Locale locale) {
		if (pattern.indexOf('{') < 0 && !pattern.contains("''")) {
			return pattern;
		}
		StringBuilder text = new StringBuilder(pattern.length() + 32);
		int position = 0;
		while (position < pattern.length()) {
			char c = pattern.charAt(position);
			int end = (c == '{') ? end(pattern, position) : -1;
			String value = (end > 0) ? value(pattern.substring(position + 1, end), arguments, members, locale) : null;
			if (value != null) {
				text.append(value);
				position = end + 1;
			}
			else {
				text.append(c);
				position += pattern.startsWith("''", position) ? 2 : 1;
			}
		}
		return text.toString();
	}

	/** Returns where a place holder ends; formats may have braces in them. */
	private static int end(String pattern, int open) {
		int depth = 0;
		for (int i = open; i < pattern.length(); i++) {
			char c = pattern.charAt(i);
			if (c == '{') {
				depth++;
			}
			else if (c == '}' && --depth == 0) {
				return i;
			}
		}
		return -1;
	}

	private static @Nullable String value(String place, List<Object> arguments, Map<String, Object> members,
			Locale locale) {
		int comma = place.indexOf(',');
		String name = (comma < 0) ? place : place.substring(0, comma);
		Object value;
		int index = index(name);
		if (index >= 0) {
			if (index >= arguments.size()) {
				return null;
			}
			value = arguments.get(index);
		}
		else {
			if (!members.containsKey(name)) {
				return null;
			}
			value = members.get(name);
		}
		return (comma < 0) ? plain(value) : formatted(place.substring(comma), value, locale);
	}

	private static int index(String name) {
		if (name.isEmpty() || name.length() > 2) {
			return -1;
		}
		int index = 0;
		for (int i = 0; i < name.length(); i++) {
			char c = name.charAt(i);
			if (c < '0' || c > '9') {
				return -1;
			}
			index = index * 10 + c - '0';
		}
		return index;
	}

	private static @Nullable String formatted(String format, @Nullable Object value, Locale locale) {
		if ((!(value instanceof Number) && !(value instanceof Date)) || isTooLong(value)) {
			return plain(value);
		}
		try {
			return new MessageFormat("{0" + format + "}", locale).format(new Object[] { value });
		}
		catch (IllegalArgumentException ignored) {
			// what is no format is text
			return null;
		}
	}

	private static boolean isTooLong(Object number) {
		return number instanceof BigDecimal decimal && Math.abs((long) decimal.scale()) > MAX_SCALE;
	}

	/**
	 * Returns a value as text; {@code null} for objects of which only a
	 * {@code toString()} is known, which is written for logs.
	 */
	private static @Nullable String plain(@Nullable Object value) {
		if (value == null) {
			return "";
		}
		if (value instanceof Double || value instanceof Float) {
			double number = ((Number) value).doubleValue();
			return Double.isFinite(number) ? new BigDecimal(value.toString()).toPlainString() : value.toString();
		}
		if (value instanceof BigDecimal decimal && !isTooLong(decimal)) {
			return decimal.toPlainString();
		}
		if (value instanceof CharSequence || value instanceof Number || value instanceof Boolean
				|| value instanceof Character || value instanceof UUID || value instanceof URI
				|| value instanceof TemporalAccessor || value instanceof TemporalAmount || value instanceof Currency
				|| value instanceof ZoneId) {
			return value.toString();
		}
		if (value instanceof Enum<?> constant) {
			return constant.name();
		}
		if (value instanceof Date date) {
			return date.toInstant().toString();
		}
		if (value instanceof Locale locale) {
			return locale.toLanguageTag();
		}
		if (value instanceof Optional<?> optional) {
			return plain(optional.orElse(null));
		}
		return (value instanceof Collection<?> values) ? list(values) : null;
	}

	private static @Nullable String list(Collection<?> values) {
		StringJoiner list = new StringJoiner(", ");
		for (Object value : values) {
			String text = (value instanceof Collection<?>) ? null : plain(value);
			if (text == null) {
				return null;
			}
			list.add(text);
		}
		return list.toString();
	}

}
