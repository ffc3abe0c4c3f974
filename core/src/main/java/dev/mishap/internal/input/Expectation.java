package dev.mishap.internal.input;

import java.io.File;
import java.net.URI;
import java.net.URL;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Calendar;
import java.util.Collection;
import java.util.Currency;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TimeZone;
import java.util.UUID;

import dev.mishap.Wording;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.BeanUtils;
import org.springframework.util.ClassUtils;

/**
 * What was expected in place of a value, in words that need no knowledge of Java.
 *
 * @param code the code of the violation
 * @param wording the text
 * @param allowed the values that are accepted, none if there is no list
 */
record Expectation(String code, Wording wording, List<Object> allowed) {

	/** A longer list is not shown. */
	static final int MAX_ALLOWED = 50;

	private static final ZonedDateTime SAMPLE = ZonedDateTime.of(2026, 1, 31, 12, 30, 0, 0, ZoneOffset.UTC);

	private static final Map<Class<?>, String> KEYS = Map.ofEntries(Map.entry(Boolean.class, "boolean"),
			Map.entry(Character.class, "character"), Map.entry(LocalDate.class, "date"),
			Map.entry(LocalDateTime.class, "local_date_time"), Map.entry(LocalTime.class, "time"),
			Map.entry(OffsetTime.class, "offset_time"), Map.entry(Instant.class, "date_time"),
			Map.entry(OffsetDateTime.class, "date_time"), Map.entry(ZonedDateTime.class, "date_time"),
			Map.entry(Date.class, "date_time"), Map.entry(Year.class, "year"), Map.entry(YearMonth.class, "month"),
			Map.entry(MonthDay.class, "month_day"), Map.entry(Duration.class, "duration"),
			Map.entry(Period.class, "period"), Map.entry(UUID.class, "uuid"), Map.entry(URI.class, "uri"),
			Map.entry(URL.class, "uri"), Map.entry(Locale.class, "language"), Map.entry(Currency.class, "currency"),
			Map.entry(byte[].class, "base64"));

	private static final List<Class<?>> INTEGERS = List.of(Byte.class, Short.class, Integer.class, Long.class,
			java.math.BigInteger.class, java.util.concurrent.atomic.AtomicInteger.class,
			java.util.concurrent.atomic.AtomicLong.class);

	/**
	 * Returns what a value in a body looks like.
	 * @param type the class, or {@code null} if it is not known
	 * @param pattern the pattern of a date or time that the application has set, or
	 * {@code null}
	 */
	static Expectation of(@Nullable Class<?> type, @Nullable String pattern) {
		String example = (pattern != null && !pattern.isEmpty()) ? example(pattern) : null;
		return wrongType(
				(example != null) ? Wording.of("WRONG_TYPE.pattern", example) : Wording.of("WRONG_TYPE." + key(type)));
	}

	/**
	 * Returns what a parameter looks like, which is a text that is converted.
	 * @param type the class, or {@code null} if it is not known
	 * @param pattern the pattern of a date or time that the application has set, or
	 * {@code null}
	 */
	static Expectation ofText(@Nullable Class<?> type, @Nullable String pattern) {
		if (type != null && type.isEnum()) {
			Object[] constants = type.getEnumConstants();
			return oneOf((constants.length > MAX_ALLOWED) ? List.of()
					: Arrays.stream(constants).map((constant) -> (Object) ((Enum<?>) constant).name()).toList());
		}
		boolean unknown = pattern == null && Set.of("object", "array", "other").contains(key(type));
		// the class that a text is converted to does not say what the text has to look
		// like
		return unknown ? as(InvalidParts.INVALID, InvalidParts.INVALID) : of(type, pattern);
	}

	/** Returns that a file was expected. */
	static Expectation ofFile() {
		return wrongType(Wording.of("WRONG_TYPE.file"));
	}

	/**
	 * Returns that one of several values was expected.
	 * @param allowed the values, none if they are too many to list
	 */
	static Expectation oneOf(List<Object> allowed) {
		return new Expectation("UNKNOWN_VALUE",
				allowed.isEmpty() ? Wording.of("UNKNOWN_VALUE.many") : Wording.of("UNKNOWN_VALUE", listed(allowed)),
				allowed);
	}

	/**
	 * Returns that one of several names was expected.
	 * @param allowed the names, none if they are too many to list
	 */
	static Expectation named(List<Object> allowed) {
		return new Expectation("WRONG_NAME",
				allowed.isEmpty() ? Wording.of("WRONG_NAME.other") : Wording.of("WRONG_NAME", listed(allowed)),
				allowed);
	}

	/**
	 * Returns that something else was expected.
	 * @param code the code of the violation
	 * @param key the key of the text
	 */
	static Expectation as(String code, String key) {
		return new Expectation(code, Wording.of(key), List.of());
	}

	private static Expectation wrongType(Wording wording) {
		return new Expectation("WRONG_TYPE", wording, List.of());
	}

	private static String listed(List<Object> values) {
		return String.join(", ", values.stream().map(String::valueOf).toList());
	}

	private static @Nullable String example(String pattern) {
		try {
			return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).format(SAMPLE);
		}
		catch (IllegalArgumentException | DateTimeException ignored) {
			return null;
		}
	}

	private static String key(@Nullable Class<?> expected) {
		if (expected == null) {
			return "other";
		}
		Class<?> type = ClassUtils.resolvePrimitiveIfNecessary(expected);
		String known = KEYS.get(type);
		if (known != null) {
			return known;
		}
		if (INTEGERS.contains(type)) {
			return "integer";
		}
		if (Number.class.isAssignableFrom(type)) {
			return "number";
		}
		if (CharSequence.class.isAssignableFrom(type)) {
			return "string";
		}
		if (Date.class.isAssignableFrom(type) || Calendar.class.isAssignableFrom(type)) {
			return "date_time";
		}
		if (ZoneId.class.isAssignableFrom(type) || TimeZone.class.isAssignableFrom(type)) {
			return "time_zone";
		}
		if (type.isArray() || Collection.class.isAssignableFrom(type)) {
			return "array";
		}
		boolean simple = BeanUtils.isSimpleValueType(type) || Path.class.isAssignableFrom(type)
				|| File.class.isAssignableFrom(type) || type == Object.class;
		return simple ? "other" : "object";
	}

}
