package dev.mishap.applications.pages;

import dev.mishap.applications.pages.statuspages.ShopApplication;
import dev.mishap.applications.testing.Rows;
import dev.mishap.applications.testing.Steps;

/** Pages for single statuses, none for server errors, and the language of a cookie. */
class StatusPagesTests extends PageApplicationSuite {

	private static final Steps GERMAN_COOKIE = new Steps("German cookie", (visitor) -> visitor.cookie("lang", "de"));

	StatusPagesTests() {
		super(ShopApplication.class, false);
	}

	@Override
	protected void rows(Rows rows) {
		rows.browser("GET /").sees(200, "Welcome");
		rows.browser("GET /").after(GERMAN_COOKIE).sees(200, "Willkommen");

		// the resolver of the language refuses it, in plain Boot too
		rows.browser("GET /", "Cookie: lang=%%%").sees(500, "<html").insteadOf(500, "Whitelabel");
		rows.browser("GET /nope", "Cookie: lang=%%%").sees(500, "<html").insteadOf(500, "Whitelabel");
		rows.api("GET /", "Cookie: lang=%%%").getsProblem(500, "INTERNAL_ERROR");
		rows.browser("GET /nope").sees(404, "Lost?", "/nope");
		rows.browser("GET /nope").after(GERMAN_COOKIE).sees(404, "Verlaufen?", "lang=\"de\"");
		rows.browser("GET /articles/7").sees(404, "Lost?");
		rows.browser("GET /articles/x").sees(400, "That did not fit", "<b>400</b>");
		rows.browser("GET /articles/x").after(GERMAN_COOKIE).sees(400, "Das passt nicht");
		rows.browser("GET /send/404").sees(404, "Lost?");
		rows.browser("GET /send/403").sees(403, "Not for you");
		rows.browser("GET /send/403").after(GERMAN_COOKIE).sees(403, "Nichts f");
		rows.browser("GET /send/409").sees(409, "That did not fit", "<b>409</b>");
		rows.browser("GET /send/503").sees(503, "Closed for an hour");
		rows.browser("GET /throw/403").sees(403, "Not for you");
		rows.browser("GET /throw/404").sees(404, "Lost?");
		rows.browser("GET /throw/409").sees(409, "That did not fit").withoutText("said on purpose");
		rows.browser("GET /throw/503").sees(503, "Closed for an hour");
		rows.browser("POST /").form("a=b").sees(405, "That did not fit", "<b>405</b>");
		rows.browser("TRACE /").sees(405, "That did not fit", "<b>405</b>");
		rows.browser("GET /own").sees(404, "own body");
		rows.browser("GET /empty").sees(404, "Lost?", "/empty").insteadOf(404, "");
		rows.browser("GET /%zz").sees(400, "That did not fit").insteadOf(400, "HTTP Status 400");
		rows.browser("GET /%zz").after(GERMAN_COOKIE).sees(400, "Das passt nicht").insteadOf(400, "HTTP Status 400");
		// no page of its own: that of the library where Boot has its white label
		rows.browser("GET /boom").sees(500, "<html").withoutText("boom").insteadOf(500, "Whitelabel");
		rows.browser("GET /boom")
			.after(GERMAN_COOKIE)
			.sees(500, "lang=\"de\"")
			.with("Content-Language", "de")
			.insteadOf(500, "Whitelabel");
		rows.browser("GET /send/500").sees(500, "<html").withoutText("Whitelabel").insteadOf(500, "Whitelabel");
		// the application's own page for 410 fails
		rows.browser("GET /send/410").sees(410, "<html").withoutText("broken on purpose").insteadOf(410, "");
		rows.browser("GET /throw/410").sees(410, "<html").withoutText("broken on purpose").insteadOf(410, "");

		rows.api("GET /nope").getsProblem(404, "NOT_FOUND");
		rows.api("GET /nope").after(GERMAN_COOKIE).getsProblem(404, "NOT_FOUND").with("Content-Language", "de");
		rows.bare("GET /articles/x").getsProblem(400, "INVALID_PARAMETER");
		rows.api("GET /send/403").getsProblem(403, "FORBIDDEN");
		rows.api("GET /send/410").getsProblem(410, "GONE");
		rows.api("GET /throw/409").getsProblem(409, "CONFLICT");
		rows.api("GET /send/503").getsProblem(503, "SERVICE_UNAVAILABLE");
		rows.api("GET /boom").getsProblem(500, "INTERNAL_ERROR");
		rows.api("POST /").form("a=b").getsProblem(405, "METHOD_NOT_ALLOWED");
		rows.api("GET /empty").getsProblem(404, "NOT_FOUND");
		rows.api("GET /own").gets(404, "own body");
	}

}
