package dev.mishap.contract;

import dev.mishap.wire.RefusedContract;
import org.junit.jupiter.api.Nested;

/** The contract on Reactor Netty. */
@OnNetty
class ContractOnNettyTests {

	@Nested
	class BodyConstraint extends BodyConstraintContract {

	}

	@Nested
	class Overload extends OverloadContract {

	}

	@Nested
	class Parameter extends ParameterContract {

	}

	@Nested
	class Refused extends RefusedContract {

	}

	@Nested
	class Routing extends RoutingContract {

	}

	@Nested
	class ThrownStatus extends ThrownStatusContract {

	}

	@Nested
	class UnreadableBody extends UnreadableBodyContract {

	}

	@Nested
	class Upstream extends UpstreamContract {

	}

	@Nested
	class Values extends ValuesContract {

	}

}
