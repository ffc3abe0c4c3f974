package dev.mishap.security;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

import dev.mishap.testing.RawHttp;

/** Whole answers as text, without what is different each time: request ID and date. */
final class Wire {

	private Wire() {
	}

	static String get(int port, String target, String... headers) {
		return send(port, "GET", target, headers);
	}

	static String send(int port, String method, String target, String... headers) {
		StringBuilder request = new StringBuilder(method + " " + target + " HTTP/1.1\r\nHost: localhost\r\n");
		for (String header : headers) {
			request.append(header).append("\r\n");
		}
		request.append("Connection: close\r\n\r\n");
		try (Socket socket = new RawHttp(port).open()) {
			socket.getOutputStream().write(request.toString().getBytes(StandardCharsets.ISO_8859_1));
			String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			return answer.replaceAll("req_[0-9A-Z]{26}", "ID").replaceAll("(?m)^Date: .*$", "Date: D");
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
