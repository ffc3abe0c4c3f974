package dev.mishap.reactive;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webflux.test.autoconfigure.WebFluxTest;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.web.reactive.server.WebTestClient;

/** {@code @WebFluxTest} has the doors without further annotations. */
@WebFluxTest(properties = { "spring.main.web-application-type=reactive", ReactiveApplication.NO_SECURITY })
@ContextConfiguration(classes = ReactiveApplication.class)
class ReactiveSliceTests {

	@Autowired
	private WebTestClient client;

	@Test
	void errorOfAControllerIsAProblemWithAnId() {
		this.client.get()
			.uri("/old")
			.exchange()
			.expectStatus()
			.isEqualTo(410)
			.expectHeader()
			.contentType(MediaType.APPLICATION_PROBLEM_JSON)
			.expectHeader()
			.exists("X-Request-Id")
			.expectBody()
			.jsonPath("$.code")
			.isEqualTo("OLD");
	}

	@Test
	void invalidInputIsNamed() {
		this.client.post()
			.uri("/item")
			.header(HttpHeaders.CONTENT_TYPE, "application/json")
			.bodyValue("{\"name\":\"\",\"count\":1}")
			.exchange()
			.expectStatus()
			.isEqualTo(422)
			.expectBody()
			.jsonPath("$.errors[0].pointer")
			.isEqualTo("#/name");
	}

}
