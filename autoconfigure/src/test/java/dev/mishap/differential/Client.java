package dev.mishap.differential;

import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import dev.mishap.differential.Row.Protocol;
import dev.mishap.testing.Http2;
import dev.mishap.testing.RawHttp;

/** Sends one request, and waits until the server has ended it. */
final class Client {

	static final int TIMEOUT_MILLIS = 5_000;

	private static final RawHttp.Answer NONE = new RawHttp.Answer(0, "", Map.of(), new byte[0], false, true, List.of());

	private Client() {
	}

	static RawHttp.Answer send(int port, Protocol protocol, String method, String target, Run run) throws IOException {
		try {
			return (protocol == Protocol.H1) ? overHttp1(port, method, target) : overHttp2(port, method, target, run);
		}
		catch (SocketTimeoutException | EOFException ex) {
			return NONE;
		}
	}

	private static RawHttp.Answer overHttp1(int port, String method, String target) throws IOException {
		try (Socket socket = new RawHttp(port).open()) {
			socket.setSoTimeout(TIMEOUT_MILLIS);
			String head = method + " " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
					+ (method.equals("POST") ? "Content-Length: 0\r\n" : "") + "\r\n";
			socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
			return RawHttp.read(socket, method.equals("HEAD"));
		}
	}

	private static RawHttp.Answer overHttp2(int port, String method, String target, Run run) throws IOException {
		try {
			Http2.Frames frames = new Http2(port, TIMEOUT_MILLIS).send(method, target, run::awaitEnd);
			if (!frames.headers().containsKey(":status")) {
				return NONE;
			}
			RawHttp.Answer answer = frames.answer();
			Map<String, List<String>> headers = new java.util.TreeMap<>(String.CASE_INSENSITIVE_ORDER);
			headers.putAll(answer.headers());
			headers.remove(":status");
			// the helper knows that the stream has ended, one way or the other
			return new RawHttp.Answer(answer.status(), "", headers, answer.content(), answer.whole(), true, List.of());
		}
		catch (IOException ex) {
			throw ex;
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

}
