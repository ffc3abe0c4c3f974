package dev.mishap.contract;

import org.junit.jupiter.api.Test;

import static dev.mishap.testing.ProblemAssert.assertThat;

/** What only Spring MVC has. */
abstract class ParameterOfServlets extends ParameterContract {

	@Test
	void sessionThatAHandlerAsksForIsAskedForToo() {
		assertThat(get("/session-required")).isProblem(400, "SESSION_REQUIRED").leaksNothing("cart");
	}

	@Test
	void trap6QueryThatCannotBeTakenApart() {
		assertThat(get("/query?page-size=%zz")).isProblem(400, "BAD_REQUEST").leaksNothing("zz");
	}

	@Test
	void trap6FormThatIsTooBigForTheContainer() {
		assertThat(
				http().sendBody("POST", "/form", "application/x-www-form-urlencoded", "name=" + "x".repeat(3_000_000)))
			.isProblem(413, "CONTENT_TOO_LARGE");
	}

}
