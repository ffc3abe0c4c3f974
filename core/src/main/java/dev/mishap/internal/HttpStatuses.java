package dev.mishap.internal;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Error statuses of the IANA registry as of 2026-11, with the code and the phrase that
 * stand for each.
 */
public final class HttpStatuses {

	private static final int FIRST = 400;

	/** By status, from 400 on. */
	private static final @Nullable Entry[] ENTRIES = new Entry[200];

	private static final List<Integer> ALL = new ArrayList<>();

	static {
		add(400, "BAD_REQUEST", "Bad Request");
		add(401, "UNAUTHENTICATED", "Unauthorized");
		add(402, "PAYMENT_REQUIRED", "Payment Required");
		add(403, "FORBIDDEN", "Forbidden");
		add(404, "NOT_FOUND", "Not Found");
		add(405, "METHOD_NOT_ALLOWED", "Method Not Allowed");
		add(406, "NOT_ACCEPTABLE", "Not Acceptable");
		add(407, "PROXY_AUTHENTICATION_REQUIRED", "Proxy Authentication Required");
		add(408, "REQUEST_TIMEOUT", "Request Timeout");
		add(409, "CONFLICT", "Conflict");
		add(410, "GONE", "Gone");
		add(411, "LENGTH_REQUIRED", "Length Required");
		add(412, "PRECONDITION_FAILED", "Precondition Failed");
		add(413, "CONTENT_TOO_LARGE", "Content Too Large");
		add(414, "URI_TOO_LONG", "URI Too Long");
		add(415, "UNSUPPORTED_MEDIA_TYPE", "Unsupported Media Type");
		add(416, "RANGE_NOT_SATISFIABLE", "Range Not Satisfiable");
		add(417, "EXPECTATION_FAILED", "Expectation Failed");
		add(418, "UNUSED_STATUS", "(Unused)");
		add(421, "MISDIRECTED_REQUEST", "Misdirected Request");
		add(422, "UNPROCESSABLE_CONTENT", "Unprocessable Content");
		add(423, "LOCKED", "Locked");
		add(424, "FAILED_DEPENDENCY", "Failed Dependency");
		add(425, "TOO_EARLY", "Too Early");
		add(426, "UPGRADE_REQUIRED", "Upgrade Required");
		add(428, "PRECONDITION_REQUIRED", "Precondition Required");
		add(429, "TOO_MANY_REQUESTS", "Too Many Requests");
		add(431, "REQUEST_HEADERS_TOO_LARGE", "Request Header Fields Too Large");
		add(451, "UNAVAILABLE_FOR_LEGAL_REASONS", "Unavailable For Legal Reasons");
		add(500, "INTERNAL_ERROR", "Internal Server Error");
		add(501, "NOT_IMPLEMENTED", "Not Implemented");
		add(502, "BAD_GATEWAY", "Bad Gateway");
		add(503, "SERVICE_UNAVAILABLE", "Service Unavailable");
		add(504, "GATEWAY_TIMEOUT", "Gateway Timeout");
		add(505, "HTTP_VERSION_NOT_SUPPORTED", "HTTP Version Not Supported");
		add(506, "VARIANT_ALSO_NEGOTIATES", "Variant Also Negotiates");
		add(507, "INSUFFICIENT_STORAGE", "Insufficient Storage");
		add(508, "LOOP_DETECTED", "Loop Detected");
		add(510, "NOT_EXTENDED", "Not Extended");
		add(511, "NETWORK_AUTHENTICATION_REQUIRED", "Network Authentication Required");
	}

	private HttpStatuses() {
	}

	private static void add(int status, String code, String phrase) {
		ENTRIES[status - FIRST] = new Entry(code, phrase);
		ALL.add(status);
	}

	/** Returns whether the status is a registered error status. */
	public static boolean isRegistered(int status) {
		return find(status) != null;
	}

	/** Returns the code of a status; that of its class where it isn't registered. */
	public static String code(int status) {
		return entry(status).code();
	}

	/** Returns the phrase of a status; that of its class where it isn't registered. */
	public static String phrase(int status) {
		return entry(status).phrase();
	}

	/** Returns all registered error statuses in their order. */
	public static Iterable<Integer> all() {
		return Collections.unmodifiableList(ALL);
	}

	@SuppressWarnings("NullAway")
	private static Entry entry(int status) {
		Entry entry = find(status);
		return (entry != null) ? entry : find((status < 500) ? 400 : 500);
	}

	private static @Nullable Entry find(int status) {
		int index = status - FIRST;
		return (index >= 0 && index < ENTRIES.length) ? ENTRIES[index] : null;
	}

	private record Entry(String code, String phrase) {

	}

}
