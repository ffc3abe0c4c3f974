package dev.mishap.differential;

import java.util.ArrayList;
import java.util.List;

import static dev.mishap.differential.Script.script;
import static dev.mishap.differential.Script.visit;
import static dev.mishap.differential.Steps.*;

/** What applications do with a request and its response: one line each. */
final class Scripts {

	static final List<Script> LIST = list();

	private Scripts() {
	}

	private static List<Script> list() {
		List<Script> list = new ArrayList<>(List.of(
				// no error
				script(print("fine")).everywhere(), script(write("fine")).everywhere(), script(),
				script(print("fine")).with("HEAD"), script(write("fine"), flush(), write(" and well")).everywhere(),
				script(contentType("text/plain;charset=ISO-8859-1"), print("\u00e9"), asksType(), asksEncoding()),
				script(encoding("UTF-16"), contentType("text/plain"), print("\u00e9"), asksEncoding(), asksType()),
				script(locale("de"), print("fine"), asksLocale(), asksType()), script(length(4), write("fine")),
				script(longLength(4), print("fine")), script(length(2), write("too long")),
				script(length(9), write("short")), script(writeMuch()).everywhere(), script(printMuch()).everywhere(),
				script(asksBufferSize(1_000), bufferSize(20_000), asksBufferSize(20_000), write("fine")),
				script(write("fine"), bufferSize(20_000)),
				script(cookie("a"), addHeader("X-Own", "1"), addHeader("X-Own", "2"), intHeader("X-Number", 1),
						addIntHeader("X-Number", 2), dateHeader("Last-Modified"), addDateHeader("X-Date"),
						asksHeader("X-Own"), asksHeaderNames(), print("fine")),
				script(trailers(), write("fine"), asksTrailers()),
				script(trailers(), write("fine"), flush(), write("!")), script(write("fine"), flush(), trailers()),
				script(setStatus(202), print("fine")), script(setStatus(204)), script(setStatus(304)),
				script(setStatus(204), flush()), script(write("fine"), closeStream(), write("late"), closeStream()),
				script(print("fine"), closeWriter(), print("late"), asksWriterError()), script(flush(), write("fine")),
				script(flushStream(), write("fine")), script(flushWriter(), print("fine")),
				script(write("fine"), asksReady()), script(tryStream(write("fine"))).everywhere(),
				script(tryWriter(print("fine"))).everywhere(),
				script(write("fine"), resetBuffer(), write("other")).everywhere(),
				script(header("X-Own", "1"), cookie("a"), write("fine"), reset(), print("other")).everywhere(),
				script(write("fine"), flush(), resetBuffer()), script(write("fine"), flush(), reset()),
				script(stream(), writer()), script(writer(), stream()),
				script(stream(), reset(), writer(), print("fine")), script(stream(), resetBuffer(), writer()),
				script(print("a"), write("b").passing()), script(write("a"), print("b").passing()),

				// redirects
				script(redirect("/elsewhere")).everywhere(), script(redirect("https://example.org/")),
				script(redirect("elsewhere", 307)), script(redirect("elsewhere", 303, true)),
				script(redirect("elsewhere", false), write("fine")),
				script(redirect("elsewhere", 308, false), write("fine")),
				script(write("lost"), redirect("/elsewhere"), write("late")),
				script(redirect("/elsewhere"), redirect("/again")), script(redirect("/elsewhere"), sendError(404)),
				script(redirect("/elsewhere"), fails()), script(redirect("/elsewhere"), failsWith(409)),
				script(redirect("/elsewhere"), header("X-Late", "1"), cookie("late"), setStatus(500),
						asksHeaderNames()),
				script(write("fine"), flush(), redirect("/elsewhere")),
				script(header("X-Own", "1"), redirect("/elsewhere")), script(tryStream(redirect("/elsewhere"))),
				script(takeStream(), redirect("/elsewhere"), writeTaken("late")),
				script(redirect("/elsewhere"), reset()), script(setStatus(500), redirect("/elsewhere")),
				script(redirect("/elsewhere"), flush(), fails()),

				// refusals
				script(sendError(404)).everywhere(), script(sendError(409, "Own words.")).everywhere(),
				script(sendError(404)).with("HEAD"), script(sendError(404)).with("POST"), script(sendError(500)),
				script(sendError(503, "Later.")), script(sendError(429)), script(sendError(401)),
				script(sendError(405)), script(sendError(413)), script(sendError(200)), script(sendError(302)),
				script(sendError(999)), script(sendError(499)), script(sendError(304)), script(sendError(204)),
				script(sendError(409, null)), script(write("lost"), sendError(404)).everywhere(),
				script(print("lost"), sendError(404)).everywhere(), script(write("sent"), flush(), sendError(404)),
				script(write("lost"), bufferSize(1), sendError(404)),
				script(header("X-Own", "1"), cookie("a"), sendError(404)).everywhere(),
				script(contentType("text/csv"), header("Content-Disposition", "attachment"), header("ETag", "\"a\""),
						header("Cache-Control", "max-age=60"), write("a,b"), sendError(404)),
				script(length(100), write("lost"), sendError(404)), script(trailers(), sendError(404)),
				script(header("Vary", "Origin"), header("Access-Control-Allow-Origin", "*"), sendError(403)),
				script(setStatus(202), sendError(404)), script(header("Allow", "GET"), sendError(405)),
				script(header("WWW-Authenticate", "Basic realm=\"own\""), sendError(401)),
				script(header("Retry-After", "7"), sendError(503)), script(tryStream(sendError(404))).everywhere(),
				script(tryWriter(sendError(404))).everywhere(),
				script(tryStream(writeTaken("lost"), sendError(404), writeTaken("late"))),
				script(takeStream(), sendError(404), writeTaken("late"), flushTaken(), closeTaken()).everywhere(),
				script(takeWriter(), sendError(404), printTaken("late"), flushTakenWriter()).everywhere(),
				script(takeWriter(), printTaken("lost"), sendError(404), closeTakenWriter()),
				script(sendError(404), fails()), script(sendError(404), failsWith(409)),
				script(sendError(500), fails()), script(tryStream(sendError(404), fails())),

				// empty errors
				script(setStatus(404)).everywhere(), script(setStatus(404)).with("HEAD"), script(setStatus(500)),
				script(setStatus(503)), script(setStatus(401)), script(setStatus(404), stream()),
				script(setStatus(404), writer()), script(setStatus(404), print("own words")).everywhere(),
				script(setStatus(500), tryStream(write("own words"))), script(setStatus(404), flush()),
				script(setStatus(404), flush(), write("own words")), script(setStatus(404), length(0)),
				script(setStatus(404), tryStream()), script(setStatus(404), flushStream()),
				script(setStatus(404), header("X-Own", "1"), cookie("a")),
				script(setStatus(404), write("lost"), resetBuffer()), script(setStatus(404), write("lost"), reset()),
				script(setStatus(404), contentType("text/csv")), script(setStatus(404), sendError(409)),
				script(setStatus(404), fails()), script(setStatus(404), closeStream()),
				script(setStatus(404), redirect("/elsewhere")), script(setStatus(499)), script(setStatus(999)),

				// failures
				script(fails()).everywhere(), script(fails()).with("HEAD"), script(failsWith(409)).everywhere(),
				script(failsWithServletException()), script(failsWithIo()), script(failsWithError()),
				script(header("X-Own", "1"), cookie("a"), write("lost"), fails()).everywhere(),
				script(print("lost"), fails()).everywhere(), script(write("sent"), flush(), fails()).everywhere(),
				script(print("sent"), flush(), fails()), script(writeMuch(), fails()), script(printMuch(), fails()),
				script(length(100), write("lost"), fails()), script(length(100), write("sent"), flush(), fails()),
				script(write("whole"), closeStream(), fails()).everywhere(),
				script(print("whole"), closeWriter(), fails()), script(tryStream(write("whole")), fails()),
				script(tryStream(writeTaken("half"), fails())), script(tryWriter(printTaken("half"), fails())),
				script(length(5), write("whole"), flush(), fails()),
				script(contentType("text/csv"), header("Content-Disposition", "attachment"), write("a,b"), fails()),
				script(setStatus(204), flush(), fails()), script(trailers(), write("sent"), flush(), fails()),

				// forwards and includes
				script(forward("/target/ok")).everywhere(), script(forward("/plain/ok")).everywhere(),
				script(forward("/target/refuses")).everywhere(), script(forward("/plain/refuses")).everywhere(),
				script(forward("/target/throws")).everywhere(), script(forward("/plain/throws")).everywhere(),
				script(forward("/target/gone")), script(forward("/plain/gone")), script(forward("/target/conflict")),
				script(forward("/target/nowhere")), script(forward("/target/own-words")),
				script(forward("/target/own-problem")), script(forward("/target/status")),
				script(forward("/target/reason")), script(forward("/target/flushes")),
				script(forward("/plain/flushes")), script(forward("/plain/redirects")),
				script(forward("/target/parameter")), script(forward("/target/half")),
				script(forward("/async/callable")), script(forward("/async/callable-throws")),
				script(write("lost"), forward("/target/ok")),
				script(write("sent"), flush(), caught(forward("/target/ok"))),
				script(setStatus(202), header("X-Own", "1"), forward("/target/ok"), write("late")),
				script(header("X-Own", "1"), cookie("a"), forward("/target/refuses")),
				script(forward("/target/ok"), fails()), script(forward("/target/refuses"), sendError(404)),
				script(forward("/target/ok"), sendError(404)), script(forward("/target/ok"), redirect("/elsewhere")),
				script(sendError(404), caught(forward("/target/ok"))),
				script(caught(forward("/plain/throws")), sendError(404)),
				script(caught(forward("/plain/throws")), print("fine")),
				script(print("a"), include("/target/ok"), print("z")).everywhere(),
				script(print("a"), include("/plain/ok"), print("z")).everywhere(),
				script(print("a"), include("/target/refuses"), print("z")),
				script(print("a"), include("/plain/refuses"), print("z")),
				script(print("a"), include("/target/throws"), print("z")),
				script(print("a"), include("/plain/throws"), print("z")),
				script(print("a"), caught(include("/target/throws")), print("z")),
				script(print("a"), caught(include("/plain/throws")), print("z")), script(include("/target/throws")),
				script(include("/target/conflict")), script(include("/target/gone")),
				script(include("/target/nowhere")), script(include("/plain/gone")),
				script(include("/plain/redirects"), print("z")), script(print("a"), flush(), include("/target/throws")),
				script(write("a"), include("/target/throws")), script(include("/target/flushes")),
				script(include("/target/own-words"), print("z")),

				// attributes set by hand
				script(errorAttribute(404), print("fine")), script(errorAttribute(404), forward("/error")),
				script(errorExceptionAttribute(), print("fine")), script(errorExceptionAttribute(), setStatus(404)),
				script(errorExceptionAttribute(), sendError(404)),
				script(errorExceptionAttribute(), setStatus(404), print("own words")), script(forward("/error")),
				script(include("/error")),

				// asynchronous
				script(startAsync(), print("fine"), complete()), script(startAsyncWith(), print("fine"), complete()),
				script(startAsync(), meanwhile(print("fine"), complete())),
				script(startAsync(), later(print("fine"), complete())),
				script(startAsyncWith(), later(print("fine"), complete())).everywhere(),
				script(startAsync(), later(print("fine"), flush(), print("more"), complete())),
				script(startAsync(), dispatch("/target/ok")).everywhere(),
				script(startAsync(), later(dispatch("/target/ok"))),
				script(startAsyncWith(), later(dispatch("/plain/ok"))),
				script(startAsync(), dispatch("/target/refuses")),
				script(startAsync(), later(dispatch("/target/refuses"))),
				script(startAsync(), dispatch("/plain/refuses")),
				script(startAsync(), later(dispatch("/plain/refuses"))),
				script(startAsync(), dispatch("/target/throws")),
				script(startAsync(), later(dispatch("/target/throws"))),
				script(startAsync(), dispatch("/plain/throws")), script(startAsync(), later(dispatch("/plain/throws"))),
				script(startAsync(), dispatch("/target/gone")), script(startAsync(), later(dispatch("/plain/gone"))),
				script(startAsync(), sendError(409), complete()),
				script(startAsync(), sendError(409), dispatch("/target/ok")),
				script(startAsync(), meanwhile(sendError(409), complete())),
				script(startAsync(), later(sendError(409), complete())),
				script(startAsyncWith(), meanwhile(sendError(409), complete())),
				script(startAsyncWith(), later(sendError(409, "Own words."), complete())),
				script(startAsyncWith(), later(header("X-Own", "1"), cookie("a"), sendError(409), complete())),
				script(startAsync(), later(setStatus(404), complete())),
				script(startAsync(), setStatus(404), complete()),
				script(startAsync(), later(setStatus(404), flush(), complete())),
				script(startAsyncWith(), later(setStatus(404), flush(), print("own words"), complete())),
				script(startAsync(), later(redirect("/elsewhere"), complete())), script(startAsync(), fails()),
				script(startAsync(), print("sent"), flush(), fails()), script(startAsync(), complete(), fails()),
				script(startAsync(), later(print("sent"), flush(), sendError(404), complete())),
				script(startAsync(), later(tryStream(sendError(404)), complete())), script(startAsync(), timeout(300)),
				script(startAsync(), timeout(300), print("lost")),
				script(startAsync(), timeout(300), print("sent"), flush()),
				script(startAsync(), timeout(300), onTimeout(print("too late"), complete())),
				script(startAsync(), timeout(300), onTimeout(sendError(503), complete())),
				script(startAsync(), timeout(300), onTimeout(setStatus(504), complete())),
				script(startAsync(), timeout(300), onTimeout(dispatch("/target/ok"))),
				script(startAsync(), timeout(300), onTimeout(dispatch("/target/refuses"))),
				script(startAsync(), timeout(300), onTimeout(fails())),
				script(startAsync(), onError(sendError(409), complete()), fails()),
				script(startAsync(), onError(setStatus(409), print("own words"), complete()), fails()),

				// handlers
				visit("/target/ok"), visit("/target/ok").with("HEAD"), visit("/target/refuses"),
				visit("/target/throws"), visit("/target/conflict"), visit("/target/gone"), visit("/target/own-words"),
				visit("/target/own-problem"), visit("/target/status"), visit("/target/reason"),
				visit("/target/parameter"), visit("/target/flushes"), visit("/target/half"), visit("/target/nowhere"),
				visit("/target/ok").with("BREW"), visit("/plain/gone"), visit("/plain/throws"), visit("/plain/flushes"),
				visit("/view/forward/ok"), visit("/view/forward/refuses"), visit("/view/forward/throws"),
				visit("/view/forward/gone"), visit("/view/forward/conflict"), visit("/view/forward/nowhere"),
				visit("/view/redirect"), visit("/view/nowhere"), visit("/async/callable"),
				visit("/async/callable-throws"), visit("/async/callable-refuses"), visit("/async/callable-gone"),
				visit("/async/future-fails"), visit("/async/deferred-timeout"), visit("/async/deferred-error"),
				visit("/async/stream"), visit("/async/stream-throws"), visit("/async/stream-breaks"),
				visit("/async/emitter"), visit("/async/emitter-fails-first"), visit("/async/emitter-cannot-write"),
				visit("/async/sse"), visit("/async/sse-timeout"), visit("/error"), visit("/nowhere")));

		// in pairs: after a refusal, a redirect and a commit, whatever changes a response
		List<Step> changes = List.of(sendError(409), redirect("/elsewhere"), reset(), resetBuffer(), setStatus(200),
				header("X-Late", "1"), addHeader("X-Late", "1"), intHeader("X-Late", 1), addIntHeader("X-Late", 1),
				dateHeader("X-Late"), addDateHeader("X-Late"), cookie("late"), contentType("text/csv"),
				encoding("UTF-16"), locale("de"), length(3), longLength(3), bufferSize(20_000), trailers(),
				asksBufferSize(1_000), asksType(), asksHeaderNames(), write("late"), print("late"), writeMuch(),
				printMuch(), flush(), flushStream(), flushWriter(), closeStream(), closeWriter(), asksReady(),
				redirect("/elsewhere", false));
		for (Step change : changes) {
			list.add(script(sendError(404), change));
			list.add(script(write("sent"), flush(), change));
		}
		list.add(script(sendError(404), startAsync(), complete()));
		list.add(script(write("sent"), flush(), startAsync(), complete()));
		return List.copyOf(list);
	}

}
