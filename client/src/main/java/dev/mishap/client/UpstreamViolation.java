package dev.mishap.client;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import dev.mishap.Violation.Location;
import org.jspecify.annotations.Nullable;

/**
 * One part of the request that the other service found invalid.
 *
 * @param location the kind of place, or {@code null} if the answer does not say it
 * @param name the name of the place, empty if the answer does not say it; for
 * {@link Location#BODY} a JSON Pointer in its fragment form (RFC 6901, section 6),
 * {@code #/items/0/price}
 * @param code the reason as the other service calls it, or {@code null}
 * @param detail the text, or {@code null}
 * @param attributes further members with a text, a number or a boolean, such as
 * {@code min} and {@code max}; never the value that was sent
 * @since 0.1.0
 */
public record UpstreamViolation(@Nullable Location location, String name, @Nullable String code,
		@Nullable String detail, Map<String, Object> attributes) {

	/**
	 * Creates a violation from all its parts.
	 */
	public UpstreamViolation {
		attributes = attributes.isEmpty() ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
	}

}
