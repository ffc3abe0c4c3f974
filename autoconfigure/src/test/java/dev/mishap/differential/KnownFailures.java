package dev.mishap.differential;

import java.util.List;

import dev.mishap.differential.Difference.Aspect;

import static dev.mishap.differential.Expected.expect;
import static dev.mishap.differential.Expected.sometimes;

/** Differences that are faults of the library. Each has to go, and its line with it. */
final class KnownFailures {

	private static final String NESTED = "What fails inside of a forward or an include is answered there, instead of thrown to the caller.";

	private static final String FORWARD = "After a forward the response is suspended: the answer to a refusal gets no body.";

	private static final String NOWHERE = "A view that nobody has is 500, without the library 404.";

	private static final String KEEPS = "The flush that keeps the answer on Tomcat costs the length on Jetty.";

	private static final String ASYNC_EMPTY = "An empty error that is completed from an asynchronous request stays empty.";

	private static final String TIMEOUT_SENT = "A time-out after the commit looks like an end.";

	private static final String FLUSH = "A flush of an empty error is swallowed, and isCommitted says no.";

	private static final String UNUSED = "A stream that nobody has written to counts as a body.";

	private static final String ASYNC_FAILURE = "An exception after startAsync is answered by the library: listeners are not told, and the request may never be completed.";

	private static final String ASYNC_EVENTS = "A refusal or an exception in a later dispatch is not told to listeners.";

	private static final String EMITTER = "A second line, and a client that is said to be gone.";

	private static final String SSE = "The usual end of a stream of events is a cut.";

	private static final String REDIRECT = "A redirect stands although an exception follows it.";

	private static final String ZIPPED = "The field goes that says how the body is encoded, but the encoder stays.";

	private static final String REFUSED_THEN_THROWN = "What is thrown after a refusal is answered by the library, not as the container does.";

	private static final String STILL_OPEN = "After sendError the response is still open.";

	private static final String TAKEN = "A stream or writer that was taken before sendError stays live.";

