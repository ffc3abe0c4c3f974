package dev.mishap.client;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;

import org.apache.hc.core5.http.io.EofSensorInputStream;

import org.springframework.http.HttpHeaders;
import org.springframework.util.ClassUtils;

/**
 * As much of a body as is worth reading. The rest is not read: who sends too much, or too
 * slowly, must not take memory and time from us.
 */
final class BoundedBody {

	private static final int USUAL_SIZE = 1024;

	private static final int MAX_DIGITS = 18;

	private static final boolean APACHE_PRESENT = ClassUtils
		.isPresent("org.apache.hc.core5.http.io.EofSensorInputStream", BoundedBody.class.getClassLoader());

	private final int maxSize;

	private byte[] bytes = new byte[0];

	private int size;

	private boolean cut;

	private boolean broken;

	BoundedBody(int maxSize) {
		this.maxSize = maxSize;
	}

	/** Returns a body that somebody else has read. */
	static BoundedBody of(byte[] bytes) {
		BoundedBody body = new BoundedBody(bytes.length);
		body.bytes = bytes;
		body.size = bytes.length;
		return body;
	}

	/**
	 * Reads a body, and closes it if it is not read to its end: otherwise Spring would
	 * read the rest, and throw it away.
	 * @param stream the body
	 * @param maxNanos the time to read, looked at between two reads
	 */
	void read(InputStream stream, long maxNanos) {
		long start = System.nanoTime();
		try {
			while (readSome(stream)) {
				if (System.nanoTime() - start > maxNanos) {
					this.cut = true;
				}
			}
			if (this.cut) {
				leave(stream);
			}
		}
		catch (IOException | RuntimeException ex) {
			// Reactor's stream throws the one, the others the other
			this.broken = !this.cut;
		}
	}

	/**
	 * Looks at whether the body has the length that was announced: the JDK's older client
	 * does not.
	 */
	void check(HttpHeaders headers) {
		String length = headers.getFirst(HttpHeaders.CONTENT_LENGTH);
		boolean encoded = headers.containsHeader(HttpHeaders.CONTENT_ENCODING);
		if (length != null && !encoded && !this.cut && this.size > 0 && length.length() < MAX_DIGITS
				&& length.chars().allMatch((c) -> c >= '0' && c <= '9') && Long.parseLong(length) > this.size) {
			this.broken = true;
		}
	}

	/**
	 * Closes a stream that is not read to its end. Apache's client would read the rest
	 * when it is closed, however much that is.
	 */
	private static void leave(InputStream stream) throws IOException {
		if (APACHE_PRESENT && OfApache.abort(stream)) {
			return;
		}
		stream.close();
	}

	private boolean readSome(InputStream stream) throws IOException {
		if (this.cut) {
			return false;
		}
		if (this.size == this.maxSize) {
			this.cut = stream.read() >= 0;
			return false;
		}
		ensureRoom((this.size == 0) ? Math.min(USUAL_SIZE, this.maxSize) : 1);
		// no more than is there already: some streams wait until all that is asked for is
		int there = Math.max(1, Math.min(stream.available(), this.bytes.length - this.size));
		int read = stream.read(this.bytes, this.size, there);
		this.size += Math.max(0, read);
		return read >= 0;
	}

	/**
	 * Adds a piece of a body.
	 * @return whether there is room for more
	 */
	synchronized boolean add(ByteBuffer piece) {
		if (this.cut) {
			return false;
		}
		int length = piece.remaining();
		int fits = Math.min(length, this.maxSize - this.size);
		ensureRoom(fits);
		piece.get(this.bytes, this.size, fits);
		this.size += fits;
		this.cut = fits < length;
		return !this.cut;
	}

	private void ensureRoom(int more) {
		if (this.size + more > this.bytes.length) {
			this.bytes = Arrays.copyOf(this.bytes, Math.min(this.maxSize, Math.max(this.size + more, this.size * 2)));
		}
	}

	/** Tells that the body has ended before it was complete. */
	void breakOff() {
		this.broken = true;
	}

	/**
	 * Tells that the body went on. Who adds to it may be on another thread, and adds
	 * nothing from here on.
	 */
	synchronized void cut() {
		this.cut = true;
	}

	/** Returns what was read; nothing of a body that ended before it was complete. */
	byte[] bytes() {
		if (this.broken) {
			return new byte[0];
		}
		if (this.bytes.length != this.size) {
			this.bytes = Arrays.copyOf(this.bytes, this.size);
		}
		return this.bytes;
	}

	boolean isCut() {
		return this.cut;
	}

	/** Away from the rest, as its classes may be absent. */
	private static final class OfApache {

		static boolean abort(InputStream stream) throws IOException {
			if (stream instanceof EofSensorInputStream body) {
				body.abort();
				return true;
			}
			return false;
		}

	}

}
