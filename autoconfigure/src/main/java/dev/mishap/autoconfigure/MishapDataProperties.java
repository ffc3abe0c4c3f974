package dev.mishap.autoconfigure;

import java.util.Map;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Keys under {@code mishap.data}.
 *
 * @param constraints Code of the problem for each constraint of the database, by its
 * name.
 * @param emptyResultNotFound Whether a query that finds nothing where it has to find
 * something is answered with 404 instead of 500.
 * @since 0.1.0
 */
@ConfigurationProperties("mishap.data")
public record MishapDataProperties(@DefaultValue Map<String, String> constraints,
		@DefaultValue("false") boolean emptyResultNotFound) {

	/**
	 * Checks the values.
	 */
	public MishapDataProperties {
		constraints.forEach((name, code) -> PropertyChecks.code("constraints." + name, code,
				"Write it in UPPER_SNAKE, 1 to 63 characters, such as EMAIL_TAKEN."));
	}

}
