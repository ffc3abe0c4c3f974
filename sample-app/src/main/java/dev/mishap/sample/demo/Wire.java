package dev.mishap.sample.demo;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Sends a request over a socket and shows every byte of the answer, interim answers and
 * broken ones included, which a browser keeps from its scripts.
 */
final class Wire {

	private static final int TIMEOUT_MILLIS = 5000;

	private static final String INTERIM = "HTTP/1.1 1";

	private static final Pattern LENGTH = Pattern.compile("(?i)\r\nContent-Length: *(\\d{1,8})");

	private static final int MAX_ANSWER = 64 * 1024;

	private final int port;

	Wire(int port) {
		this.port = port;
	}

	/**
	 * Sends a request.
	 * @param head request line and header fields, each ended by CRLF
	 * @param body the body, sent after a 100 if the head expects one
	 */
	Exchange send(String head, String body) throws IOException {
		boolean expects = head.contains("\r\nExpect: 100-continue\r\n");
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), this.port)) {
			socket.setSoTimeout(TIMEOUT_MILLIS);
			OutputStream out = socket.getOutputStream();
			write(out, head + "\r\n");
			InputStream in = socket.getInputStream();
			ByteArrayOutputStream answer = new ByteArrayOutputStream();
			boolean sent = !expects || readHead(in, answer).startsWith(INTERIM);
			if (sent) {
				write(out, body);
			}
			readAnswer(in, answer);
			return new Exchange(head + "\r\n" + (sent ? body : ""), answer.toString(StandardCharsets.UTF_8));
		}
	}

	private static void write(OutputStream out, String text) throws IOException {
		try {
			out.write(text.getBytes(StandardCharsets.UTF_8));
			out.flush();
		}
		catch (SocketException ignored) {
			// a server may answer and close before it has read everything
		}
	}

	/**
	 * Reads the answer up to its announced length, or else to the end: a server that
	 * refuses a body may keep the connection open for it.
	 */
	private static void readAnswer(InputStream in, ByteArrayOutputStream answer) throws IOException {
		try {
			String head = readHead(in, answer);
			while (head.startsWith(INTERIM)) {
				head = readHead(in, answer);
			}
			Matcher length = LENGTH.matcher(head);
			int rest = length.find() ? Integer.parseInt(length.group(1)) : MAX_ANSWER;
			byte[] buffer = new byte[4096];
			int count = in.read(buffer, 0, Math.min(rest, buffer.length));
			while (count > 0) {
				answer.write(buffer, 0, count);
				rest -= count;
				count = in.read(buffer, 0, Math.min(rest, buffer.length));
			}
		}
		catch (SocketException | SocketTimeoutException ignored) {
			// what has arrived until then is the answer
		}
	}

	private static String readHead(InputStream in, ByteArrayOutputStream answer) throws IOException {
		StringBuilder head = new StringBuilder();
		int b = 0;
		while (b >= 0 && head.indexOf("\r\n\r\n") < 0) {
			b = in.read();
			if (b >= 0) {
				head.append((char) b);
				answer.write(b);
			}
		}
		return head.toString();
	}

	/**
	 * What went over the wire.
	 *
	 * @param request what was sent
	 * @param response what came back
	 */
	record Exchange(String request, String response) {

	}

}
