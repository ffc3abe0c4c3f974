package dev.mishap.sample;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/** Clients as they are found in the wild wait as long as they are told, and succeed. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class RetryingClientsTests {

	private static final String GOOD = "{\"text\": \"clear and useful\"}";

	private String url = "";

	private long started;

	@BeforeEach
	void loadTheModel(@LocalServerPort int port) {
		Http http = new Http(port);
		Waiting.until(() -> http.postJson("/v1/predict", GOOD).status() == 200);
		this.url = "http://localhost:" + port + "/v1/predict";
		this.started = System.nanoTime();
		http.send("POST", "/demo/model/loading", null);
	}

	@Test
	void jdkClientThatObeysSucceeds() throws Exception {
		HttpResponse<String> first = send();
		assertThat(first.statusCode()).isEqualTo(503);
		Thread.sleep(1000 * first.headers().firstValueAsLong("Retry-After").orElseThrow());
		assertThat(send().statusCode()).isEqualTo(200);
	}

	private HttpResponse<String> send() throws IOException, InterruptedException {
		return HttpClient.newHttpClient()
			.send(HttpRequest.newBuilder(URI.create(this.url))
				.header("Content-Type", "application/json")
				.POST(BodyPublishers.ofString(GOOD))
				.build(), BodyHandlers.ofString());
	}

	@Test
	void curlWaitsAndSucceeds() throws Exception {
		Process curl = new ProcessBuilder("curl", "-s", "--retry", "3", "-w", "\n%{http_code}", "-H",
				"Content-Type: application/json", "-d", GOOD, this.url)
			.start();
		String output = new String(curl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(curl.waitFor()).isZero();
		assertThat(output).contains("MODEL_LOADING", "positive").endsWith("200");
		assertThat(elapsedMillis()).isGreaterThanOrEqualTo(1900);
	}

	@Test
	void npmClientWaitsAndSucceeds() throws Exception {
		NodePackages.home();
		new Http(URI.create(this.url).getPort()).send("POST", "/demo/model/loading", null);
		this.started = System.nanoTime();
		String output = NodePackages.run("node", "retry.js", this.url);
		assertThat(output).startsWith("200 ").contains("positive");
		assertThat(elapsedMillis()).isGreaterThanOrEqualTo(1900);
	}

	private long elapsedMillis() {
		return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - this.started);
	}

}
