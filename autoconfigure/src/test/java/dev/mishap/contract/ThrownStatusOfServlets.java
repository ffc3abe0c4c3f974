package dev.mishap.contract;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static dev.mishap.testing.ProblemAssert.assertThat;

/** What only Spring MVC has. */
abstract class ThrownStatusOfServlets extends ThrownStatusContract {

	@ParameterizedTest
	@CsvSource({ "servlet,409,OUT_OF_STOCK", "media-type,500,INTERNAL_ERROR" })
	void servletExceptionsAreLookedThroughOrOurs(String wrapper, int status, String code) {
		assertThat(get("/wrapped-on-servlets/" + wrapper)).isProblem(status, code);
	}

}
