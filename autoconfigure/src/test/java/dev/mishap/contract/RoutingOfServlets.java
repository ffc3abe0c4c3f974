package dev.mishap.contract;

import org.junit.jupiter.api.Test;

import static dev.mishap.testing.ProblemAssert.assertThat;

/** What only Spring MVC has. */
abstract class RoutingOfServlets extends RoutingContract {

	@Test
	void aHandlerThatForwardsToNowhereIsOurError() {
		assertThat(get("/forward")).isProblem(500, "INTERNAL_ERROR");
	}

}
