package dev.mishap.validation;

import dev.mishap.testing.RawHttp;
import dev.mishap.testing.Without;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

import static dev.mishap.testing.ProblemAssert.assertThat;

@SpringBootTest(classes = InputOnJetty.class, webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = Without.SECURITY)
class JettyParameterTests {

	@LocalServerPort
	int port;

	@Test
	void queryThatJettyCannotTakeApart() {
		assertThat(new RawHttp(this.port).send("GET", "/query?page-size=%zz")).isProblem(400, "BAD_REQUEST")
			.leaksNothing("zz");
	}

	@Test
	void formThatIsTooBigForJetty() {
		RawHttp.Answer answer = new RawHttp(this.port).sendBody("POST", "/form", "application/x-www-form-urlencoded",
				"name=" + "x".repeat(300_000));
		assertThat(answer).isProblem(413, "CONTENT_TOO_LARGE");
	}

	@Test
	void parametersAreNamed() {
		assertThat(new RawHttp(this.port).send("GET", "/query")).isProblem(400, "MISSING_PARAMETER")
			.hasErrors(Errors.of("{'parameter':'page-size','code':'REQUIRED','detail':'This is missing.'}"));
	}

}
