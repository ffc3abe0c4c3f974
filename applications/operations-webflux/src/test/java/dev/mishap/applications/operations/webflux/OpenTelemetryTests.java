package dev.mishap.applications.operations.webflux;

import dev.mishap.applications.testing.operations.RunningShop;

import org.springframework.test.context.TestPropertySource;

@TestPropertySource(properties = RunningShop.WITHOUT_BRAVE)
class OpenTelemetryTests extends ReactiveTracesContract {

	/** Spring itself tells the observation of what was signalled, a 4xx included. */
	@Override
	protected String exceptionOfLostOrder() {
		return "OrderLostException";
	}

	/** That of Spring. */
	@Override
	protected int eventsOfHandledException() {
		return 1;
	}

}
