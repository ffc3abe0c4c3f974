package dev.mishap.autoconfigure;

import java.time.Duration;

import dev.mishap.internal.rows.RetryAfterTimes;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Keys under {@code mishap.retry-after}.
 *
 * @param fallback Time announced with 429 and 503 where nothing better is known.
 * @param form Form in which the time is written.
 * @param jitter Random time that is added at the most, so that clients do not come back
 * all at once.
 * @param max Longest time announced, whoever asks for more.
 * @since 0.1.0
 */
@ConfigurationProperties("mishap.retry-after")
public record MishapRetryAfterProperties(@DefaultValue("10s") Duration fallback,
		@DefaultValue("seconds") RetryAfterTimes.Unit form, @DefaultValue("0s") Duration jitter,
		@DefaultValue("7d") Duration max) {

	/**
	 * Checks the values.
	 */
	public MishapRetryAfterProperties {
		PropertyChecks.positive("fallback", fallback);
		PropertyChecks.notNegative("jitter", jitter);
		PropertyChecks.positive("max", max);
	}

	RetryAfterTimes.Form toForm() {
		return new RetryAfterTimes.Form(this.fallback, this.form, this.jitter, this.max);
	}

}
