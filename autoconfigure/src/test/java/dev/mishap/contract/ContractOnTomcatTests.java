package dev.mishap.contract;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import static dev.mishap.testing.ProblemAssert.assertThat;

/** The contract on Tomcat. */
@OnTomcat
class ContractOnTomcatTests {

	@Nested
	class BodyConstraint extends BodyConstraintContract {

	}

	@Nested
	class Data extends DataContract {

	}

	@Nested
	class Overload extends OverloadOfServlets {

	}

	@Nested
	class OwnHandlers extends OwnHandlersContract {

	}

	@Nested
	class Parallel extends ParallelContract {

	}

	@Nested
	class Parameter extends ParameterOfServlets {

		@Test
		void trap6QueryOfTooManyParameters() {
			assertThat(get("/query?" + "a=1&".repeat(1001) + "page-size=1")).isProblem(400, "BAD_REQUEST")
				.hasDetail("The query or the form of the request cannot be read. "
						+ "Check its percent-encoding and the number of its parameters.");
		}

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

	@Nested
	class Upstream extends UpstreamContract {

	}

	@Nested
	class Values extends ValuesContract {

	}

}
