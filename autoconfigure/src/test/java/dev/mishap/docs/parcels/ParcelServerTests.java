package dev.mishap.docs.parcels;

// tag::all[]
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;
// end::all[]

/** A snippet of docs/testing.md, running. */
@org.springframework.test.context.TestPropertySource(
		properties = { dev.mishap.testing.Without.SECURITY, "spring.messages.basename=docs/parcels" })
// tag::all[]
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class ParcelServerTests {

	@Test
	void addressOfNothingIsAProblem(@LocalServerPort int port) {
		RestTestClient client = RestTestClient.bindToServer().baseUrl("http://localhost:" + port).build();
		client.get()
			.uri("/nowhere")
			.exchange()
			.expectStatus()
			.isNotFound()
			.expectHeader()
			.contentType(MediaType.APPLICATION_PROBLEM_JSON)
			.expectBody()
			.jsonPath("$.code")
			.isEqualTo("NOT_FOUND");
	}

}
// end::all[]
