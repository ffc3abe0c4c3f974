package dev.mishap.docs.parcels;

// tag::all[]
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import static org.assertj.core.api.Assertions.assertThat;
// end::all[]

/** A snippet of docs/testing.md, running. */
@org.springframework.test.context.TestPropertySource(
		properties = { dev.mishap.testing.Without.SECURITY, "spring.messages.basename=docs/parcels" })
// tag::all[]
@WebMvcTest(ParcelController.class)
class ParcelControllerTests {

	@Autowired
	private MockMvcTester mvc;

	@Test
	void unknownParcelIsAProblem() {
		MvcTestResult answer = this.mvc.get().uri("/parcels/7").header("X-Request-Id", "abc").exchange();
		assertThat(answer).hasStatus(404).hasContentType(MediaType.APPLICATION_PROBLEM_JSON);
		assertThat(answer).bodyJson().isStrictlyEqualTo("""
				{
				  "type": "about:blank",
				  "title": "Parcel not found",
				  "status": 404,
				  "detail": "There's no parcel 7. It may have been delivered.",
				  "code": "PARCEL_NOT_FOUND",
				  "request_id": "abc",
				  "number": 7
				}""");
	}

	@Test
	void fieldThatDoesNotFitIsNamed() {
		MvcTestResult answer = this.mvc.post()
			.uri("/parcels")
			.contentType(MediaType.APPLICATION_JSON)
			.content("{\"to\": \" \", \"grams\": 100}")
			.exchange();
		assertThat(answer).hasStatus(422);
		assertThat(answer).bodyJson().extractingPath("$.errors[*].pointer").asArray().containsExactly("#/to");
	}

}
// end::all[]
