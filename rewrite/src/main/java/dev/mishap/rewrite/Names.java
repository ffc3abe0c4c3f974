package dev.mishap.rewrite;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/** Names of statuses and codes. */
final class Names {

	/** As the enums of Spring, zalando and problem4j call them. */
	private static final Map<String, Integer> STATUSES = new HashMap<>();

	static {
		String names = "400 BAD_REQUEST 401 UNAUTHORIZED 402 PAYMENT_REQUIRED 403 FORBIDDEN 404 NOT_FOUND "
				+ "405 METHOD_NOT_ALLOWED 406 NOT_ACCEPTABLE 407 PROXY_AUTHENTICATION_REQUIRED 408 REQUEST_TIMEOUT "
				+ "409 CONFLICT 410 GONE 411 LENGTH_REQUIRED 412 PRECONDITION_FAILED 413 PAYLOAD_TOO_LARGE "
				+ "413 REQUEST_ENTITY_TOO_LARGE 413 CONTENT_TOO_LARGE 414 URI_TOO_LONG 414 REQUEST_URI_TOO_LONG "
				+ "415 UNSUPPORTED_MEDIA_TYPE 416 REQUESTED_RANGE_NOT_SATISFIABLE 416 RANGE_NOT_SATISFIABLE "
				+ "417 EXPECTATION_FAILED 421 MISDIRECTED_REQUEST 422 UNPROCESSABLE_ENTITY 422 UNPROCESSABLE_CONTENT "
				+ "423 LOCKED 424 FAILED_DEPENDENCY 425 TOO_EARLY 426 UPGRADE_REQUIRED 428 PRECONDITION_REQUIRED "
				+ "429 TOO_MANY_REQUESTS 431 REQUEST_HEADER_FIELDS_TOO_LARGE 451 UNAVAILABLE_FOR_LEGAL_REASONS "
				+ "500 INTERNAL_SERVER_ERROR 501 NOT_IMPLEMENTED 502 BAD_GATEWAY 503 SERVICE_UNAVAILABLE "
				+ "504 GATEWAY_TIMEOUT 505 HTTP_VERSION_NOT_SUPPORTED 506 VARIANT_ALSO_NEGOTIATES "
				+ "507 INSUFFICIENT_STORAGE 508 LOOP_DETECTED 510 NOT_EXTENDED 511 NETWORK_AUTHENTICATION_REQUIRED";
		String[] words = names.split(" ");
		for (int i = 0; i < words.length; i += 2) {
			STATUSES.put(words[i + 1], Integer.valueOf(words[i]));
		}
	}

	private Names() {
	}

	/**
	 * Returns the number of a status.
	 * @param text the number, or the name of the constant in any case
	 * @return the number, or {@code null} if it is none
	 */
	static @Nullable Integer status(String text) {
		String name = text.strip();
		if (name.matches("\\d{3}")) {
			return Integer.valueOf(name);
		}
		return STATUSES.get(name.toUpperCase(Locale.ROOT).replace('-', '_').replace(' ', '_'));
	}

	/** Returns what a name becomes as a code, {@code OUT_OF_STOCK}. */
	static String code(String name) {
		if (name.matches("[A-Z][A-Z0-9]*(_[A-Z0-9]+)*")) {
			return name;
		}
		return name.substring(name.lastIndexOf('.') + 1)
			.replaceAll("(Exception|Error|Problem)$", "")
			.replaceAll("([a-z0-9])([A-Z])", "$1_$2")
			.replaceAll("[^A-Za-z0-9]+", "_")
			.replaceAll("^[_0-9]+|_+$", "")
			.toUpperCase(Locale.ROOT);
	}

}
