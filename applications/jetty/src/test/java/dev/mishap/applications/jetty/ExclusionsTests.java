package dev.mishap.applications.jetty;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/** The dependencies of docs/jetty.md make a starter that works, on Jetty alone. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class ExclusionsTests {

	@LocalServerPort
	private int port;

	private HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
		HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + this.port + path))
			.header("Content-Type", "application/json")
			.POST(BodyPublishers.ofString(body))
			.build();
		return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
	}

	@Test
	void dependenciesAreThoseOfThePage() throws IOException {
		String pom = Files.readString(Path.of("pom.xml")).replaceAll("\\s+", "");
		String page = Files.readString(Path.of("../../docs/jetty.md"));
		Matcher block = Pattern.compile("```xml\\n(.*?)```", Pattern.DOTALL).matcher(page);
		assertThat(block.find()).isTrue();
		// here, the parent has the version
		assertThat(pom).contains(block.group(1).replaceAll("\\s+", "").replaceAll("<version>.*?</version>", ""));
	}

	@Test
	void neitherTomcatNorTheOldStarterIsThere() {
		assertThat(System.getProperty("java.class.path")).contains("jetty-server")
			.doesNotContain("tomcat-embed-core", "spring-boot-tomcat", "spring-boot-starter-web-");
	}

	@Test
	void inputThatDoesNotFitIsAProblem() throws IOException, InterruptedException {
		HttpResponse<String> answer = post("/notes", "{\"text\":\"\"}");
		assertThat(answer.statusCode()).isEqualTo(422);
		assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
		assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
		assertThat(answer.body()).contains("\"code\":\"VALIDATION_FAILED\"", "\"pointer\":\"#/text\"",
				answer.headers().firstValue("X-Request-Id").orElseThrow());
	}

	@Test
	void whatJettyRefusesIsAProblem() throws IOException {
		try (Socket socket = new Socket("localhost", this.port)) {
			socket.setSoTimeout(10_000);
			socket.getOutputStream()
				.write("GET /%zz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
					.getBytes(StandardCharsets.US_ASCII));
			String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			assertThat(answer).startsWith("HTTP/1.1 400 ")
				.contains("Content-Type: application/problem+json", "\"code\":\"BAD_REQUEST\"");
		}
	}

}
