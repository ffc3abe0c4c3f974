package dev.mishap.wire;

import org.junit.jupiter.api.Test;

import static dev.mishap.testing.ProblemAssert.assertThat;

@OnTomcat
class DoorsOnTomcatTests extends DoorsContract {

	/** As without the library: the container decides which of the two counts. */
	@Test
	void whatIsThrownAfterARefusalIsTurnedByTheContainer() {
		assertThat(http().send("GET", "/door/filter/refused-then-thrown")).isProblem(500, "INTERNAL_ERROR");
	}

}
