package dev.mishap.docs.parcels;

// tag::all[]
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import static org.assertj.core.api.Assertions.assertThat;
// end::all[]

/** A snippet of docs/testing.md, running. */
@org.springframework.test.context.TestPropertySource(
		properties = { dev.mishap.testing.Without.SECURITY, "spring.messages.basename=docs/parcels" })
// tag::all[]
@SpringBootTest
@AutoConfigureMockMvc
class ParcelApplicationTests {

	@Autowired
	private MockMvcTester mvc;

	@Test
	void addressOfNothingIsAProblem() {
		MvcTestResult answer = this.mvc.get().uri("/nowhere").exchange();
		assertThat(answer).hasStatus(404).hasContentType(MediaType.APPLICATION_PROBLEM_JSON);
		assertThat(answer).bodyJson().extractingPath("$.code").isEqualTo("NOT_FOUND");
	}

}
// end::all[]
