package dev.mishap.sample;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Client of a service on a local port; follows no redirects. */
final class Http {

	static final JsonMapper JSON = JsonMapper.builder().build();

	private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private final String origin;

	Http(int port) {
		this.origin = "http://localhost:" + port;
	}

	Answer get(String path, String... headers) {
		return send("GET", path, null, headers);
	}

	Answer postJson(String path, String body, String... headers) {
		return send("POST", path, body, with(headers, "Content-Type", "application/json"));
	}

	Answer send(String method, String path, @Nullable String body, String... headers) {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(this.origin + path))
			.method(method, (body != null) ? BodyPublishers.ofString(body) : BodyPublishers.noBody());
		if (headers.length > 0) {
			request.headers(headers);
		}
		try {
			HttpResponse<String> response = this.client.send(request.build(), BodyHandlers.ofString());
			return new Answer(response.statusCode(), response);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	/** Returns a token for somebody with a scope, as a header value. */
	String bearer(String subject, String scope) {
		Answer answer = postJson("/demo/tokens", JSON.writeValueAsString(new TokenRequest(subject, scope, false)));
		return "Bearer " + answer.json().path("token").asString();
	}

	/** Returns a token that has expired, as a header value. */
	String expiredBearer(String subject) {
		Answer answer = postJson("/demo/tokens", JSON.writeValueAsString(new TokenRequest(subject, "", true)));
		return "Bearer " + answer.json().path("token").asString();
	}

	private static String[] with(String[] headers, String name, String value) {
		String[] all = new String[headers.length + 2];
		System.arraycopy(headers, 0, all, 0, headers.length);
		all[headers.length] = name;
		all[headers.length + 1] = value;
		return all;
	}

	private record TokenRequest(String subject, String scope, boolean expired) {

	}

	/**
	 * What came back.
	 *
	 * @param status the status
	 * @param response the rest
	 */
	record Answer(int status, HttpResponse<String> response) {

		/** Returns the value of a field, empty if it is absent. */
		String header(String name) {
			return this.response.headers().firstValue(name).orElse("");
		}

		String body() {
			return this.response.body();
		}

		JsonNode json() {
			return JSON.readTree(body());
		}

		String member(String name) {
			return json().path(name).asString("");
		}

		@Override
		public String toString() {
			return this.status + " " + this.response.headers().map() + "\n" + body();
		}

	}

}
