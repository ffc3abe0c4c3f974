package dev.mishap.autoconfigure.input;

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
import java.util.Calendar;
import java.util.Collection;
import java.util.Currency;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import java.util.UUID;

import dev.mishap.Wording;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.BeanUtils;
import org.springframework.util.ClassUtils;

/**
 * What was expected in place of a value, in words that need no knowledge of Java.
 *
 * @param key the key of the text below {@code WRONG_TYPE}
 * @param example an example in a format of the application's own, or {@code null}
 */
record Expectation(String key, @Nullable String example) {

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
	 * Returns what a value of a class looks like.
	 * @param type the class
	 * @param pattern the pattern of a date or time that the application has set, or
	 * {@code null}
	 */
	static Expectation of(@Nullable Class<?> type, @Nullable String pattern) {
		if (type == null) {
			return new Expectation("other", null);
		}
		Class<?> boxed = ClassUtils.resolvePrimitiveIfNecessary(type);
		String example = (pattern != null && !pattern.isEmpty()) ? example(pattern) : null;
		return (example != null) ? new Expectation("pattern", example) : new Expectation(key(boxed), null);
	}

	private static @Nullable String example(String pattern) {
		try {
			return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).format(SAMPLE);
		}
		catch (IllegalArgumentException | DateTimeException ignored) {
			return null;
		}
	}

	private static String key(Class<?> type) {
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

	Wording wording() {
		return (this.example != null) ? Wording.of("WRONG_TYPE." + this.key, this.example)
				: Wording.of("WRONG_TYPE." + this.key);
	}

}
