package dev.mishap.applications.testing.operations;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPInputStream;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.Span;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Stands in for a collector of traces: OTLP over HTTP, and Zipkin's JSON. */
public final class Collector {

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private final HttpServer server;

	private final List<Exported> spans = new CopyOnWriteArrayList<>();

	/**
	 * Starts the collector on a free port.
	 */
	public Collector() {
		try {
			this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.server.createContext("/v1/traces", (exchange) -> receive(exchange, this::otlp));
		this.server.createContext("/api/v2/spans", (exchange) -> receive(exchange, this::zipkin));
		this.server.start();
	}

	/**
	 * Returns the address of the collector, without a path.
	 */
	public String address() {
		return "http://localhost:" + this.server.getAddress().getPort();
	}

	private static void receive(HttpExchange exchange, Reader reader) throws IOException {
		byte[] body = exchange.getRequestBody().readAllBytes();
		if ("gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"))) {
			try (InputStream unzipped = new GZIPInputStream(new ByteArrayInputStream(body))) {
				body = unzipped.readAllBytes();
			}
		}
		reader.read(body);
		exchange.sendResponseHeaders(200, -1);
		exchange.close();
	}

	private void otlp(byte[] body) throws IOException {
		ExportTraceServiceRequest.parseFrom(body)
			.getResourceSpansList()
			.forEach((resource) -> resource.getScopeSpansList()
				.forEach((scope) -> scope.getSpansList().forEach((span) -> this.spans.add(of(span)))));
	}

	private static Exported of(Span span) {
		Map<String, String> tags = new HashMap<>();
		span.getAttributesList().forEach((tag) -> tags.put(tag.getKey(), tag.getValue().getStringValue()));
		return new Exported(HexFormat.of().formatHex(span.getTraceId().toByteArray()), span.getName(),
				span.getKind() == Span.SpanKind.SPAN_KIND_SERVER, tags, span.getEventsCount());
	}

	private void zipkin(byte[] body) {
		for (JsonNode span : JsonMapper.shared().readTree(body)) {
			Map<String, String> tags = new HashMap<>();
			span.path("tags").forEachEntry((name, value) -> tags.put(name, value.stringValue()));
			this.spans.add(new Exported(span.get("traceId").stringValue(), span.path("name").stringValue(""),
					"SERVER".equals(span.path("kind").stringValue("")), tags, span.path("annotations").size()));
		}
	}

	/**
	 * Waits for the span of the server in a trace.
	 * @param traceId the ID of the trace
	 * @throws InterruptedException if the thread is interrupted
	 */
	public Exported serverSpan(String traceId) throws InterruptedException {
		long end = System.nanoTime() + PATIENCE.toNanos();
		while (System.nanoTime() < end) {
			for (Exported span : this.spans) {
				if (span.traceId().equals(traceId) && span.ofServer()) {
					return span;
				}
			}
			Thread.sleep(50);
		}
		throw new AssertionError("no span of the server in trace " + traceId + " among " + this.spans);
	}

	/**
	 * A span that was exported.
	 *
	 * @param traceId the ID of its trace
	 * @param name its name
	 * @param ofServer whether it is that of a server
	 * @param tags its attributes
	 * @param events how many events it has
	 */
	public record Exported(String traceId, String name, boolean ofServer, Map<String, String> tags, int events) {

	}

	@FunctionalInterface
	private interface Reader {

		void read(byte[] body) throws IOException;

	}

}
