package dev.mishap.applications.pages;

import dev.mishap.applications.pages.errorcontroller.BlogApplication;
import dev.mishap.applications.testing.Rows;

/** A controller of the application's own at {@code /error}. */
class ErrorControllerTests extends PageApplicationSuite {

	ErrorControllerTests() {
		super(BlogApplication.class, false);
	}

	@Override
	protected void rows(Rows rows) {
		rows.browser("GET /nope").sees(404, "No such post", "/nope");
		rows.browser("GET /posts/7").sees(404, "No such post", "/posts/7");
		rows.browser("GET /posts/x").sees(400, "The blog is unwell");
		rows.browser("GET /boom").sees(500, "The blog is unwell");
		rows.browser("POST /boom").form("a=b").sees(405, "The blog is unwell");
		rows.browser("TRACE /").sees(405, "The blog is unwell");

		rows.api("GET /nope").getsProblem(404, "NOT_FOUND");
		rows.api("GET /posts/x").getsProblem(400, "INVALID_PARAMETER");
		rows.api("GET /boom").getsProblem(500, "INTERNAL_ERROR");
		rows.bare("GET /nope").getsProblem(404, "NOT_FOUND");
	}

}
