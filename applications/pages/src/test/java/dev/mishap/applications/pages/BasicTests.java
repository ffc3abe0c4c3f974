package dev.mishap.applications.pages;

import dev.mishap.applications.pages.basic.DashboardApplication;
import dev.mishap.applications.testing.Rows;
import dev.mishap.applications.testing.Steps;

/** Basic for a page of scripts, with a CSRF token in a cookie. */
class BasicTests extends PageApplicationSuite {

	private static final String BASIC = "Authorization: Basic YWRhOnB3";

	private static final String WRONG = "Authorization: Basic YWRhOm5v";

	/** Spring Security 7.1 names the charset behind it, 7.0 does not. */
	private static final String CHALLENGE = "Basic realm=\"Realm\"";

	private static final Steps WITH_TOKEN = new Steps("with a token", (visitor) -> visitor.get("/api/me", BASIC));

	BasicTests() {
		super(DashboardApplication.class, true);
	}

	@Override
	protected void rows(Rows rows) {
		rows.browser("GET /").sees(200, "Dashboard");
		rows.browser("GET /dashboard.js").gets(200, "fetch");
		rows.xhr("GET /api/me", BASIC).gets(200, "ada");
		rows.fetch("GET /api/me", BASIC).gets(200, "ada");
		rows.xhr("POST /api/me", BASIC, "X-XSRF-TOKEN: {XSRF_TOKEN}").after(WITH_TOKEN).json("{}").gets(200, "changed");

		// no challenge that makes a browser ask for a password
		rows.xhr("GET /api/me").getsProblem(401, "UNAUTHENTICATED").without("WWW-Authenticate", "Basic");
		rows.xhr("GET /api/me", WRONG).getsProblem(401, "INVALID_CREDENTIALS").without("WWW-Authenticate", "Basic");
		rows.xhr("GET /nope").getsProblem(401, "UNAUTHENTICATED").without("WWW-Authenticate", "Basic");
		rows.api("GET /api/me").getsProblem(401, "UNAUTHENTICATED").withBeginning("WWW-Authenticate", CHALLENGE);
		rows.fetch("GET /api/me").getsProblem(401, "UNAUTHENTICATED").withBeginning("WWW-Authenticate", CHALLENGE);
		rows.bare("GET /api/me", WRONG)
			.getsProblem(401, "INVALID_CREDENTIALS")
			.withBeginning("WWW-Authenticate", CHALLENGE);

		rows.xhr("POST /api/me", BASIC).json("{}").getsProblem(403, "CSRF_REJECTED").insteadOf(401, "");
		rows.xhr("GET /api/admin", BASIC).getsProblem(403, "FORBIDDEN");
		rows.xhr("GET /api/boom", BASIC).getsProblem(500, "INTERNAL_ERROR");
		rows.xhr("GET /nope", BASIC).getsProblem(404, "NOT_FOUND");
		rows.fetch("PUT /api/me", BASIC, "X-XSRF-TOKEN: {XSRF_TOKEN}")
			.after(WITH_TOKEN)
			.json("{}")
			.getsProblem(405, "METHOD_NOT_ALLOWED");

		// the library's own page, in words for people
		rows.browser("GET /api/me")
			.sees(401, "<html")
			.withoutText("WWW-Authenticate")
			.withBeginning("WWW-Authenticate", CHALLENGE)
			.insteadOf(401, "");
		rows.browser("POST /api/me", BASIC)
			.form("a=b")
			.sees(403, "reload the page with the form")
			.withoutText("CSRF")
			.insteadOf(401, "");
		rows.browser("PUT /api/me", BASIC, "X-XSRF-TOKEN: {XSRF_TOKEN}")
			.after(WITH_TOKEN)
			.json("{}")
			.sees(405, "<html")
			.withoutText("Allow header")
			.insteadOf(405, "Whitelabel");
		rows.browser("POST /api/orders", BASIC, "X-XSRF-TOKEN: {XSRF_TOKEN}")
			.after(WITH_TOKEN)
			.json("{\"amount\":0}")
			.sees(422, "article", "amount", "1")
			.withoutText("See errors")
			.insteadOf(400, "Whitelabel");
		rows.browser("GET /nope", BASIC).sees(404, "<html").withoutText("Whitelabel").insteadOf(404, "Whitelabel");
	}

}