	static final List<Expected> LIST = List.of(expect("forward(/target/flushes)!", Aspect.APPLICATION, "*/*/*", NESTED),
			expect("forward(/target/flushes)!", Aspect.BODY, "jetty/h2c/*", NESTED),
			expect("forward(/target/half)!", Aspect.APPLICATION, "*/*/*", NESTED),
			expect("forward(/target/throws)!", Aspect.APPLICATION, "*/*/*", NESTED),
			expect("forward(/target/throws)!", Aspect.PROBLEM,
					"tomcat/*/buffered-controller+buffered-servlet+zipped-controller+zipped-servlet jetty/*/zipped-controller+zipped-servlet",
					NESTED),
			expect("include(/target/conflict)!", Aspect.APPLICATION, "*/*/*", NESTED),
			expect("include(/target/conflict)!", Aspect.BODY, "*/*/*", NESTED),
			expect("include(/target/conflict)!", Aspect.FIELDS, "*/*/*", NESTED),
			expect("include(/target/conflict)!", Aspect.LOG, "*/*/*", NESTED),
			expect("include(/target/flushes)!", Aspect.APPLICATION, "*/*/*", NESTED),
			expect("include(/target/flushes)!", Aspect.BODY, "tomcat/h1/* jetty/h2c/*", NESTED),
			expect("include(/target/nowhere)!", Aspect.APPLICATION, "*/*/*", NESTED),
			expect("include(/target/nowhere)!", Aspect.BODY, "*/*/*", NESTED),
			expect("include(/target/nowhere)!", Aspect.FIELDS, "*/*/*", NESTED),
			expect("include(/target/nowhere)!", Aspect.LOG, "*/*/*", NESTED),
			expect("include(/target/throws)!", Aspect.APPLICATION, "*/*/*", NESTED),
			expect("include(/target/throws)!", Aspect.PROBLEM, "*/*/*", NESTED),
			expect("include(/target/throws)!", Aspect.STATUS, "*/*/*", NESTED),
			expect("print(a), caught include(/target/throws)!, print(z)", Aspect.APPLICATION, "*/*/*", NESTED),
			expect("print(a), caught include(/target/throws)!, print(z)", Aspect.BODY, "jetty/*/*", NESTED),
			expect("print(a), caught include(/target/throws)!, print(z)", Aspect.FIELDS, "jetty/*/*", NESTED),
			expect("print(a), caught include(/target/throws)!, print(z)", Aspect.LOG, "*/*/*", NESTED),
			expect("print(a), flushBuffer, include(/target/throws)!", Aspect.APPLICATION, "*/*/*", NESTED),
			expect("print(a), flushBuffer, include(/target/throws)!", Aspect.BODY, "tomcat/h1/* jetty/h2c/*", NESTED),
			expect("print(a), include(/target/ok)!, print(z)", Aspect.APPLICATION, "tomcat/*/controller+filter+servlet",
					NESTED),
			expect("print(a), include(/target/ok)!, print(z)", Aspect.LOG, "tomcat/*/controller+filter+servlet",
					NESTED),
			expect("print(a), include(/target/ok)!, print(z)", Aspect.PROBLEM, "tomcat/*/controller+filter+servlet",
					NESTED),
			expect("print(a), include(/target/ok)!, print(z)", Aspect.STATUS, "tomcat/*/controller+filter+servlet",
					NESTED),
			expect("print(a), include(/target/refuses)!, print(z)", Aspect.APPLICATION, "tomcat/*/*", NESTED),
			expect("print(a), include(/target/refuses)!, print(z)", Aspect.BODY, "tomcat/*/*", NESTED),
			expect("print(a), include(/target/refuses)!, print(z)", Aspect.FIELDS, "tomcat/*/*", NESTED),
			expect("print(a), include(/target/refuses)!, print(z)", Aspect.LOG, "tomcat/*/*", NESTED),
			expect("print(a), include(/target/refuses)!, print(z)", Aspect.STATUS, "tomcat/*/*", NESTED),
			expect("print(a), include(/target/throws)!, print(z)", Aspect.APPLICATION, "*/*/*", NESTED),
			expect("print(a), include(/target/throws)!, print(z)", Aspect.LOG, "tomcat/*/*", NESTED),
			expect("print(a), include(/target/throws)!, print(z)", Aspect.PROBLEM, "*/*/*", NESTED),
			expect("print(a), include(/target/throws)!, print(z)", Aspect.STATUS, "*/*/*", NESTED),
			expect("write(a), include(/target/throws)!", Aspect.APPLICATION, "*/*/*", NESTED),
			expect("write(a), include(/target/throws)!", Aspect.PROBLEM, "*/*/*", NESTED),
			expect("write(a), include(/target/throws)!", Aspect.STATUS, "*/*/*", NESTED),
			expect("/view/forward/gone", Aspect.PROBLEM, "*/*/*", FORWARD),
			expect("/view/forward/refuses", Aspect.PROBLEM, "tomcat/*/*", FORWARD),
			expect("forward(/plain/refuses)!", Aspect.APPLICATION, "jetty/*/zipped-controller+zipped-servlet", FORWARD),
			expect("forward(/plain/refuses)!", Aspect.PROBLEM, "tomcat/*/*", FORWARD),
			expect("forward(/target/reason)!", Aspect.PROBLEM, "tomcat/*/*", FORWARD),
			expect("forward(/target/refuses)!", Aspect.APPLICATION, "jetty/*/zipped-controller+zipped-servlet",
					FORWARD),
			expect("forward(/target/refuses)!", Aspect.PROBLEM, "tomcat/*/*", FORWARD),
			expect("forward(/target/refuses)!, sendError(404)", Aspect.PROBLEM, "tomcat/*/*", FORWARD),
			expect("setHeader(X-Own), addCookie(a), forward(/target/refuses)!", Aspect.PROBLEM, "tomcat/*/*", FORWARD),
			expect("/view/forward/nowhere", Aspect.STATUS, "*/*/*", NOWHERE),
			expect("/view/nowhere", Aspect.STATUS, "*/*/*", NOWHERE),
			expect("forward(/target/nowhere)!", Aspect.APPLICATION, "*/*/*", NOWHERE),
			expect("forward(/target/nowhere)!", Aspect.STATUS, "*/*/*", NOWHERE),
			expect("ERROR_EXCEPTION = IllegalState, print(fine)", Aspect.FIELDS, "jetty/*/*", KEEPS),
			expect("ERROR_EXCEPTION = IllegalState, setStatus(404), print(own words)", Aspect.FIELDS, "jetty/*/*",
					KEEPS),
			expect("startAsync, later { setStatus(404), complete }", Aspect.PROBLEM, "*/*/*", ASYNC_EMPTY),
			expect("startAsync, setStatus(404), complete", Aspect.PROBLEM, "*/*/*", ASYNC_EMPTY),
			expect("startAsync, setTimeout(50), onTimeout { setStatus(504), complete }", Aspect.PROBLEM, "*/*/*",
					ASYNC_EMPTY),
			expect("startAsync, setTimeout(50), print(sent), flushBuffer", Aspect.BODY, "tomcat/h2c/*", TIMEOUT_SENT),
			expect("startAsync, setTimeout(50), print(sent), flushBuffer", Aspect.LOG, "tomcat/*/*", TIMEOUT_SENT),
			expect("setStatus(404), flushBuffer", Aspect.APPLICATION, "*/*/*", FLUSH),
			expect("setStatus(404), flushBuffer, write(own words)", Aspect.APPLICATION, "*/*/*", FLUSH),
			expect("setStatus(404), flushBuffer, write(own words)", Aspect.FIELDS, "*/*/*", FLUSH),
			expect("startAsync(request, response), later { setStatus(404), flushBuffer, print(own words), complete }",
					Aspect.APPLICATION, "*/*/*", FLUSH),
			expect("startAsync(request, response), later { setStatus(404), flushBuffer, print(own words), complete }",
					Aspect.FIELDS, "*/*/*", FLUSH),
			expect("setStatus(404), getOutputStream", Aspect.PROBLEM, "*/*/*", UNUSED),
			expect("setStatus(404), getWriter", Aspect.PROBLEM, "*/*/*", UNUSED),
			sometimes("startAsync, complete, throws IllegalState!", Aspect.BODY, "jetty/*/*", ASYNC_FAILURE),
			sometimes("startAsync, complete, throws IllegalState!", Aspect.EVENTS, "jetty/*/* tomcat/*/filter+servlet",
					ASYNC_FAILURE),
			sometimes("startAsync, complete, throws IllegalState!", Aspect.FIELDS, "jetty/*/*", ASYNC_FAILURE),
			sometimes("startAsync, complete, throws IllegalState!", Aspect.STATUS, "jetty/*/*", ASYNC_FAILURE),
			sometimes("startAsync, onError { sendError(409), complete }, throws IllegalState!", Aspect.APPLICATION,
					"jetty/*/* tomcat/*/filter+servlet tomcat/h1/controller", ASYNC_FAILURE),
			sometimes("startAsync, onError { sendError(409), complete }, throws IllegalState!", Aspect.END,
					"tomcat/h1/controller jetty/h2c/controller", ASYNC_FAILURE),
			sometimes("startAsync, onError { sendError(409), complete }, throws IllegalState!", Aspect.EVENTS,
					"jetty/*/* tomcat/*/filter+servlet tomcat/h1/controller", ASYNC_FAILURE),
			sometimes("startAsync, onError { sendError(409), complete }, throws IllegalState!", Aspect.STATUS,
					"jetty/*/*", ASYNC_FAILURE),
			sometimes("startAsync, onError { setStatus(409), print(own words), complete }, throws IllegalState!",
					Aspect.APPLICATION, "jetty/*/* tomcat/*/filter+servlet tomcat/h1/controller", ASYNC_FAILURE),
			sometimes("startAsync, onError { setStatus(409), print(own words), complete }, throws IllegalState!",
					Aspect.BODY, "jetty/*/*", ASYNC_FAILURE),
			sometimes("startAsync, onError { setStatus(409), print(own words), complete }, throws IllegalState!",
					Aspect.END, "tomcat/h1/controller jetty/h2c/controller", ASYNC_FAILURE),
			sometimes("startAsync, onError { setStatus(409), print(own words), complete }, throws IllegalState!",
					Aspect.EVENTS, "jetty/*/* tomcat/*/filter+servlet tomcat/h1/controller", ASYNC_FAILURE),
			sometimes("startAsync, onError { setStatus(409), print(own words), complete }, throws IllegalState!",
					Aspect.FIELDS, "jetty/*/*", ASYNC_FAILURE),
			sometimes("startAsync, onError { setStatus(409), print(own words), complete }, throws IllegalState!",
					Aspect.STATUS, "jetty/*/*", ASYNC_FAILURE),
			sometimes("startAsync, throws IllegalState!", Aspect.END, "tomcat/h1/controller jetty/h2c/controller",
					ASYNC_FAILURE),
			sometimes("startAsync, throws IllegalState!", Aspect.EVENTS,
					"jetty/*/* tomcat/*/filter+servlet tomcat/h1/controller", ASYNC_FAILURE),
			expect("startAsync, dispatch(/plain/refuses)", Aspect.EVENTS, "tomcat/*/*", ASYNC_EVENTS),
			expect("startAsync, dispatch(/plain/throws)", Aspect.EVENTS, "tomcat/*/*", ASYNC_EVENTS),
			expect("startAsync, dispatch(/target/refuses)", Aspect.EVENTS, "tomcat/*/*", ASYNC_EVENTS),
			expect("startAsync, dispatch(/target/throws)", Aspect.EVENTS, "tomcat/*/*", ASYNC_EVENTS),
			expect("startAsync, later { dispatch(/plain/refuses) }", Aspect.EVENTS, "tomcat/*/*", ASYNC_EVENTS),
			expect("startAsync, later { dispatch(/plain/throws) }", Aspect.EVENTS, "tomcat/*/*", ASYNC_EVENTS),
			expect("startAsync, later { dispatch(/target/refuses) }", Aspect.EVENTS, "tomcat/*/*", ASYNC_EVENTS),
			expect("startAsync, later { dispatch(/target/throws) }", Aspect.EVENTS, "tomcat/*/*", ASYNC_EVENTS),
			expect("startAsync, sendError(409), dispatch(/target/ok)", Aspect.EVENTS, "tomcat/*/*", ASYNC_EVENTS),
			expect("startAsync, sendError(409), dispatch(/target/ok)", Aspect.LOG, "*/*/*", ASYNC_EVENTS),
			expect("startAsync, setTimeout(50), onTimeout { dispatch(/target/refuses) }", Aspect.EVENTS, "tomcat/*/*",
					ASYNC_EVENTS),
			sometimes("/async/emitter-cannot-write", Aspect.LOG, "*/*/*", EMITTER),
			expect("/async/sse-timeout", Aspect.BODY, "*/*/*", SSE),
			expect("sendRedirect(/elsewhere), flushBuffer, throws IllegalState!", Aspect.PROBLEM, "tomcat/*/*",
					REDIRECT),
			expect("sendRedirect(/elsewhere), flushBuffer, throws IllegalState!", Aspect.STATUS, "tomcat/*/*",
					REDIRECT),
			expect("sendRedirect(/elsewhere), throws IllegalState!", Aspect.PROBLEM, "tomcat/*/*", REDIRECT),
			expect("sendRedirect(/elsewhere), throws IllegalState!", Aspect.STATUS, "tomcat/*/*", REDIRECT),
			expect("sendRedirect(/elsewhere), throws ResponseStatus 409!", Aspect.PROBLEM, "tomcat/*/filter+servlet",
					REDIRECT),
			expect("sendRedirect(/elsewhere), throws ResponseStatus 409!", Aspect.STATUS, "tomcat/*/filter+servlet",
					REDIRECT),
			expect("forward(/plain/throws)!", Aspect.PROBLEM, "*/*/zipped-controller", ZIPPED),
			sometimes("forward(/target/ok)!", Aspect.APPLICATION, "jetty/*/zipped-servlet", ZIPPED),
			sometimes("forward(/target/ok)!", Aspect.LOG, "jetty/*/zipped-servlet", ZIPPED),
			expect("print(lost), sendError(404)", Aspect.PROBLEM, "*/*/zipped-controller+zipped-servlet", ZIPPED),
			expect("print(lost), throws IllegalState!", Aspect.PROBLEM, "*/*/zipped-controller", ZIPPED),
			expect("setHeader(X-Own), addCookie(a), write(lost), throws IllegalState!", Aspect.LOG,
					"*/*/zipped-controller", ZIPPED),
			expect("throws IllegalState!", Aspect.PROBLEM, "*/*/zipped-controller", ZIPPED),
			expect("throws ResponseStatus 409!", Aspect.PROBLEM, "*/*/zipped-controller", ZIPPED),
			expect("sendError(404), throws IllegalState!", Aspect.LOG, "*/*/controller", REFUSED_THEN_THROWN),
			expect("sendError(404), throws IllegalState!", Aspect.STATUS, "tomcat/*/controller jetty/*/filter+servlet",
					REFUSED_THEN_THROWN),
			expect("sendError(404), throws ResponseStatus 409!", Aspect.LOG, "*/*/controller", REFUSED_THEN_THROWN),
			expect("sendError(404), throws ResponseStatus 409!", Aspect.STATUS, "*/*/filter+servlet",
					REFUSED_THEN_THROWN),
			expect("sendError(500), throws IllegalState!", Aspect.LOG, "*/*/controller", REFUSED_THEN_THROWN),
			expect("sendError(404), addCookie(late)", Aspect.FIELDS, "tomcat/*/*", STILL_OPEN),
			expect("sendError(404), addDateHeader(X-Late)", Aspect.FIELDS, "tomcat/*/*", STILL_OPEN),
			expect("sendError(404), addHeader(X-Late)", Aspect.FIELDS, "tomcat/*/*", STILL_OPEN),
			expect("sendError(404), addIntHeader(X-Late)", Aspect.FIELDS, "*/*/*", STILL_OPEN),
			expect("sendError(404), caught forward(/target/ok)!", Aspect.APPLICATION, "jetty/*/*", STILL_OPEN),
			expect("sendError(404), reset", Aspect.APPLICATION, "*/*/*", STILL_OPEN),
			expect("sendError(404), reset", Aspect.PROBLEM, "*/*/*", STILL_OPEN),
			expect("sendError(404), resetBuffer", Aspect.APPLICATION, "*/*/*", STILL_OPEN),
			expect("sendError(404), sendRedirect(/elsewhere)", Aspect.APPLICATION, "*/*/*", STILL_OPEN),
			expect("sendError(404), sendRedirect(/elsewhere)", Aspect.PROBLEM, "*/*/*", STILL_OPEN),
			expect("sendError(404), sendRedirect(/elsewhere)", Aspect.STATUS, "*/*/*", STILL_OPEN),
			expect("sendError(404), sendRedirect(/elsewhere, false)", Aspect.APPLICATION, "*/*/*", STILL_OPEN),
			expect("sendError(404), sendRedirect(/elsewhere, false)", Aspect.PROBLEM, "*/*/*", STILL_OPEN),
			expect("sendError(404), sendRedirect(/elsewhere, false)", Aspect.STATUS, "*/*/*", STILL_OPEN),
			expect("sendError(404), setBufferSize(20000)", Aspect.APPLICATION, "*/*/*", STILL_OPEN),
			expect("sendError(404), setDateHeader(X-Late)", Aspect.FIELDS, "tomcat/*/*", STILL_OPEN),
			expect("sendError(404), setHeader(X-Late)", Aspect.FIELDS, "tomcat/*/*", STILL_OPEN),
			expect("sendError(404), setIntHeader(X-Late)", Aspect.FIELDS, "*/*/*", STILL_OPEN),
			expect("sendError(404), setStatus(200)", Aspect.APPLICATION, "jetty/*/*", STILL_OPEN),
			expect("sendError(404), setTrailerFields", Aspect.APPLICATION, "jetty/*/*", STILL_OPEN),
			expect("sendError(404), setTrailerFields", Aspect.FIELDS, "jetty/h2c/*", STILL_OPEN),
			expect("sendError(404), write much", Aspect.APPLICATION, "jetty/*/*", STILL_OPEN),
			expect("sendError(404), write(late)", Aspect.APPLICATION, "jetty/*/*", STILL_OPEN),
			expect("take stream, sendError(404), taken.write(late), taken.flush, taken.close", Aspect.APPLICATION,
					"jetty/*/controller+filter+servlet+zipped-controller+zipped-servlet", TAKEN),
			expect("take stream, sendError(404), taken.write(late), taken.flush, taken.close", Aspect.PROBLEM,
					"*/*/controller+filter+servlet+zipped-controller+zipped-servlet", TAKEN),
			expect("take writer, sendError(404), taken.print(late), taken writer.flush", Aspect.BODY,
					"jetty/*/zipped-controller+zipped-servlet", TAKEN),
			expect("take writer, sendError(404), taken.print(late), taken writer.flush", Aspect.PROBLEM,
					"jetty/*/controller+filter+servlet tomcat/*/controller+filter+servlet+zipped-controller+zipped-servlet",
					TAKEN),
			expect("take writer, taken.print(lost), sendError(404), taken writer.close", Aspect.PROBLEM, "*/*/*",
					TAKEN),
			expect("try stream { sendError(404) }!", Aspect.APPLICATION, "jetty/*/zipped-controller+zipped-servlet",
					TAKEN),
			expect("try stream { sendError(404) }!", Aspect.PROBLEM,
					"*/*/controller+filter+servlet+zipped-controller+zipped-servlet", TAKEN),
			expect("try stream { sendError(404), throws IllegalState! }!", Aspect.LOG, "*/*/controller", TAKEN),
			expect("try stream { sendError(404), throws IllegalState! }!", Aspect.PROBLEM, "*/*/*", TAKEN),
			expect("try stream { sendError(404), throws IllegalState! }!", Aspect.STATUS, "tomcat/*/*", TAKEN),
			expect("try stream { taken.write(lost), sendError(404), taken.write(late) }!", Aspect.APPLICATION,
					"jetty/*/*", TAKEN),
			expect("try stream { taken.write(lost), sendError(404), taken.write(late) }!", Aspect.PROBLEM, "*/*/*",
					TAKEN),
			expect("try writer { sendError(404) }!", Aspect.PROBLEM,
					"*/*/controller+filter+servlet+zipped-controller+zipped-servlet", TAKEN));

	private KnownFailures() {
	}

}
