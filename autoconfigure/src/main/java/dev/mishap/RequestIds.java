package dev.mishap;

import java.util.concurrent.ThreadLocalRandom;

/** Makes request IDs, and judges those that come from outside. */
final class RequestIds {

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
	static String next() {
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

	static boolean isSafe(String id) {
		if (id.isEmpty() || id.length() > MAX_LENGTH) {
			return false;
		}
		for (int i = 0; i < id.length(); i++) {
			char c = id.charAt(i);
			boolean alphanumeric = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
			if (!alphanumeric && "._:/+=-".indexOf(c) < 0) {
				return false;
			}
		}
		return true;
	}

}
