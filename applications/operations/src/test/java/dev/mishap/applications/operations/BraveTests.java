package dev.mishap.applications.operations;

import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.TestPropertySource;

@ActiveProfiles("client-errors")
@TestPropertySource(properties = RunningShop.WITHOUT_OPENTELEMETRY)
class BraveTests extends TracesContract {

	@Override
	String exceptionOfLostOrder() {
		return "OrderLostException";
	}

}
