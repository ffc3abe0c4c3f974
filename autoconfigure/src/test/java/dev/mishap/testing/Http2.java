package dev.mishap.testing;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.apache.coyote.http2.HPackHuffman;

/**
 * Client of HTTP/2 in cleartext with prior knowledge (RFC 9113) that sends one request
 * and shows the frames that came back for it.
 */
public final class Http2 {

	private static final int DATA = 0;

	private static final int HEADERS = 1;

	private static final int RST_STREAM = 3;

	private static final int SETTINGS = 4;

	private static final int WINDOW_UPDATE = 8;

	private static final int END_STREAM = 1;

	private static final int END_HEADERS = 4;

	private static final int PADDED = 8;

	private static final int MAX_WINDOW = 0x7FFFFFFF;

	private static final int TIMEOUT_MILLIS = 30_000;

	/** Static table of RFC 7541, appendix A. */
	private static final List<String> STATIC = List.of(("|:authority|:method=GET|:method=POST|:path=/|"
			+ ":path=/index.html|:scheme=http|:scheme=https|:status=200|:status=204|:status=206|:status=304|"
			+ ":status=400|:status=404|:status=500|accept-charset|accept-encoding=gzip, deflate|accept-language|"
			+ "accept-ranges|accept|access-control-allow-origin|age|allow|authorization|cache-control|"
			+ "content-disposition|content-encoding|content-language|content-length|content-location|content-range|"
			+ "content-type|cookie|date|etag|expect|expires|from|host|if-match|if-modified-since|if-none-match|"
			+ "if-range|if-unmodified-since|last-modified|link|location|max-forwards|proxy-authenticate|"
			+ "proxy-authorization|range|referer|refresh|retry-after|server|set-cookie|strict-transport-security|"
			+ "transfer-encoding|user-agent|vary|via|www-authenticate")
		.split("\\|"));

	private final int port;

	private final int timeoutMillis;

	public Http2(int port) {
		this(port, TIMEOUT_MILLIS);
	}

	/** Creates a client that waits so long for each frame. */
	public Http2(int port, int timeoutMillis) {
		this.port = port;
		this.timeoutMillis = timeoutMillis;
	}

	/** Sends a request without body and reads its frames until the stream has ended. */
	public Frames send(String method, String path) throws Exception {
		return send(method, path, () -> {
		});
	}

	/**
	 * The same, with something to be done or waited for before the connection is closed.
	 */
	public Frames send(String method, String path, Runnable beforeClose) throws Exception {
		try (Socket socket = new Socket("127.0.0.1", this.port)) {
			socket.setSoTimeout(this.timeoutMillis);
			OutputStream out = socket.getOutputStream();
			out.write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
			// no dynamic table, and a window that never fills
			frame(out, SETTINGS, 0, 0,
					ByteBuffer.allocate(12)
						.putShort((short) 1)
						.putInt(0)
						.putShort((short) 4)
						.putInt(MAX_WINDOW)
						.array());
			frame(out, WINDOW_UPDATE, 0, 0, ByteBuffer.allocate(4).putInt(MAX_WINDOW - 0xFFFF).array());
			frame(out, HEADERS, END_STREAM | END_HEADERS, 1, headers(method, path));
			Frames frames = read(new DataInputStream(new BufferedInputStream(socket.getInputStream())), out);
			beforeClose.run();
			return frames;
		}
	}

	private static void frame(OutputStream out, int type, int flags, int stream, byte[] payload) throws IOException {
		ByteBuffer frame = ByteBuffer.allocate(9 + payload.length);
		frame.put((byte) 0).putShort((short) payload.length).put((byte) type).put((byte) flags).putInt(stream);
		out.write(frame.put(payload).array());
		out.flush();
	}

	private static byte[] headers(String method, String path) {
		ByteArrayOutputStream block = new ByteArrayOutputStream();
		literal(block, ":method", method);
		literal(block, ":scheme", "http");
		literal(block, ":path", path);
		literal(block, ":authority", "localhost");
		return block.toByteArray();
	}

