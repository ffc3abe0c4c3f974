package dev.mishap.applications.operations;

import dev.mishap.applications.testing.operations.RunningShop;
import dev.mishap.applications.testing.operations.TracesContract;

import org.springframework.test.context.TestPropertySource;

@TestPropertySource(properties = RunningShop.WITHOUT_BRAVE)
class OpenTelemetryTests extends TracesContract {

	@Override
	protected String exceptionOfLostOrder() {
		return "none";
	}

}
