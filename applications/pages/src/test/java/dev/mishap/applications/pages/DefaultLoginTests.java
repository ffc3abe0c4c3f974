package dev.mishap.applications.pages;

import dev.mishap.applications.pages.defaultlogin.IntranetApplication;
import dev.mishap.applications.testing.Rows;
import dev.mishap.applications.testing.Steps;

/** Spring Security as Boot configures it, which guards {@code /error} too. */
class DefaultLoginTests extends PageApplicationSuite {

	private static final String BASIC = "Authorization: Basic YWRhOnB3";

	private static final String WRONG = "Authorization: Basic YWRhOm5v";

	/** Spring Security 7.1 names the charset behind it, 7.0 does not. */
	private static final String CHALLENGE = "Basic realm=\"Realm\"";

	private static final Steps ADA = new Steps("as ada", (visitor) -> {
		visitor.get("/login", "Accept: text/html");
		visitor.post("/login", "_csrf={_csrf}&username=ada&password=pw", "Accept: text/html");
	});

	DefaultLoginTests() {
		super(IntranetApplication.class, true);
	}

	@Override
	protected void rows(Rows rows) {
		rows.browser("GET /login").sees(200, "Please sign in");
		rows.browser("GET /hello").isSentTo(302, "/login");
		rows.browser("GET /nope").isSentTo(302, "/login");
		rows.browser("GET /hello").after(ADA).gets(200, "Hello");
		rows.api("GET /hello", BASIC).gets(200, "Hello");
		rows.bare("GET /hello", BASIC).gets(200, "Hello");

		rows.htmx("GET /hello").getsProblem(401, "UNAUTHENTICATED").withBeginning("WWW-Authenticate", CHALLENGE);
		rows.fetch("GET /hello").getsProblem(401, "UNAUTHENTICATED").withBeginning("WWW-Authenticate", CHALLENGE);
		rows.bare("GET /hello").getsProblem(401, "UNAUTHENTICATED").withBeginning("WWW-Authenticate", CHALLENGE);
		rows.api("GET /hello").getsProblem(401, "UNAUTHENTICATED").withBeginning("WWW-Authenticate", CHALLENGE);
		rows.xhr("GET /hello").getsProblem(401, "UNAUTHENTICATED").without("WWW-Authenticate", "Basic");
		rows.api("GET /hello", WRONG)
			.getsProblem(401, "INVALID_CREDENTIALS")
			.withBeginning("WWW-Authenticate", CHALLENGE);

		rows.browser("GET /nope").after(ADA).sees(404, "The intranet is sorry", "<b>404</b>");
		rows.browser("GET /boom").after(ADA).sees(500, "The intranet is sorry", "<b>500</b>");
		rows.browser("GET /empty").after(ADA).sees(404, "The intranet is sorry").insteadOf(404, "");
		rows.browser("POST /hello").form("a=b").after(ADA).sees(403, "The intranet is sorry", "<b>403</b>");
		rows.browser("GET /nope", BASIC).sees(404, "The intranet is sorry", "<b>404</b>");
		rows.api("GET /nope", BASIC).getsProblem(404, "NOT_FOUND");
		rows.api("GET /boom", BASIC).getsProblem(500, "INTERNAL_ERROR");
		rows.api("GET /empty", BASIC).getsProblem(404, "NOT_FOUND");

		// a plain application guards its error page too, and so hides what was wrong
		rows.browser("GET /hello", WRONG).sees(401, "The intranet is sorry", "<b>401</b>").insteadOf(302, "");
		rows.browser("POST /hello").form("a=b").sees(403, "The intranet is sorry", "<b>403</b>").insteadOf(302, "");
		rows.browser("GET /hello;a=b").sees(400, "The intranet is sorry", "<b>400</b>").insteadOf(302, "");
		rows.browser("TRACE /hello").sees(405, "The intranet is sorry", "<b>405</b>").insteadOf(302, "");
		rows.api("POST /hello").form("a=b").getsProblem(403, "CSRF_REJECTED").insteadOf(401, "");
		rows.api("POST /hello", BASIC).form("a=b").getsProblem(403, "CSRF_REJECTED").insteadOf(401, "");
		rows.api("GET /hello;a=b").getsProblem(400, "REQUEST_REJECTED").insteadOf(401, "");
		rows.api("TRACE /hello").getsProblem(405, "METHOD_NOT_ALLOWED").insteadOf(401, "");
	}

}
