package dev.mishap.sample;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import dev.mishap.sample.predict.ModelServer;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Clients as they are found in the wild wait as long as they are told, and succeed with
 * their second request. The model begins to load when the first one comes, however long
 * the client takes to start.
 */
@Tag("acceptance")
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class RetryingClientsTests {

	private static final String GOOD = "{\"text\": \"clear and useful\"}";

	private String url = "";

	@Autowired
	private List<Integer> statuses;

	@BeforeEach
	void connect(@LocalServerPort int port) {
		this.url = "http://localhost:" + port + "/v1/predict";
		this.statuses.clear();
	}

	@Test
	void jdkClientThatObeysSucceeds() throws Exception {
		HttpResponse<String> first = send();
		assertThat(first.body()).contains("MODEL_LOADING");
		Thread.sleep(1000 * first.headers().firstValueAsLong("Retry-After").orElseThrow());
		assertThat(send().body()).contains("positive");
		assertThatTheSecondRequestSucceeded();
	}

	private void assertThatTheSecondRequestSucceeded() {
		// the answer may be here before the filter has noted it
		Waiting.until(() -> this.statuses.size() > 1);
		assertThat(this.statuses).containsExactly(503, 200);
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
		assertThatTheSecondRequestSucceeded();
	}

	@Test
	void npmClientWaitsAndSucceeds() throws Exception {
		NodePackages.home();
		String output = NodePackages.run("node", "retry.js", this.url);
		assertThat(output).startsWith("200 ").contains("positive");
		assertThatTheSecondRequestSucceeded();
	}

	@TestConfiguration(proxyBeanMethods = false)
	static class FirstRequest {

		/** Statuses of the answers so far. */
		@Bean
		List<Integer> statuses() {
			return new CopyOnWriteArrayList<>();
		}

		@Bean
		FilterRegistrationBean<Filter> loadingFilter(ModelServer model, List<Integer> statuses) {
			FilterRegistrationBean<Filter> registration = new FilterRegistrationBean<>((request, response, chain) -> {
				if (statuses.isEmpty()) {
					model.reload(Duration.ofSeconds(1));
				}
				chain.doFilter(request, response);
				statuses.add(((HttpServletResponse) response).getStatus());
			});
			registration.addUrlPatterns("/v1/predict");
			return registration;
		}

	}

}
