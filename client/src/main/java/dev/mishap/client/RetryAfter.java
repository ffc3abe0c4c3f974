package dev.mishap.client;

import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;

/** Reads {@code Retry-After} (RFC 9110, section 10.2.3). */
final class RetryAfter {

	/** A number with more digits is longer than any time that is accepted. */
	private static final int MAX_DIGITS = 12;

	private RetryAfter() {
	}

	/**
	 * Returns the time to wait, or {@code null} if the answer does not say it.
	 * @param headers the header fields of the answer
	 * @param received when the answer came, for one without a {@code Date}
	 * @param max the longest time that is returned
	 */
	static @Nullable Duration read(HttpHeaders headers, Instant received, Duration max) {
		String value = headers.getFirst(HttpHeaders.RETRY_AFTER);
		if (value == null) {
			return null;
		}
		String text = value.trim();
		if (isSeconds(text)) {
			return clamped((text.length() > MAX_DIGITS) ? max : Duration.ofSeconds(Long.parseLong(text)), max);
		}
		Instant date = date(headers, HttpHeaders.RETRY_AFTER);
		if (date == null) {
			return null;
		}
		Instant sent = date(headers, HttpHeaders.DATE);
		return clamped(Duration.between((sent != null) ? sent : received, date), max);
	}

	private static Duration clamped(Duration time, Duration max) {
		if (time.isNegative()) {
			return Duration.ZERO;
		}
		return (time.compareTo(max) > 0) ? max : time;
	}

	private static boolean isSeconds(String text) {
		for (int i = 0; i < text.length(); i++) {
			if (text.charAt(i) < '0' || text.charAt(i) > '9') {
				return false;
			}
		}
		return !text.isEmpty();
	}

	private static @Nullable Instant date(HttpHeaders headers, String name) {
		try {
			long date = headers.getFirstDate(name);
			return (date >= 0) ? Instant.ofEpochMilli(date) : null;
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

}