	private static void literal(ByteArrayOutputStream block, String name, String value) {
		block.write(0);
		block.write(name.length());
		block.writeBytes(name.getBytes(StandardCharsets.US_ASCII));
		block.write(value.length());
		block.writeBytes(value.getBytes(StandardCharsets.US_ASCII));
	}

	private static Frames read(DataInputStream in, OutputStream out) throws Exception {
		List<String> order = new ArrayList<>();
		Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
		ByteArrayOutputStream content = new ByteArrayOutputStream();
		boolean open = true;
		while (open) {
			int length = (in.readUnsignedByte() << 16) | in.readUnsignedShort();
			int type = in.readUnsignedByte();
			int flags = in.readUnsignedByte();
			int stream = in.readInt() & MAX_WINDOW;
			byte[] payload = in.readNBytes(length);
			if (type == SETTINGS && flags == 0) {
				frame(out, SETTINGS, 1, 0, new byte[0]);
			}
			if (stream != 1) {
				continue;
			}
			switch (type) {
				case HEADERS -> {
					order.add("HEADERS");
					decode(ByteBuffer.wrap(payload), headers);
				}
				case DATA -> {
					order.add("DATA");
					int padding = ((flags & PADDED) != 0) ? payload[0] & 0xFF : -1;
					content.write(payload, padding < 0 ? 0 : 1, length - (padding + 1));
				}
				case RST_STREAM -> {
					order.add("RST_STREAM");
					open = false;
				}
				default -> order.add("frame " + type);
			}
			if ((type == HEADERS || type == DATA) && (flags & END_STREAM) != 0) {
				order.add("END_STREAM");
				open = false;
			}
		}
		return new Frames(order, headers, content.toByteArray());
	}

	private static void decode(ByteBuffer block, Map<String, List<String>> headers) throws Exception {
		while (block.hasRemaining()) {
			int first = block.get(block.position()) & 0xFF;
			if (first >= 0x80) {
				String[] entry = STATIC.get(integer(block, 7)).split("=", 2);
				add(headers, entry[0], (entry.length > 1) ? entry[1] : "");
			}
			else if ((first & 0xE0) == 0x20) {
				integer(block, 5);
			}
			else {
				int index = integer(block, ((first & 0xC0) == 0x40) ? 6 : 4);
				String name = (index == 0) ? string(block) : STATIC.get(index).split("=", 2)[0];
				add(headers, name, string(block));
			}
		}
	}

	private static void add(Map<String, List<String>> headers, String name, String value) {
		headers.computeIfAbsent(name, (key) -> new ArrayList<>()).add(value);
	}

	private static int integer(ByteBuffer block, int bits) {
		int max = (1 << bits) - 1;
		int value = block.get() & max;
		if (value < max) {
			return value;
		}
		int shift = 0;
		int next;
		do {
			next = block.get() & 0xFF;
			value += (next & 0x7F) << shift;
			shift += 7;
		}
		while (next >= 0x80);
		return value;
	}

	private static String string(ByteBuffer block) throws Exception {
		boolean huffman = block.get(block.position()) < 0;
		int length = integer(block, 7);
		if (huffman) {
			StringBuilder text = new StringBuilder();
			HPackHuffman.decode(block, length, text);
			return text.toString();
		}
		byte[] bytes = new byte[length];
		block.get(bytes);
		return new String(bytes, StandardCharsets.ISO_8859_1);
	}

	/**
	 * Frames of one stream.
	 *
	 * @param order the names of the frames as they came, END_STREAM where the flag was
	 * set
	 * @param headers the header fields, {@code :status} included
	 * @param content the content
	 */
	public record Frames(List<String> order, Map<String, List<String>> headers, byte[] content) {

		public String body() {
			return new String(this.content, StandardCharsets.UTF_8);
		}

		/** Returns the answer in the form of HTTP/1.1, for the same assertions. */
		public RawHttp.Answer answer() {
			int status = Integer.parseInt(this.headers.get(":status").get(0));
			return new RawHttp.Answer(status, "HTTP/2 " + status, this.headers, this.content,
					this.order.contains("END_STREAM"), false, List.of());
		}

	}

}
