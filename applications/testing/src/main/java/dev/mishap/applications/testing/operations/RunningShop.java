package dev.mishap.applications.testing.operations;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The application, with a collector of traces beside it. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
public abstract class RunningShop {

	/** Where the traces go. */
	protected static final Collector collector = new Collector();

	/** Leaves the traces to OpenTelemetry. */
	public static final String WITHOUT_BRAVE = "spring.autoconfigure.exclude="
			+ "org.springframework.boot.micrometer.tracing.brave.autoconfigure.BraveAutoConfiguration";

	/** Leaves the traces to Brave. */
	public static final String WITHOUT_OPENTELEMETRY = "spring.autoconfigure.exclude="
			+ "org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.OpenTelemetryTracingAutoConfiguration";

	private static final HttpClient client = HttpClient.newHttpClient();

	@LocalServerPort
	private int port;

	@DynamicPropertySource
	static void export(DynamicPropertyRegistry properties) {
		properties.add("management.opentelemetry.tracing.export.otlp.endpoint",
				() -> collector.address() + "/v1/traces");
		properties.add("management.tracing.export.zipkin.endpoint", () -> collector.address() + "/api/v2/spans");
	}

	protected HttpResponse<String> get(String path, String... headers) throws Exception {
		return send(request(path, headers).build());
	}

	protected HttpRequest.Builder request(String path, String... headers) {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + this.port + path))
			.timeout(Duration.ofMinutes(1));
		return (headers.length > 0) ? request.headers(headers) : request;
	}

	protected static HttpResponse<String> send(HttpRequest request) throws Exception {
		return client.send(request, HttpResponse.BodyHandlers.ofString());
	}

	protected static JsonNode json(HttpResponse<String> response) {
		return JsonMapper.shared().readTree(response.body());
	}

	protected static String member(HttpResponse<String> response, String name) {
		return json(response).path(name).stringValue("");
	}

}
