package dev.mishap.contract;

import dev.mishap.testing.Without;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

import static dev.mishap.testing.ProblemAssert.assertThat;

/** A base path that is written without its slash, as Boot allows. */
@SpringBootTest(classes = { SecurityOnNettyTests.Application.class, ReactiveParts.class },
		webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "spring.main.web-application-type=reactive", Without.TRACE_BUDGET, "contract.server=NETTY",
				"mishap.security.conceal=/documents/**", "spring.webflux.base-path=api/" })
class ConcealmentOnNettyTests extends Contract {

	@ParameterizedTest
	@ValueSource(strings = { "/api/documents/1", "/api/documents/9" })
	void secretResourceLooksLikeAMissingOneBelowTheBasePath(String target) {
		assertThat(get(target, SecurityContract.USER)).isProblem(404, "NOT_FOUND")
			.hasDetail("There is nothing at this address.");
		assertThat(http().send("DELETE", target, SecurityContract.USER)).isProblem(403, "FORBIDDEN");
	}

}
