package dev.mishap.wire;

import java.util.Set;
import java.util.TreeSet;

import dev.mishap.testing.ProblemAssert;
import dev.mishap.testing.RawHttp;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What only servlets do. */
abstract class HeadersOfServlets extends HeadersContract {

	@ParameterizedTest
	@ValueSource(strings = { "/open/half-csv", "/open/half-csv?how=writer" })
	void halfWrittenBodyIsForgottenWithWhatWasSaidOfIt(String target) {
		RawHttp.Answer answer = http().send("GET", target);
		ProblemAssert.assertThat(answer).isProblem(500, "INTERNAL_ERROR").hasHeader("X-Kept", "yes");
		Set<String> expected = new TreeSet<>(ofEveryProblem());
		expected.add("X-Kept");
		assertThat(lower(answer.headers().keySet())).isEqualTo(lower(expected));
	}

}
