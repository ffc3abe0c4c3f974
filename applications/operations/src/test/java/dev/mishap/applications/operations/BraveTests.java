package dev.mishap.applications.operations;

import dev.mishap.applications.testing.operations.RunningShop;
import dev.mishap.applications.testing.operations.TracesContract;

import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.TestPropertySource;

@ActiveProfiles("client-errors")
@TestPropertySource(properties = RunningShop.WITHOUT_OPENTELEMETRY)
class BraveTests extends TracesContract {

	@Override
	protected String exceptionOfLostOrder() {
		return "OrderLostException";
	}

}
