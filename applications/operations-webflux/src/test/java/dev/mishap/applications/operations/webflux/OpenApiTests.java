package dev.mishap.applications.operations.webflux;

import java.util.List;

import dev.mishap.applications.testing.operations.RunningShop;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/** The problems in the OpenAPI document of the running reactive application. */
@TestPropertySource(properties = RunningShop.WITHOUT_BRAVE)
class OpenApiTests extends RunningShop {

	private JsonNode responses(String path, String method) throws Exception {
		return json(get("/v3/api-docs")).path("paths").path(path).path(method).path("responses");
	}

	private static List<String> codes(JsonNode response) {
		return response.path("content")
			.path("application/problem+json")
			.path("schema")
			.path("properties")
			.path("code")
			.path("enum")
			.valueStream()
			.map((code) -> code.stringValue(""))
			.toList();
	}

	@Test
	void bodyThatIsPublishedCountsAsABody() throws Exception {
		JsonNode responses = responses("/orders", "post");
		assertThat(responses.propertyNames()).containsExactlyInAnyOrder("200", "400", "413", "415", "422", "500");
		assertThat(codes(responses.path("400"))).containsExactly("MALFORMED_BODY", "MISSING_BODY");
		assertThat(codes(responses.path("422"))).containsExactly("VALIDATION_FAILED");
	}

	@Test
	void whatTheChainRefusesToAnonymousCallersHasItsRefusals() throws Exception {
		for (String path : List.of("/accounts", "/vault")) {
			JsonNode responses = responses(path, "get");
			assertThat(responses.propertyNames()).as(path).containsExactlyInAnyOrder("200", "401", "403", "500");
			assertThat(codes(responses.path("401"))).containsExactly("INVALID_CREDENTIALS", "UNAUTHENTICATED");
			assertThat(codes(responses.path("403"))).containsExactly("FORBIDDEN");
			assertThat(responses.path("401").path("headers").propertyNames()).contains("WWW-Authenticate",
					"X-Request-Id");
		}
	}

	@Test
	void whatIsOpenHasNone() throws Exception {
		assertThat(responses("/orders", "get").propertyNames()).containsExactlyInAnyOrder("200", "500");
		assertThat(responses("/codes/{code}", "get").propertyNames()).containsExactlyInAnyOrder("200", "500");
	}

	@Test
	void functionalRoutesHaveWhatTheirOperationTells() throws Exception {
		JsonNode text = responses("/functions/text", "post");
		assertThat(text.propertyNames()).contains("413", "500").doesNotContain("400", "401", "415");
		assertThat(codes(text.path("413"))).containsExactly("CONTENT_TOO_LARGE");
		JsonNode secured = responses("/functions/gone", "get");
		assertThat(secured.propertyNames()).contains("401", "403", "500");
		assertThat(codes(secured.path("401"))).containsExactly("INVALID_CREDENTIALS", "UNAUTHENTICATED");
	}

	@Test
	void exampleIsWhatIsReallyAnswered() throws Exception {
		JsonNode example = responses("/accounts", "get").path("401")
			.path("content")
			.path("application/problem+json")
			.path("examples")
			.path("UNAUTHENTICATED")
			.path("value");
		JsonNode real = json(get("/accounts"));
		assertThat(real.propertyNames()).containsAll(example.propertyNames());
		for (String member : List.of("type", "title", "status", "detail", "code")) {
			assertThat(example.path(member)).as(member).isEqualTo(real.path(member));
		}
	}

}
