package dev.mishap.internal;

import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;

import dev.mishap.RequestIdMdc;
import io.micrometer.context.ThreadLocalAccessor;
import org.jspecify.annotations.Nullable;

/** Makes request IDs, and judges those that come from outside. */
public final class RequestIds {

	private static final byte[] CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
		.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);

	private static final int MAX_LENGTH = 128;

	private RequestIds() {
	}

	/**
	 * Returns {@code req_} and a ULID: 48 bits of time in milliseconds, then 80 random
	 * bits. The random bits need to be distinct, not secret.
	 */
	@SuppressWarnings("deprecation")
	public static String next() {
		ThreadLocalRandom random = ThreadLocalRandom.current();
		byte[] id = new byte[30];
		id[0] = 'r';
		id[1] = 'e';
		id[2] = 'q';
		id[3] = '_';
		long time = System.currentTimeMillis();
		for (int i = 13; i >= 4; i--) {
			id[i] = CROCKFORD[(int) (time & 31)];
			time >>>= 5;
		}
		fill(id, 14, random.nextLong());
		fill(id, 22, random.nextLong());
		return new String(id, 0);
	}

	private static void fill(byte[] id, int from, long bits) {
		for (int i = from; i < from + 8; i++) {
			id[i] = CROCKFORD[(int) (bits & 31)];
			bits >>>= 5;
		}
	}

	/**
	 * Returns a safe ID as it stands in a URI: an ID has no say in which authority or
	 * path the URI names (RFC 3986, section 2.2).
	 */
	static String encoded(String id) {
		StringBuilder encoded = new StringBuilder(id.length());
		for (int i = 0; i < id.length(); i++) {
			char c = id.charAt(i);
			if (isAlphanumeric(c) || c == '.' || c == '_' || c == '-') {
				encoded.append(c);
			}
			else {
				encoded.append('%').append(Integer.toHexString(c).toUpperCase(Locale.ROOT));
			}
		}
		return encoded.toString();
	}

	/**
	 * Returns whether an ID, or anything that others send, can stand in a header field
	 * and in a line of the log: 1 to 128 characters of which none means anything there.
	 * @param id the ID
	 */
	public static boolean isSafe(String id) {
		if (id.isEmpty() || id.length() > MAX_LENGTH) {
			return false;
		}
		for (int i = 0; i < id.length(); i++) {
			char c = id.charAt(i);
			if (!isAlphanumeric(c) && "._:/+=-".indexOf(c) < 0) {
				return false;
			}
		}
		return true;
	}

	private static boolean isAlphanumeric(char c) {
		return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
	}

	/**
	 * Takes the request ID of the MDC along wherever Micrometer's context propagation
	 * takes a trace along: executors that are decorated or wrapped by it, and chains of
	 * Reactor. That library finds this class by itself; where it is absent nobody loads
	 * it.
	 */
	public static final class Accessor implements ThreadLocalAccessor<String> {

		/**
		 * Key of the request ID in a snapshot of the context, and in the context of
		 * Reactor.
		 */
		public static final String KEY = "mishap.request_id";

		/**
		 * Creates the accessor.
		 */
		public Accessor() {
		}

		@Override
		public Object key() {
			return KEY;
		}

		@Override
		public @Nullable String getValue() {
			return RequestIdMdc.get();
		}

		@Override
		public void setValue(String requestId) {
			RequestIdMdc.set(requestId);
		}

		@Override
		public void setValue() {
			RequestIdMdc.set(null);
		}

		@Override
		public void restore(String requestId) {
			RequestIdMdc.set(requestId);
		}

		@Override
		public void restore() {
			RequestIdMdc.set(null);
		}

	}

}
