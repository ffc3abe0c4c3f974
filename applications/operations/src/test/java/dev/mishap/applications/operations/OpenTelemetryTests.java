package dev.mishap.applications.operations;

import org.springframework.test.context.TestPropertySource;

@TestPropertySource(properties = RunningShop.WITHOUT_BRAVE)
class OpenTelemetryTests extends TracesContract {

	@Override
	String exceptionOfLostOrder() {
		return "none";
	}

}
