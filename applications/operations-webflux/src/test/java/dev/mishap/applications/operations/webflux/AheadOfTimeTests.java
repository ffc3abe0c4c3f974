package dev.mishap.applications.operations.webflux;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.aot.AotDetector;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/** The application as it was processed ahead of time, on the JVM. */
class AheadOfTimeTests {

	private static final String ENABLED = "spring.aot.enabled";

	@BeforeAll
	static void useWhatWasGenerated() {
		System.setProperty(ENABLED, "true");
	}

	@AfterAll
	static void leaveItToOthers() {
		System.clearProperty(ENABLED);
	}

	@Test
	void problemsAreTheSame() throws Exception {
		assertThat(AotDetector.useGeneratedArtifacts()).isTrue();
		SpringApplication application = new SpringApplication(ReactiveShop.class);
		application.setMainApplicationClass(ReactiveShop.class);
		try (ConfigurableApplicationContext context = application.run("--server.port=0",
				"--management.tracing.export.enabled=false")) {
			assertThat(context.getBeanDefinitionNames()).contains("mishapPipeline", "mishapProblemsEndpoint");
			int port = context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
			for (List<Object> row : List.of(List.<Object>of("/orders/later", 409, "SOLD_OUT"),
					List.<Object>of("/orders/broken", 500, "INTERNAL_ERROR"),
					List.<Object>of("/orders/gone", 410, "GONE"), List.<Object>of("/gate/lost", 404, "ORDER_LOST"),
					List.<Object>of("/accounts", 401, "UNAUTHENTICATED"),
					List.<Object>of("/nowhere", 404, "NOT_FOUND"))) {
				HttpResponse<String> response = get(port, (String) row.get(0));
				JsonNode body = JsonMapper.shared().readTree(response.body());
				assertThat(response.statusCode()).as(row.toString()).isEqualTo(row.get(1));
				assertThat(body.path("code").stringValue("")).isEqualTo(row.get(2));
				assertThat(body.path("detail").stringValue("")).isNotBlank();
				assertThat(body.path("request_id").stringValue("")).startsWith("req_");
			}
			assertThat(get(port, "/actuator/problems").body()).contains("SOLD_OUT", "mishap.mappings[0]");
		}
	}

	private static HttpResponse<String> get(int port, String path) throws Exception {
		return HttpClient.newHttpClient()
			.send(HttpRequest.newBuilder(URI.create("http://localhost:" + port + path)).build(),
					HttpResponse.BodyHandlers.ofString());
	}

}
