package dev.mishap.client;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Challenge of a server: how a client can authenticate itself (RFC 9110, section 11.3).
 *
 * @param scheme the scheme as it was sent, {@code Bearer}
 * @param token what stands behind the scheme instead of parameters, or {@code null}
 * @param parameters the parameters by name in lower case, values without their quotes
 * @since 0.1.0
 */
public record Challenge(String scheme, @Nullable String token, Map<String, String> parameters) {

	/**
	 * Creates a challenge from all its parts.
	 */
	public Challenge {
		parameters = parameters.isEmpty() ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
	}

	/**
	 * Returns whether the challenge is of a scheme.
	 * @param scheme the name of the scheme in any case
	 */
	public boolean is(String scheme) {
		return this.scheme.equalsIgnoreCase(scheme);
	}

	/**
	 * Returns a parameter.
	 * @param name the name in lower case, {@code error}
	 * @return the value, or {@code null} if the challenge has no such parameter
	 */
	public @Nullable String parameter(String name) {
		return this.parameters.get(name);
	}

}
