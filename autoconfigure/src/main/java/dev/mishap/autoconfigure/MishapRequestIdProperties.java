package dev.mishap.autoconfigure;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Keys under {@code mishap.request-id}.
 *
 * @param header Name of the header field that carries the request ID in both directions.
 * @param trustInbound Whether a safe ID that the client or a proxy sends is kept.
 * @since 0.1.0
 */
@ConfigurationProperties("mishap.request-id")
public record MishapRequestIdProperties(@DefaultValue("X-Request-Id") String header,
		@DefaultValue("true") boolean trustInbound) {

	/**
	 * Checks the values.
	 */
	public MishapRequestIdProperties {
		PropertyChecks.fieldName("header", header);
	}

}
