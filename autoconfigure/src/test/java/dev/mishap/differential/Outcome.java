package dev.mishap.differential;

import java.util.List;

import dev.mishap.testing.RawHttp;

/**
 * What came of one run.
 *
 * @param run the run, for what the application saw
 * @param answer the answer, status 0 if there was none
 * @param end what became of the request and its connection
 * @param millis the time until then
 * @param log what was logged, library's lines included
 */
record Outcome(Run run, RawHttp.Answer answer, String end, long millis, List<LogLine> log) {

	/** A line of the log, WARN and ERROR for all, any level for the library. */
	record LogLine(String logger, String level, boolean library, String text) {

	}

}
