package dev.mishap.applications.pages;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/** Stands in for the server elsewhere that knows the users: it knows only Ada. */
final class AuthorizationServer {

	private final HttpServer server;

	AuthorizationServer() {
		try {
			this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.server.createContext("/authorize", (exchange) -> {
			String back = parameter(exchange, "redirect_uri") + "?code=1234&state=" + parameter(exchange, "state");
			exchange.getResponseHeaders().set("Location", back);
			exchange.sendResponseHeaders(302, -1);
			exchange.close();
		});
		this.server.createContext("/token", (exchange) -> {
			String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
			if (form.contains("code=1234")) {
				json(exchange, 200, "{\"access_token\":\"abcd\",\"token_type\":\"Bearer\",\"expires_in\":60}");
			}
			else {
				json(exchange, 400, "{\"error\":\"invalid_grant\"}");
			}
		});
		this.server.createContext("/user", (exchange) -> json(exchange, 200, "{\"name\":\"ada\"}"));
		this.server.start();
	}

	int port() {
		return this.server.getAddress().getPort();
	}

	void stop() {
		this.server.stop(0);
	}

	private static String parameter(HttpExchange exchange, String name) {
		return Arrays.stream(exchange.getRequestURI().getRawQuery().split("&"))
			.filter((pair) -> pair.startsWith(name + "="))
			.map((pair) -> pair.substring(name.length() + 1))
			// the state is to go back as it came
			.map((value) -> name.equals("state") ? value : URLDecoder.decode(value, StandardCharsets.UTF_8))
			.findFirst()
			.orElse("");
	}

	private static void json(HttpExchange exchange, int status, String body) throws IOException {
		byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
		exchange.getResponseHeaders().set("Content-Type", "application/json");
		exchange.sendResponseHeaders(status, bytes.length);
		exchange.getResponseBody().write(bytes);
		exchange.close();
	}

}
