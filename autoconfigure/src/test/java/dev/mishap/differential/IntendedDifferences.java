package dev.mishap.differential;

import java.util.List;

import dev.mishap.differential.Difference.Aspect;

import static dev.mishap.differential.Expected.expect;

/** Differences that are meant, each with its reason. */
final class IntendedDifferences {

	private static final String TOO_LARGE = "Who sends too much is still sending: the connection is closed.";

	private static final String CUT = "The container appends an error page to half an answer, or ends it as if it were whole: it is cut.";

	private static final String NO_ADDRESS = "The address of the error page is none that clients have.";

	private static final String ASYNC_EMPTY = "As in plain Boot: nobody is told of the end of an asynchronous answer "
			+ "before the container has sent it.";

	private static final String UNUSED = "As in plain Boot: who takes the stream has said that the body is its own, and "
			+ "nothing is wrapped to find out whether it writes.";

	private static final String CLOSED = "Jetty has closed the response for the redirect that it refuses; it says so, once.";

	private static final String NOWHERE = "A page that a handler names and nobody has is no mistake of the client.";

	private static final String TOLD_METRICS = "The exception was told to the metrics by an application that has its own answer.";

	private static final String EVERY_DOOR = "What an exception says of itself counts outside of MVC as well.";

	private static final String NO_ERROR = "There is no problem with what is no error, and no error page either.";

	private static final String NO_STATUS = "A second line names the status that the application asked for and nobody can have.";

	private static final String DEAD_TYPE = "The media type of the dead body costs the error page: an empty 500 instead of the refusal.";

	private static final String JETTY_FLUSH = "On Jetty a flush after sendError sends an empty error, and nobody can answer any more.";

	private static final String ANSWERED = "An exception that has its answer does not reach the container, which has nothing to tell.";

	private static final String TIMEOUT = "Who takes too long is not available: 503 from every door.";

