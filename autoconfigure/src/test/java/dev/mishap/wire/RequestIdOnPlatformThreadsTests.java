package dev.mishap.wire;

import dev.mishap.testing.Without;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

@SpringBootTest(classes = RequestIdContract.MdcApplication.class, webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = Without.TRACE_BUDGET)
class RequestIdOnPlatformThreadsTests extends RequestIdContract {

}
