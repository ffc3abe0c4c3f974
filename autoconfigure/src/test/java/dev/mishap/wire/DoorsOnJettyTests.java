package dev.mishap.wire;

import org.junit.jupiter.api.Test;

import static dev.mishap.testing.ProblemAssert.assertThat;

@OnJetty
class DoorsOnJettyTests extends DoorsContract {

	/** As without the library: the container decides which of the two counts. */
	@Test
	void whatIsThrownAfterARefusalIsTurnedByTheContainer() {
		assertThat(http().send("GET", "/door/filter/refused-then-thrown")).isProblem(409, "CONFLICT");
	}

}
