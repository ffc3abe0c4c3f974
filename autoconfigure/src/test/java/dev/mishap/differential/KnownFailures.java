package dev.mishap.differential;

import java.util.List;
import java.util.Set;

import dev.mishap.differential.Difference.Aspect;

import static dev.mishap.differential.Expected.expect;

/** Differences that are faults of the library. Each has to go, and its line with it. */
final class KnownFailures {

	private static final String ASYNC_EMPTY = "An empty error that is completed from an asynchronous request stays empty.";

	private static final String TIMEOUT_SENT = "A time-out after the commit looks like an end, and has no line in the log.";

	private static final String UNUSED = "A stream that nobody has written to counts as a body.";

	private static final String CANNOT_WRITE = "An answer that the server does not let through is told as a client that has gone, and answered again.";

	/** Tests of {@link SurroundingsContract}: class, method and arguments. */
	static final Set<String> TESTS = Set.of("SurroundingsOnTomcatTests.responseDoesNotGrowWithEachCycle[]",
			"SurroundingsOnJettyTests.responseDoesNotGrowWithEachCycle[]");

	static final List<Expected> LIST = List.of(
			expect("startAsync, later { setStatus(404), complete }", Aspect.PROBLEM, "*/*/*", ASYNC_EMPTY),
			expect("startAsync, setStatus(404), complete", Aspect.PROBLEM, "*/*/*", ASYNC_EMPTY),
			expect("startAsync, setTimeout(50), onTimeout { setStatus(504), complete }", Aspect.PROBLEM, "*/*/*",
					ASYNC_EMPTY),
			expect("startAsync, setTimeout(50), print(sent), flushBuffer", Aspect.BODY, "tomcat/h2c/controller+servlet",
					TIMEOUT_SENT),
			expect("startAsync, setTimeout(50), print(sent), flushBuffer", Aspect.LOG, "tomcat/*/*", TIMEOUT_SENT),
			expect("setStatus(404), getOutputStream", Aspect.PROBLEM, "*/*/*", UNUSED),
			expect("setStatus(404), getWriter", Aspect.PROBLEM, "*/*/*", UNUSED),
			expect("sendError(404), sendRedirect(/elsewhere, false)", Aspect.LOG, "jetty/*/*", CANNOT_WRITE));

	private KnownFailures() {
	}

}
