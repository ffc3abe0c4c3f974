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
		properties = Without.SECURITY)
class ThrownStatusTests {

	@LocalServerPort
	int port;

	@ParameterizedTest
	@ValueSource(ints = { 204, 302, 304, 599 })
	void trap35StatusThatIsNoneOfAnErrorIsOurMistake(int status) {
		assertThat(new RawHttp(this.port).send("GET", "/thrown?status=" + status)).isProblem(500, "INTERNAL_ERROR");
	}

	@Test
	void trap36StatusInsideOfAWrapperCounts() {
		assertThat(new RawHttp(this.port).send("GET", "/thrown?status=409")).isProblem(409, "CONFLICT");
		assertThat(new RawHttp(this.port).send("GET", "/thrown?status=409&wrapped=true")).isProblem(409, "CONFLICT");
	}

	/** As stock Boot answers it. */
	@Test
	void statusOfAnyOtherCauseCountsWhereNobodyKnowsTheException() {
		assertThat(new RawHttp(this.port).send("GET", "/caused")).isProblem(404, "NO_SUCH_PLACE");
	}

}
