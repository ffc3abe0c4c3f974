package dev.mishap.sample;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * Stands in for a collector of traces: takes OTLP over HTTP. What is sent is Protocol
 * Buffers, in which texts stand as they are and the ID of a trace as its 16 bytes.
 */
final class Collector {

	private final HttpServer server;

	private final List<String> received = new CopyOnWriteArrayList<>();

	Collector() {
		try {
			this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.server.createContext("/v1/traces", this::receive);
		this.server.start();
	}

	String address() {
		return "http://localhost:" + this.server.getAddress().getPort() + "/v1/traces";
	}

	private void receive(HttpExchange exchange) throws IOException {
		boolean zipped = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
		try (InputStream body = zipped ? new GZIPInputStream(exchange.getRequestBody()) : exchange.getRequestBody()) {
			this.received.add(new String(body.readAllBytes(), StandardCharsets.ISO_8859_1));
		}
		exchange.sendResponseHeaders(200, -1);
		exchange.close();
	}

	/** Returns whether a span of a trace came with all of these texts. */
	boolean has(String trace, String... texts) {
		String id = new String(HexFormat.of().parseHex(trace), StandardCharsets.ISO_8859_1);
		return this.received.stream()
			.flatMap((message) -> Stream.of(message.split("(?=\\n\\x10)")))
			.filter((span) -> span.contains(id))
			.anyMatch((span) -> Stream.of(texts).allMatch(span::contains));
	}

}
