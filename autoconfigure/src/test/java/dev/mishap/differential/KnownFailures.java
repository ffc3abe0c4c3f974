package dev.mishap.differential;

import java.util.List;

import dev.mishap.differential.Difference.Aspect;

import static dev.mishap.differential.Expected.expect;
import static dev.mishap.differential.Expected.sometimes;

/** Differences that are faults of the library. Each has to go, and its line with it. */
final class KnownFailures {

	private static final String NESTED = "What MVC cannot do inside of a forward is answered there, instead of thrown to the caller.";

	private static final String KEEPS = "The flush that keeps the answer on Tomcat costs the length on Jetty.";

	private static final String OWED = "A field that the application has set is replaced.";

	private static final String ASYNC_EMPTY = "An empty error that is completed from an asynchronous request stays empty.";

	private static final String TIMEOUT_REFUSED = "A refusal by what the application dispatches to after a time-out becomes a 503.";

	private static final String TIMEOUT_SENT = "A time-out after the commit looks like an end, and has no line in the log.";

	private static final String UNUSED = "A stream that nobody has written to counts as a body.";

	private static final String ASYNC_FAILURE = "An exception after startAsync is answered by the library: listeners are not told.";

	private static final String ASYNC_REFUSAL = "The answer to a refusal that was completed fails on Tomcat, and listeners are not told of the end.";

	private static final String NOT_GONE = "A write of the application that the server refuses after sendError is taken for a client that has gone.";

	private static final String ZIPPED_WRITER = "An error inside of a wrapper whose writer is closed is answered twice.";

	private static final String ZIPPED = "The encoder has written its head already, and it is lost with the buffer.";

	private static final String CANNOT_WRITE = "An answer that cannot be written is left without a word to the container, which asks for it again.";

	/**
	 * Rows that are not run, as the server is busy with them for ever after. Nothing
	 * tells when they are mended: try them.
	 */
	static final List<Expected> ENDLESS = List.of();

