package dev.mishap.applications.operations.webflux;

import dev.mishap.applications.testing.operations.RunningShop;

import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.TestPropertySource;

@ActiveProfiles("client-errors")
@TestPropertySource(properties = RunningShop.WITHOUT_OPENTELEMETRY)
class BraveTests extends ReactiveTracesContract {

	@Override
	protected String exceptionOfLostOrder() {
		return "OrderLostException";
	}

}
