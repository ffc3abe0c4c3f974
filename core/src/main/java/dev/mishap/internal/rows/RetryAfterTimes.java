package dev.mishap.internal.rows;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.function.LongUnaryOperator;

import dev.mishap.Problem;
import dev.mishap.ProblemContext;
import dev.mishap.ProblemCustomizer;
import dev.mishap.ProblemRequest;
import dev.mishap.internal.HeaderFields.OwedHeader;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Writes every {@code Retry-After} in the configured form, with jitter so that clients
 * that were turned away together don't come back together, and knows the time to announce
 * where nobody has a better one. A time that is too long is cut: another service's
 * mistake must not keep our clients away.
 */
@Order(Ordered.LOWEST_PRECEDENCE)
public final class RetryAfterTimes implements OwedHeader, ProblemCustomizer {

	private static final Log logger = LogFactory.getLog(RetryAfterTimes.class);

	private static final String RETRY_AFTER = "Retry-After";

	/**
	 * A number with more digits does not fit a {@code long}, and would be too long a
	 * time.
	 */
	private static final int MAX_DIGITS = 18;

	private static final DateTimeFormatter IMF_FIXDATE = DateTimeFormatter
		.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
		.withZone(ZoneOffset.UTC);

	private final Form form;

	private final Clock clock;

	private final LongUnaryOperator random;

	/**
	 * Creates the times.
	 * @param form how the times are written
	 * @param clock the clock
	 * @param random a random number from zero up to, and including, the given one
	 */
	public RetryAfterTimes(Form form, Clock clock, LongUnaryOperator random) {
		this.form = form;
		this.clock = clock;
		this.random = random;
	}

	@Override
	public String field() {
		return RETRY_AFTER;
	}

	@Override
	public List<String> values(ProblemRequest request) {
		return List.of(write(this.form.fallback()));
	}

	@Override
	public Problem customize(Problem problem, ProblemContext context) {
		String value = problem.header(RETRY_AFTER);
		if (value == null) {
			return problem;
		}
		if (isSeconds(value)) {
			String written = write(
					(value.length() > MAX_DIGITS) ? this.form.max() : Duration.ofSeconds(Long.parseLong(value)));
			return written.equals(value) ? problem : problem.withHeader(RETRY_AFTER, written);
		}
		Instant date = date(value);
		if (date != null) {
			boolean late = date.isAfter(Instant.now(this.clock).plus(this.form.max()));
			return late ? problem.withHeader(RETRY_AFTER, write(this.form.max())) : problem;
		}
		logger.warn("A Retry-After that is neither seconds nor an HTTP date was left out: RFC 9110, section 10.2.3");
		return problem.withHeader(RETRY_AFTER);
	}

	private String write(Duration wanted) {
		Duration max = this.form.max();
		Duration delay = (wanted.compareTo(max) > 0) ? max : wanted;
		long millis = Math.max(1000, delay.toMillis()) + this.random.applyAsLong(this.form.jitter().toMillis());
		long seconds = (millis + 999) / 1000;
		if (this.form.unit() == Unit.SECONDS) {
			return Long.toString(seconds);
		}
		// a second more, as the date has no fraction
		return IMF_FIXDATE.format(Instant.now(this.clock).plusSeconds(seconds).plusMillis(999));
	}

	private static boolean isSeconds(String value) {
		for (int i = 0; i < value.length(); i++) {
			if (value.charAt(i) < '0' || value.charAt(i) > '9') {
				return false;
			}
		}
		return !value.isEmpty();
	}

	private static @Nullable Instant date(String value) {
		try {
			return IMF_FIXDATE.parse(value, Instant::from);
		}
		catch (DateTimeException ex) {
			return null;
		}
	}

	/**
	 * How times are written.
	 *
	 * @param fallback the time where nothing better is known
	 * @param unit seconds or a date
	 * @param jitter random time that is added at the most
	 * @param max the longest time, whoever asks for more
	 */
	public record Form(Duration fallback, Unit unit, Duration jitter, Duration max) {

	}

	/** How a time to wait is written (RFC 9110, section 10.2.3). */
	public enum Unit {

		/** Whole seconds from now. */
		SECONDS,

		/** Point in time, as an IMF-fixdate. */
		HTTP_DATE

	}

}
