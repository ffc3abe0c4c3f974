package dev.mishap.testing;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * HTTP client that sends exactly the bytes it is given and shows exactly what came back:
 * whether the message was whole, and whether the server closed the connection.
 */
public final class RawHttp {

	private static final int TIMEOUT_MILLIS = 30_000;

	private final int port;

	public RawHttp(int port) {
		this.port = port;
	}

	/**
	 * Sends a request without body and asks the server to close afterwards.
	 * @param method the method
	 * @param target the target
	 * @param headers header lines, {@code Name: value}
	 */
	public Answer send(String method, String target, String... headers) {
		return raw(head(method, target, headers) + "\r\n");
	}

	/** Sends a request with a body of known length. */
	public Answer sendBody(String method, String target, String contentType, String body, String... headers) {
		byte[] content = body.getBytes(StandardCharsets.UTF_8);
		String head = head(method, target, headers) + "Content-Type: " + contentType + "\r\nContent-Length: "
				+ content.length + "\r\n\r\n";
		return bytes(concat(head.getBytes(StandardCharsets.ISO_8859_1), content));
	}

	public Answer json(String method, String target, String body, String... headers) {
		return sendBody(method, target, "application/json", body, headers);
	}

	private static String head(String method, String target, String... headers) {
		StringBuilder head = new StringBuilder(method).append(' ').append(target).append(" HTTP/1.1\r\n");
		head.append("Host: localhost\r\nConnection: close\r\n");
		for (String header : headers) {
			head.append(header).append("\r\n");
		}
		return head.toString();
	}

	/** Sends text as it is, ISO-8859-1, and reads one answer. */
	public Answer raw(String text) {
		return bytes(text.getBytes(StandardCharsets.ISO_8859_1));
	}

