package dev.mishap.differential;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.mishap.differential.Row.Protocol;
import dev.mishap.testing.Http2;
import dev.mishap.testing.RawHttp;

/** Sends one request, and waits until the server has ended it. */
final class Client {

	static final int TIMEOUT_MILLIS = 5_000;

	private static final RawHttp.Answer NONE = new RawHttp.Answer(0, "", Map.of(), new byte[0], false, true, List.of());

	private Client() {
	}

	static Received send(int port, Protocol protocol, String method, String target, Run run) throws IOException {
		try {
			return (protocol == Protocol.H1) ? overHttp1(port, method, target) : overHttp2(port, method, target, run);
		}
		catch (SocketTimeoutException ex) {
			return new Received(NONE, "no answer");
		}
		catch (EOFException ex) {
			return new Received(NONE, "closed without an answer");
		}
	}

	private static Received overHttp1(int port, String method, String target) throws IOException {
		try (Socket socket = new BufferedSocket(port)) {
			socket.setSoTimeout(TIMEOUT_MILLIS);
			write(socket, method + " " + target + " HTTP/1.1\r\nHost: localhost\r\n"
					+ (method.equals("POST") ? "Content-Length: 0\r\n" : "") + "\r\n");
			RawHttp.Answer answer = RawHttp.read(socket, method.equals("HEAD"), false);
			boolean closed = answer.closed() || !answer.headers().containsKey("Content-Length")
					&& !answer.headers().containsKey("Transfer-Encoding") && answer.content().length > 0;
			return new Received(answer, closed ? "closed" : next(socket));
		}
	}

	/** A server reads the next request when it has ended this one, and not before. */
	private static String next(Socket socket) throws IOException {
		try {
			write(socket, "GET /plain/ok HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
			RawHttp.Answer next = RawHttp.read(socket, false);
			if (next.status() == 0) {
				return "closed";
			}
			return (next.status() == 200 && next.body().equals("plain")) ? "goes on" : "broken: " + next.statusLine();
		}
		catch (SocketTimeoutException ex) {
			return "not ended";
		}
		catch (SocketException ex) {
			return "closed";
		}
		catch (RuntimeException ex) {
			return "followed by what is no answer";
		}
	}

	private static void write(Socket socket, String text) throws IOException {
		socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
	}

	private static Received overHttp2(int port, String method, String target, Run run) throws IOException {
		try {
			Http2.Frames frames = new Http2(port, TIMEOUT_MILLIS).send(method, target, run::awaitEnd);
			if (!frames.headers().containsKey(":status")) {
				return new Received(NONE, "reset without an answer");
			}
			RawHttp.Answer answer = frames.answer();
			Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
			headers.putAll(answer.headers());
			headers.remove(":status");
			return new Received(
					new RawHttp.Answer(answer.status(), "", headers, answer.content(), answer.whole(), true, List.of()),
					"ended");
		}
		catch (IOException ex) {
			throw ex;
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** The client reads byte by byte, which each time is a call of the system. */
	private static final class BufferedSocket extends Socket {

		private final InputStream in;

		BufferedSocket(int port) throws IOException {
			super("127.0.0.1", port);
			this.in = new BufferedInputStream(super.getInputStream());
		}

		@Override
		public InputStream getInputStream() {
			return this.in;
		}

	}

	/**
	 * What a client sees.
	 *
	 * @param answer the answer, status 0 if there was none
	 * @param end what became of the request and the connection afterwards
	 */
	record Received(RawHttp.Answer answer, String end) {

	}

}