	static final List<Expected> LIST = List.of(
			expect("startAsync, later { setStatus(404), complete }", Aspect.PROBLEM, "*/*/*", ASYNC_EMPTY),
			expect("startAsync, setStatus(404), complete", Aspect.PROBLEM, "*/*/*", ASYNC_EMPTY),
			expect("startAsync, setTimeout(300), onTimeout { setStatus(504), complete }", Aspect.PROBLEM, "*/*/*",
					ASYNC_EMPTY),
			expect("setStatus(404), getOutputStream", Aspect.PROBLEM, "*/*/*", UNUSED),
			expect("setStatus(404), getWriter", Aspect.PROBLEM, "*/*/*", UNUSED),
			expect("sendError(404), sendRedirect(/elsewhere, false)", Aspect.LOG, "jetty/*/*", CLOSED),
			expect("sendError(413)", Aspect.END, "jetty/*/filter jetty/h1/controller+servlet", TOO_LARGE),
			expect("/plain/flushes", Aspect.BODY, "tomcat/h2c/*", CUT),
			expect("/target/flushes", Aspect.BODY, "tomcat/h2c/*", CUT),
			expect("forward(/plain/flushes)!", Aspect.BODY, "tomcat/h2c/controller+servlet", CUT),
			expect("forward(/target/flushes)!", Aspect.BODY, "tomcat/h2c/*", CUT),
			expect("include(/target/flushes)!", Aspect.BODY, "tomcat/h2c/controller+servlet", CUT),
			expect("print much, throws IllegalState!", Aspect.BODY, "tomcat/h2c/controller+servlet", CUT),
			expect("print(a), flushBuffer, include(/target/throws)!", Aspect.BODY, "tomcat/h2c/controller+servlet",
					CUT),
			expect("print(sent), flushBuffer, throws IllegalState!", Aspect.BODY, "tomcat/h2c/controller+servlet", CUT),
			expect("setContentLength(100), write(sent), flushBuffer, throws IllegalState!", Aspect.BODY,
					"tomcat/h2c/controller+servlet", CUT),
			expect("setTrailerFields, write(sent), flushBuffer, throws IllegalState!", Aspect.BODY,
					"tomcat/h2c/controller+servlet", CUT),
			expect("setTrailerFields, write(sent), flushBuffer, throws IllegalState!", Aspect.FIELDS,
					"tomcat/h2c/controller+servlet", CUT),
			expect("startAsync, print(sent), flushBuffer, throws IllegalState!", Aspect.BODY,
					"tomcat/h2c/controller+servlet", CUT),
			expect("write much, throws IllegalState!", Aspect.BODY, "tomcat/h2c/controller+servlet", CUT),
			expect("write(sent), flushBuffer, throws IllegalState!", Aspect.BODY, "tomcat/h2c/controller+servlet", CUT),
			expect("/error", Aspect.STATUS, "*/*/*", NO_ADDRESS),
			expect("forward(/error)!", Aspect.APPLICATION, "*/*/*", NO_ADDRESS),
			expect("forward(/error)!", Aspect.STATUS, "*/*/*", NO_ADDRESS),
			expect("include(/error)!", Aspect.BODY, "*/*/*", NO_ADDRESS),
			expect("include(/error)!", Aspect.LOG, "*/*/*", NO_ADDRESS),
			expect("/view/forward/nowhere", Aspect.STATUS, "*/*/*", NOWHERE),
			expect("/view/nowhere", Aspect.STATUS, "*/*/*", NOWHERE),
			expect("forward(/target/nowhere)!", Aspect.APPLICATION, "*/*/*", NOWHERE),
			expect("forward(/target/nowhere)!", Aspect.STATUS, "*/*/*", NOWHERE),
			expect("ERROR_EXCEPTION = IllegalState, print(fine)", Aspect.PROBLEM, "tomcat/*/*", TOLD_METRICS),
			expect("ERROR_EXCEPTION = IllegalState, print(fine)", Aspect.STATUS, "tomcat/*/*", TOLD_METRICS),
			expect("ERROR_EXCEPTION = IllegalState, setStatus(404)", Aspect.STATUS, "tomcat/*/*", TOLD_METRICS),
			expect("ERROR_EXCEPTION = IllegalState, setStatus(404), print(own words)", Aspect.PROBLEM, "tomcat/*/*",
					TOLD_METRICS),
			expect("ERROR_EXCEPTION = IllegalState, setStatus(404), print(own words)", Aspect.STATUS, "tomcat/*/*",
					TOLD_METRICS),
			expect("sendError(404), throws ResponseStatus 409!", Aspect.STATUS, "tomcat/*/filter+servlet", EVERY_DOOR),
			expect("sendRedirect(/elsewhere), throws ResponseStatus 409!", Aspect.STATUS, "tomcat/*/filter+servlet",
					EVERY_DOOR),
			expect("throws ResponseStatus 409!", Aspect.STATUS, "*/*/buffered-servlet+filter+servlet+zipped-servlet",
					EVERY_DOOR),
			expect("sendError(200)", Aspect.BODY, "*/*/*", NO_ERROR),
			expect("sendError(200)", Aspect.FIELDS, "*/*/*", NO_ERROR),
			expect("sendError(302)", Aspect.BODY, "*/*/*", NO_ERROR),
			expect("sendError(302)", Aspect.FIELDS, "*/*/*", NO_ERROR),
			expect("sendError(499)", Aspect.LOG, "*/*/*", NO_STATUS),
			expect("sendError(999)", Aspect.LOG, "*/*/*", NO_STATUS),
			expect("setContentType(text/csv), setHeader(Content-Disposition), setHeader(ETag), setHeader(Cache-Control), write(a,b), sendError(404)",
					Aspect.STATUS, "tomcat/*/*", DEAD_TYPE),
			expect("sendError(404), stream.flush", Aspect.PROBLEM, "jetty/*/*", JETTY_FLUSH),
			expect("sendError(404), writer.flush", Aspect.PROBLEM, "jetty/*/*", JETTY_FLUSH),
			expect("take stream, sendError(404), taken.write(late), taken.flush, taken.close", Aspect.PROBLEM,
					"jetty/*/filter+servlet", JETTY_FLUSH),
			expect("startAsync, dispatch(/plain/throws)", Aspect.EVENTS, "tomcat/*/*", ANSWERED),
			expect("startAsync, dispatch(/target/throws)", Aspect.EVENTS, "tomcat/*/*", ANSWERED),
			expect("startAsync, later { dispatch(/plain/throws) }", Aspect.EVENTS, "tomcat/*/*", ANSWERED),
			expect("startAsync, later { dispatch(/target/throws) }", Aspect.EVENTS, "tomcat/*/*", ANSWERED),
			expect("startAsync, setTimeout(300)", Aspect.STATUS, "*/*/*", TIMEOUT),
			expect("startAsync, setTimeout(300), onTimeout { throws IllegalState! }", Aspect.STATUS, "*/*/*", TIMEOUT),
			expect("startAsync, setTimeout(300), print(lost)", Aspect.STATUS, "*/*/*", TIMEOUT));

	private IntendedDifferences() {
	}

}
