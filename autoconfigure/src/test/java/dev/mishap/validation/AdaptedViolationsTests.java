package dev.mishap.validation;

import dev.mishap.testing.RawHttp;
import dev.mishap.testing.Without;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

import static dev.mishap.testing.ProblemAssert.assertThat;

@SpringBootTest(classes = InputApplication.class, webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { Without.SECURITY, "spring.validation.method.adapt-constraint-violations=true" })
class AdaptedViolationsTests {

	@LocalServerPort
	int port;

	@Test
	void violationsOfAControllerGiveTheSameShape() {
		assertThat(new RawHttp(this.port).send("GET", "/proxied/query?page-size=0&q=abc"))
			.isProblem(422, "VALIDATION_FAILED")
			.hasErrors(
					Errors.of("{'parameter':'page-size','code':'MIN','detail':'This has to be at least 1.','min':1}"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "/proxied/service", "/proxied/service/object", "/proxied/returned" })
	void violationsOfTheServersOwnPartsAreOurMistake(String target) {
		assertThat(new RawHttp(this.port).send("GET", target)).isProblem(500, "INTERNAL_ERROR");
	}

}
