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

/**
 * Sends a request over a socket and shows every byte of the answer, interim answers and
 * broken ones included, which a browser keeps from its scripts.
 */
final class Wire {

	private static final int TIMEOUT_MILLIS = 5000;

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
			boolean sent = !expects || readHead(in, answer).startsWith("HTTP/1.1 100");
			if (sent) {
				write(out, body);
			}
			readRest(in, answer);
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

	private static String readHead(InputStream in, ByteArrayOutputStream answer) throws IOException {
		while (!answer.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
			int b = in.read();
			if (b < 0) {
				break;
			}
			answer.write(b);
		}
		return answer.toString(StandardCharsets.ISO_8859_1);
	}

	private static void readRest(InputStream in, ByteArrayOutputStream answer) throws IOException {
		byte[] buffer = new byte[4096];
		try {
			int count = in.read(buffer);
			while (count >= 0 && answer.size() < MAX_ANSWER) {
				answer.write(buffer, 0, count);
				count = in.read(buffer);
			}
		}
		catch (SocketException | SocketTimeoutException ignored) {
			// what has arrived until then is the answer
		}
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
