package dev.mishap.contract;

import org.junit.jupiter.api.Nested;

/** The contract on Jetty, but for what never gets to see the container. */
@OnJetty
class ContractOnJettyTests {

	@Nested
	class Overload extends OverloadOfServlets {

	}

	@Nested
	class Parallel extends ParallelContract {

	}

	@Nested
	class Parameter extends ParameterOfServlets {

	}

	@Nested
	class Routing extends RoutingOfServlets {

	}

	@Nested
	class ThrownStatus extends ThrownStatusOfServlets {

	}

	@Nested
	class UnreadableBody extends UnreadableBodyContract {

	}

}
