package dev.mishap.applications.pages;

import java.util.List;

import dev.mishap.applications.pages.errorviews.ArchiveApplication;
import dev.mishap.applications.testing.Rows;

/**
 * An {@code ErrorViewResolver}, error attributes and advices of the application's own.
 */
class ErrorViewsTests extends PageApplicationSuite {

	private static final String ETAG = "\"0294a0935b4ccae2b3b4b3c4718e96740\"";

	ErrorViewsTests() {
		super(ArchiveApplication.class, false);
	}

	@Override
	protected List<String> warningsMeant() {
		return List.of("spring.web.error.include-message is 'always'");
	}

	@Override
	protected void rows(Rows rows) {
		rows.browser("GET /").sees(200, "The index").with("ETag", ETAG);
		rows.browser("GET /", "If-None-Match: " + ETAG).gets(304);
		rows.browser("GET /nope").sees(404, "Not in the archive", "Try the index.", "/nope");
		rows.browser("GET /documents/removed").isSentTo(302, "/removed");
		// the same address, which the container makes absolute
		rows.browser("GET /documents/moved").isSentTo(303, "/branch").without("Cache-Control", "").insteadOf(303, "");
		rows.browser("GET /documents/lent").sees(409, "On loan until <b>Monday</b>");
		rows.browser("GET /documents/burnt").sees(500, "Call <b>555-0100</b>", "500", "<i>burnt</i>");
		// the words of the library: those of the framework may name what is inside
		rows.browser("POST /documents/burnt")
			.form("a=b")
			.sees(405, "Call <b>555-0100</b>", "405", "does not support that method")
			.insteadOf(405, "is not supported");
		rows.browser("GET /%zz").sees(400, "Call <b>555-0100</b>").insteadOf(400, "HTTP Status 400");

		// the application's own handler answers in its own way, whoever asks
		rows.api("GET /documents/lent").sees(409, "On loan until <b>Monday</b>");
		rows.api("GET /nope").getsProblem(404, "NOT_FOUND");
		rows.api("GET /documents/removed").getsProblem(410, "GONE");
		rows.api("GET /documents/burnt").getsProblem(500, "INTERNAL_ERROR");
		rows.bare("POST /documents/burnt").form("a=b").getsProblem(405, "METHOD_NOT_ALLOWED");
	}

}
