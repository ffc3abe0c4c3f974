package dev.mishap.sample.upstream;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * The other service: a small server on a port of its own that works, fails, babbles, is
 * busy or dawdles, as the last part of the path says.
 */
@Component
class MoodyExplainer implements DisposableBean {

	private static final long DAWDLING_MILLIS = 6000;

	private final ExecutorService threads = Executors.newCachedThreadPool();

	private final HttpServer server;

	MoodyExplainer() throws IOException {
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.server.setExecutor(this.threads);
		this.server.createContext("/", this::answer);
		this.server.start();
	}

	String url() {
		return "http://localhost:" + this.server.getAddress().getPort();
	}

	private void answer(HttpExchange exchange) throws IOException {
		switch (exchange.getRequestURI().getPath()) {
			case "/well" -> send(exchange, 200, "{\"words\": \"clear, useful\"}");
			case "/broken" -> send(exchange, 500, "{\"error\": \"NullPointerException in Explainer.java:42\"}");
			case "/secretive" -> send(exchange, 401, "{\"error\": \"who are you?\"}");
			case "/babbling" -> send(exchange, 200, "<<<");
			case "/busy" -> {
				exchange.getResponseHeaders().set("Retry-After", "7");
				send(exchange, 503, "{}");
			}
			case "/slow" -> {
				dawdle();
				send(exchange, 200, "{\"words\": \"at last\"}");
			}
			default -> send(exchange, 404, "{}");
		}
	}

	private static void dawdle() {
		try {
			Thread.sleep(DAWDLING_MILLIS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private static void send(HttpExchange exchange, int status, String body) throws IOException {
		byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
		exchange.getResponseHeaders().set("Content-Type", "application/json");
		exchange.sendResponseHeaders(status, bytes.length);
		exchange.getResponseBody().write(bytes);
		exchange.close();
	}

	@Override
	public void destroy() {
		this.server.stop(0);
		this.threads.shutdownNow();
	}

}
