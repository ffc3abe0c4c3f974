package dev.mishap.contract;

import dev.mishap.rows.PayloadContract;
import dev.mishap.testing.Without;
import org.junit.jupiter.api.Nested;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

/** The keys of {@code keys.yml} on Reactor Netty. */
@SpringBootTest(classes = { KeysApplication.class, ReactiveParts.class }, webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "spring.main.web-application-type=reactive", Without.SECURITY, Without.TRACE_BUDGET,
				"contract.server=NETTY", "spring.config.import=classpath:/keys.yml" })
class KeysOnNettyTests {

	@Nested
	class Keys extends KeysContract {

	}

	@Nested
	class Interceptor extends InterceptorContract {

	}

	@Nested
	class Payload extends PayloadContract {

	}

}