	/** Sends bytes as they are, and reads one answer. */
	public Answer bytes(byte[] request) {
		boolean head = new String(request, 0, Math.min(5, request.length), StandardCharsets.ISO_8859_1).equals("HEAD ");
		try (Socket socket = open()) {
			try {
				socket.getOutputStream().write(request);
				socket.getOutputStream().flush();
			}
			catch (SocketException ignored) {
				// the server may refuse before it has read everything
			}
			return read(socket, head);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** Opens a connection for tests that talk step by step. */
	public Socket open() throws IOException {
		Socket socket = new Socket("127.0.0.1", this.port);
		socket.setSoTimeout(TIMEOUT_MILLIS);
		return socket;
	}

	private static byte[] concat(byte[] first, byte[] second) {
		byte[] all = new byte[first.length + second.length];
		System.arraycopy(first, 0, all, 0, first.length);
		System.arraycopy(second, 0, all, first.length, second.length);
		return all;
	}

	/**
	 * Reads one final answer; interim ones (1xx) are kept beside it.
	 * @param socket the connection
	 * @param head whether the request was HEAD
	 */
	public static Answer read(Socket socket, boolean head) throws IOException {
		return read(socket, head, true);
	}

	/**
	 * The same. Whether the server closes after an answer without a body can be left to
	 * whoever asks for something else on the connection: otherwise that is waited for.
	 */
	public static Answer read(Socket socket, boolean head, boolean waitForClose) throws IOException {
		Input in = new Input(socket.getInputStream());
		List<Integer> interim = new ArrayList<>();
		while (true) {
			String statusLine = in.line();
			if (statusLine == null) {
				return new Answer(0, "", Map.of(), new byte[0], false, true, interim);
			}
			int status = Integer.parseInt(statusLine.split(" ")[1]);
			Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
			String line = in.line();
			while (line != null && !line.isEmpty()) {
				int colon = line.indexOf(':');
				headers.computeIfAbsent(line.substring(0, colon), (name) -> new ArrayList<>())
					.add(line.substring(colon + 1).trim());
				line = in.line();
			}
			if (status < 200) {
				interim.add(status);
				continue;
			}
			return body(in, statusLine, status, headers, head, waitForClose, interim);
		}
	}

	private static Answer body(Input in, String statusLine, int status, Map<String, List<String>> headers, boolean head,
			boolean waitForClose, List<Integer> interim) throws IOException {
		ByteArrayOutputStream content = new ByteArrayOutputStream();
		boolean whole = true;
		boolean bodyless = head || status == 204 || status == 304;
		try {
			if (!bodyless && headers.containsKey("Transfer-Encoding")) {
				whole = in.chunks(content);
			}
			else if (!bodyless && headers.containsKey("Content-Length")) {
				whole = in.exactly(Integer.parseInt(headers.get("Content-Length").get(0)), content);
			}
			else if (!bodyless) {
				in.rest(content);
			}
			boolean announced = headers.getOrDefault("Connection", List.of()).contains("close");
			boolean closed = !whole || in.restIfClosing(content, announced || (bodyless && waitForClose));
			return new Answer(status, statusLine, headers, content.toByteArray(), whole, closed, interim);
		}
		catch (SocketException ex) {
			return new Answer(status, statusLine, headers, content.toByteArray(), false, true, interim);
		}
	}

	/** Reads protocol elements. */
	private static final class Input {

		private final InputStream in;

		Input(InputStream in) {
			this.in = in;
		}

		String line() throws IOException {
			ByteArrayOutputStream line = new ByteArrayOutputStream();
			int b;
			try {
				b = this.in.read();
			}
			catch (SocketException ex) {
				return null;
			}
			if (b < 0) {
				return null;
			}
			while (b >= 0 && b != '\n') {
				line.write(b);
				b = this.in.read();
			}
			String text = line.toString(StandardCharsets.ISO_8859_1);
			return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
		}

		boolean exactly(int length, ByteArrayOutputStream content) throws IOException {
			byte[] bytes = this.in.readNBytes(length);
			content.writeBytes(bytes);
			return bytes.length == length;
		}

		boolean chunks(ByteArrayOutputStream content) throws IOException {
			while (true) {
				String size = line();
				if (size == null || size.isEmpty()) {
					return false;
				}
				int length = Integer.parseInt(size.split(";")[0].trim(), 16);
				if (length == 0) {
					return line() != null;
				}
				if (!exactly(length, content)) {
					return false;
				}
				line();
			}
		}

		void rest(ByteArrayOutputStream content) throws IOException {
			content.writeBytes(this.in.readAllBytes());
		}

		/** Returns whether the server closes; what still comes is part of the finding. */
		boolean restIfClosing(ByteArrayOutputStream content, boolean expected) throws IOException {
			if (!expected) {
				return false;
			}
			try {
				rest(content);
				return true;
			}
			catch (SocketTimeoutException | EOFException ex) {
				return false;
			}
			catch (SocketException ex) {
				// of a message that is whole already, a reset takes nothing
				return true;
			}
		}

	}

	/**
	 * Answer of a server.
	 *
	 * @param status the status, 0 if the server closed without a word
	 * @param statusLine the status line
	 * @param headers the header fields, names in any case
	 * @param content the content, chunks put together
	 * @param whole whether the message was complete
	 * @param closed whether the server closed the connection
	 * @param interim the interim statuses that came before
	 */
	public record Answer(int status, String statusLine, Map<String, List<String>> headers, byte[] content,
			boolean whole, boolean closed, List<Integer> interim) {

		public String body() {
			return new String(this.content, StandardCharsets.UTF_8);
		}

		/**
		 * Returns the value of a field, {@code null} if absent; fails if it has two
		 * lines.
		 */
		public String header(String name) {
			List<String> values = this.headers.get(name);
			if (values == null) {
				return null;
			}
			if (values.size() > 1) {
				throw new AssertionError(name + " has several lines: " + values);
			}
			return values.get(0);
		}

		public List<String> headerLines(String name) {
			return this.headers.getOrDefault(name, List.of());
		}

	}

}
