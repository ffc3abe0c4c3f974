package dev.mishap.applications.jsp;

import dev.mishap.applications.testing.Rows;
import dev.mishap.applications.testing.RunningApplication;
import dev.mishap.applications.testing.WithAndWithoutStarter;

/** JSPs as error pages, in the WAR that the build has made. */
class BooksTests extends WithAndWithoutStarter {

	@Override
	protected RunningApplication start(boolean withStarter) {
		return RunningApplication.inOwnProcess(System.getProperty("application.war"), withStarter);
	}

	@Override
	protected void rows(Rows rows) {
		rows.browser("GET /").sees(200, "Books, 2 of them");
		rows.browser("GET /books/1").sees(200, "Emma");
		rows.browser("HEAD /").sees(200);

		rows.browser("GET /nope").sees(404, "No such book", "/nope");
		rows.browser("GET /books/7").sees(404, "No such book", "/books/7");
		rows.browser("GET /books/x").sees(400, "Ask the librarian", "<b>400</b> <i>Bad Request</i>");
		rows.browser("GET /refused").sees(403, "Ask the librarian", "<b>403</b>");
		rows.browser("GET /boom").sees(500, "The library is closed", "<b>500</b>");
		rows.browser("GET /broken").sees(500, "The library is closed", "<b>500</b>");
		rows.browser("POST /").form("a=b").sees(405, "Ask the librarian", "<b>405</b>");
		rows.browser("TRACE /").sees(405, "Ask the librarian", "<b>405</b>");
		rows.browser("HEAD /nope").sees(404);
		rows.browser("GET /empty").sees(404, "No such book", "/empty").insteadOf(404, "");
		rows.browser("GET /%zz").sees(400, "Ask the librarian", "<b>400</b>").insteadOf(400, "HTTP Status 400");
		// the application's own page for 410 fails
		rows.browser("GET /gone").sees(410, "<html").insteadOf(410, "");
		rows.browser("GET /WEB-INF/jsp/book.jsp").sees(404, "No such book");

		rows.api("GET /nope").getsProblem(404, "NOT_FOUND");
		rows.bare("GET /books/7").getsProblem(404, "NOT_FOUND");
		rows.api("GET /books/x").getsProblem(400, "INVALID_PARAMETER");
		rows.api("GET /refused").getsProblem(403, "FORBIDDEN");
		rows.api("GET /boom").getsProblem(500, "INTERNAL_ERROR");
		rows.api("GET /broken").getsProblem(500, "INTERNAL_ERROR");
		rows.api("POST /").form("a=b").getsProblem(405, "METHOD_NOT_ALLOWED");
		rows.api("GET /empty").getsProblem(404, "NOT_FOUND");
		rows.api("GET /gone").getsProblem(410, "GONE");
		rows.api("GET /%zz").getsProblem(400, "BAD_REQUEST");
	}

}
