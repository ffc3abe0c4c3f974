package dev.mishap.contract;

import dev.mishap.wire.HeadersContract;
import dev.mishap.wire.LogContract;
import dev.mishap.wire.RefusedContract;
import dev.mishap.wire.UntouchedContract;
import org.junit.jupiter.api.Nested;

/** The contract on Reactor Netty. */
@OnNetty
class ContractOnNettyTests {

	@Nested
	class BodyConstraint extends BodyConstraintContract {

	}

	@Nested
	class Data extends DataContract {

	}

	@Nested
	class Overload extends OverloadContract {

	}

	@Nested
	class OwnHandlers extends OwnHandlersContract {

	}

	@Nested
	class Parallel extends ParallelContract {

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

	@Nested
	class Headers extends HeadersContract {

	}

	@Nested
	class Log extends LogContract {

	}

	@Nested
	class Untouched extends UntouchedContract {

	}

}
