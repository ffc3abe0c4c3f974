package dev.mishap.wire;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.mishap.testing.ProblemAssert.assertThat;

@OnTomcat
class DoorsOnTomcatTests extends DoorsContract {

	/** As without the library: the container decides which of the two counts. */
	@Test
	void whatIsThrownAfterARefusalIsTurnedByTheContainer() {
		assertThat(http().send("GET", "/door/filter/refused-then-thrown")).isProblem(500, "INTERNAL_ERROR");
	}

	/** A client would wait for the final answer. */
	@ParameterizedTest
	@ValueSource(ints = { 100, 199, 0, -1 })
	void statusThatIsNoAnswerYetIsOurMistake(int status) {
		assertThat(http().send("GET", "/open/send-error?status=" + status)).isProblem(500, "INTERNAL_ERROR");
	}

}
