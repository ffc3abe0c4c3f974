package dev.mishap.wire;

import dev.mishap.testing.RawHttp;
import dev.mishap.testing.RawHttp.Answer;
import dev.mishap.testing.Without;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Below Java 21 the property changes nothing, so this is the same contract once more; the
 * CI runs it on a JDK that has virtual threads.
 */
@SpringBootTest(classes = RequestIdContract.MdcApplication.class, webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "spring.threads.virtual.enabled=true", Without.TRACE_BUDGET })
class RequestIdOnVirtualThreadsTests extends RequestIdContract {

	@Test
	void threadsAreVirtualWhereTheJdkHasThem() {
		Answer answer = new RawHttp(this.port).send("GET", "/mdc/virtual");
		assertThat(answer.body()).isEqualTo(Boolean.toString(Runtime.version().feature() >= 21));
	}

}