	static final List<Expected> LIST = List.of(expect("forward(/target/flushes)!", Aspect.APPLICATION, "*/*/*", NESTED),
			expect("forward(/target/flushes)!", Aspect.BODY, "jetty/h2c/*", NESTED),
			expect("forward(/target/half)!", Aspect.APPLICATION, "*/*/*", NESTED),
			expect("forward(/target/throws)!", Aspect.APPLICATION, "*/*/*", NESTED),
			expect("forward(/target/throws)!", Aspect.PROBLEM,
					"tomcat/*/buffered-controller+buffered-servlet+zipped-controller+zipped-servlet", NESTED),
			expect("ERROR_EXCEPTION = IllegalState, print(fine)", Aspect.FIELDS, "jetty/*/*", KEEPS),
			expect("ERROR_EXCEPTION = IllegalState, setStatus(404), print(own words)", Aspect.FIELDS, "jetty/*/*",
					KEEPS),
			expect("setHeader(Allow), sendError(405)", Aspect.FIELDS, "*/*/controller", OWED),
			expect("startAsync, later { setStatus(404), complete }", Aspect.PROBLEM, "*/*/*", ASYNC_EMPTY),
			expect("startAsync, setStatus(404), complete", Aspect.PROBLEM, "*/*/*", ASYNC_EMPTY),
			expect("startAsync, setTimeout(50), onTimeout { setStatus(504), complete }", Aspect.PROBLEM, "*/*/*",
					ASYNC_EMPTY),
			expect("startAsync, setTimeout(50), onTimeout { dispatch(/target/refuses) }", Aspect.STATUS, "*/*/*",
					TIMEOUT_REFUSED),
			expect("startAsync, setTimeout(50), print(sent), flushBuffer", Aspect.BODY, "tomcat/h2c/*", TIMEOUT_SENT),
			expect("startAsync, setTimeout(50), print(sent), flushBuffer", Aspect.LOG, "tomcat/*/*", TIMEOUT_SENT),
			expect("setStatus(404), getOutputStream", Aspect.PROBLEM, "*/*/*", UNUSED),
			expect("setStatus(404), getWriter", Aspect.PROBLEM, "*/*/*", UNUSED),
			expect("startAsync, complete, throws IllegalState!", Aspect.BODY, "jetty/*/*", ASYNC_FAILURE),
			expect("startAsync, complete, throws IllegalState!", Aspect.EVENTS, "jetty/*/* tomcat/*/filter+servlet",
					ASYNC_FAILURE),
			expect("startAsync, complete, throws IllegalState!", Aspect.FIELDS, "jetty/*/*", ASYNC_FAILURE),
			expect("startAsync, complete, throws IllegalState!", Aspect.LOG, "tomcat/*/controller", ASYNC_FAILURE),
			expect("startAsync, complete, throws IllegalState!", Aspect.STATUS, "jetty/*/*", ASYNC_FAILURE),
			expect("startAsync, onError { sendError(409), complete }, throws IllegalState!", Aspect.APPLICATION,
					"*/*/*", ASYNC_FAILURE),
			expect("startAsync, onError { sendError(409), complete }, throws IllegalState!", Aspect.EVENTS, "*/*/*",
					ASYNC_FAILURE),
			expect("startAsync, onError { sendError(409), complete }, throws IllegalState!", Aspect.STATUS, "jetty/*/*",
					ASYNC_FAILURE),
			expect("startAsync, onError { setStatus(409), print(own words), complete }, throws IllegalState!",
					Aspect.APPLICATION, "*/*/*", ASYNC_FAILURE),
			expect("startAsync, onError { setStatus(409), print(own words), complete }, throws IllegalState!",
					Aspect.BODY, "jetty/*/*", ASYNC_FAILURE),
			expect("startAsync, onError { setStatus(409), print(own words), complete }, throws IllegalState!",
					Aspect.EVENTS, "*/*/*", ASYNC_FAILURE),
			expect("startAsync, onError { setStatus(409), print(own words), complete }, throws IllegalState!",
					Aspect.FIELDS, "jetty/*/*", ASYNC_FAILURE),
			expect("startAsync, onError { setStatus(409), print(own words), complete }, throws IllegalState!",
					Aspect.STATUS, "jetty/*/*", ASYNC_FAILURE),
			expect("startAsync, throws IllegalState!", Aspect.EVENTS, "*/*/*", ASYNC_FAILURE),
			expect("sendError(404), startAsync, complete", Aspect.EVENTS, "tomcat/*/*", ASYNC_REFUSAL),
			expect("sendError(404), startAsync, complete", Aspect.LOG, "tomcat/*/*", ASYNC_REFUSAL),
			expect("startAsync(request, response), meanwhile { sendError(409), complete }", Aspect.EVENTS, "tomcat/*/*",
					ASYNC_REFUSAL),
			expect("startAsync(request, response), meanwhile { sendError(409), complete }", Aspect.LOG, "tomcat/*/*",
					ASYNC_REFUSAL),
			expect("startAsync, meanwhile { sendError(409), complete }", Aspect.EVENTS, "tomcat/*/*", ASYNC_REFUSAL),
			expect("startAsync, meanwhile { sendError(409), complete }", Aspect.LOG, "tomcat/*/*", ASYNC_REFUSAL),
			expect("startAsync, sendError(409), complete", Aspect.EVENTS, "tomcat/*/*", ASYNC_REFUSAL),
			expect("startAsync, sendError(409), complete", Aspect.LOG, "tomcat/*/*", ASYNC_REFUSAL),
			expect("startAsync, sendError(409), dispatch(/target/ok)", Aspect.EVENTS, "tomcat/*/*", ASYNC_REFUSAL),
			expect("startAsync, sendError(409), dispatch(/target/ok)", Aspect.LOG, "tomcat/*/*", ASYNC_REFUSAL),
			sometimes("/async/callable-refuses", Aspect.LOG, "tomcat/*/*", ASYNC_REFUSAL),
			expect("forward(/plain/refuses)!", Aspect.LOG, "jetty/*/zipped-controller+zipped-servlet", NOT_GONE),
			expect("forward(/target/refuses)!", Aspect.LOG, "jetty/*/zipped-controller+zipped-servlet", NOT_GONE),
			expect("print(lost), sendError(404)", Aspect.LOG, "jetty/*/zipped-controller+zipped-servlet", NOT_GONE),
			expect("take stream, sendError(404), taken.write(late), taken.flush, taken.close", Aspect.LOG,
					"jetty/*/buffered-controller+buffered-servlet+zipped-controller", NOT_GONE),
			expect("take writer, sendError(404), taken.print(late), taken writer.flush", Aspect.LOG,
					"jetty/*/buffered-controller+buffered-servlet", NOT_GONE),
			expect("try stream { sendError(404) }!", Aspect.LOG, "jetty/*/zipped-controller+zipped-servlet", NOT_GONE),
			expect("try stream { taken.write(lost), sendError(404), taken.write(late) }!", Aspect.LOG,
					"jetty/*/controller", NOT_GONE),
			expect("write(lost), sendError(404)", Aspect.LOG, "jetty/*/zipped-controller+zipped-servlet", NOT_GONE),
			expect("forward(/target/ok)!", Aspect.APPLICATION, "jetty/*/zipped-servlet", ZIPPED_WRITER),
			expect("forward(/target/ok)!", Aspect.LOG, "jetty/*/zipped-servlet", ZIPPED_WRITER),
			expect("print(lost), throws IllegalState!", Aspect.PROBLEM, "*/*/zipped-controller", ZIPPED),
			expect("setHeader(X-Own), addCookie(a), write(lost), throws IllegalState!", Aspect.PROBLEM,
					"*/*/zipped-controller", ZIPPED));

	private KnownFailures() {
	}

}
