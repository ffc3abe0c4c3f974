package dev.mishap.benchmarks;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/** Reads one answer from the pieces in which it comes. */
final class AnswerParser {

	private static final int UNKNOWN = -2;

	private static final int CHUNKED = -1;

	private byte[] bytes = new byte[1024];

	private int size;

	private int bodyStart;

	private int length = UNKNOWN;

	/** Start of the line with the size of the next chunk. */
	private int nextChunk;

	boolean started() {
		return this.size > 0;
	}

	/** Returns the answer once it is whole, until then {@code null}. */
	@Nullable Answer feed(ByteBuffer input) {
		int count = input.remaining();
		if (this.size + count > this.bytes.length) {
			this.bytes = Arrays.copyOf(this.bytes, Math.max(this.size + count, 2 * this.bytes.length));
		}
		input.get(this.bytes, this.size, count);
		this.size += count;
		if (this.length == UNKNOWN && !readHead()) {
			return null;
		}
		boolean whole = (this.length == CHUNKED) ? readChunks() : this.size >= this.bodyStart + this.length;
		return whole ? answer() : null;
	}

	private boolean readHead() {
		int end = find("\r\n\r\n", 0);
		if (end < 0) {
			return false;
		}
		this.bodyStart = end + 4;
		this.nextChunk = this.bodyStart;
		String value = field("content-length");
		if (value != null) {
			this.length = Integer.parseInt(value);
		}
		else if (field("transfer-encoding") != null) {
			this.length = CHUNKED;
		}
		else {
			this.length = 0;
		}
		return true;
	}

	private boolean readChunks() {
		while (true) {
			int end = find("\r\n", this.nextChunk);
			if (end < 0) {
				return false;
			}
			String line = text(this.nextChunk, end);
			int chunk = Integer.parseInt(line, 16);
			int next = end + 2 + chunk + 2;
			if (this.size < next) {
				return false;
			}
			this.nextChunk = next;
			if (chunk == 0) {
				return true;
			}
		}
	}

	private @Nullable String field(String name) {
		String head = text(0, this.bodyStart).toLowerCase(Locale.ROOT);
		int start = head.indexOf("\r\n" + name + ":");
		if (start < 0) {
			return null;
		}
		int value = start + name.length() + 3;
		return head.substring(value, head.indexOf("\r\n", value)).trim();
	}

	private Answer answer() {
		int status = Integer.parseInt(text(9, 12));
		return new Answer(status, text(0, this.bodyStart),
				new String(this.bytes, this.bodyStart, this.size - this.bodyStart, StandardCharsets.UTF_8),
				"close".equals(field("connection")));
	}

	private String text(int start, int end) {
		return new String(this.bytes, start, end - start, StandardCharsets.ISO_8859_1);
	}

	private int find(String wanted, int from) {
		for (int i = from; i <= this.size - wanted.length(); i++) {
			int j = 0;
			while (j < wanted.length() && this.bytes[i + j] == wanted.charAt(j)) {
				j++;
			}
			if (j == wanted.length()) {
				return i;
			}
		}
		return -1;
	}

}
