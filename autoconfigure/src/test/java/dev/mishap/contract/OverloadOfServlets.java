package dev.mishap.contract;

import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import dev.mishap.testing.RawHttp;
import org.junit.jupiter.api.Test;

import static dev.mishap.testing.ProblemAssert.assertThat;

/** What only Spring MVC has. */
abstract class OverloadOfServlets extends OverloadContract {

	@Test
	void s22AsyncTimeoutIsAlwaysUnavailable() throws Exception {
		var clients = Executors.newFixedThreadPool(50);
		try {
			Callable<RawHttp.Answer> call = () -> get("/async-task");
			for (Future<RawHttp.Answer> answer : clients.invokeAll(Collections.nCopies(50, call))) {
				assertThat(answer.get()).isProblem(503, "SERVICE_UNAVAILABLE").hasHeader("Retry-After", "11");
			}
		}
		finally {
			clients.shutdownNow();
		}
	}

	@Test
	void resultThatIsNotSetInTimeIsUnavailable() {
		assertThat(get("/deferred")).isProblem(503, "SERVICE_UNAVAILABLE").hasHeader("Retry-After", "11");
	}

}
