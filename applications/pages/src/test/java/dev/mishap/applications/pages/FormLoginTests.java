package dev.mishap.applications.pages;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import dev.mishap.applications.pages.formlogin.BankApplication;
import dev.mishap.applications.testing.Row;
import dev.mishap.applications.testing.Rows;
import dev.mishap.applications.testing.Steps;
import dev.mishap.applications.testing.Visitor;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/** An own log-in page, CSRF, remember-me, sessions that end, htmx, and excluded paths. */
class FormLoginTests extends PageApplicationSuite {

	private static final String BROWSER = "Accept: text/html";

	private static final Steps AT_LOGIN = new Steps("at the log-in page", (visitor) -> visitor.get("/login", BROWSER));

	private static final Steps SENT_TO_LOGIN = new Steps("sent to the log-in page", (visitor) -> {
		visitor.get("/account", BROWSER);
		visitor.get("/login", BROWSER);
	});

	private static final Steps ADA = new Steps("as ada", (visitor) -> logIn(visitor, "ada", ""));

	private static final Steps ROOT = new Steps("as root", (visitor) -> logIn(visitor, "root", ""));

	private static final Steps AT_ACCOUNT = new Steps("at the account", (visitor) -> visitor.get("/account", BROWSER));

	private static final Steps REMEMBERED = new Steps("remembered", (visitor) -> {
		logIn(visitor, "ada", "&remember-me=on");
		visitor.forget("JSESSIONID");
	});

	private static final Steps WRONGLY_REMEMBERED = new Steps("wrongly remembered",
			(visitor) -> visitor.cookie("remember-me", "YWRhOjE6U0hBMjU2Ong="));

	private static final Steps OLD_SESSION = new Steps("with an old session", (visitor) -> {
		logIn(visitor, "ada", "");
		visitor.get("/account", BROWSER);
		visitor.cookie("JSESSIONID", "00000000000000000000000000000000");
	});

	private static final Steps LOGGED_IN_ELSEWHERE = new Steps("logged in elsewhere since", (visitor) -> {
		logIn(visitor, "bob", "");
		logIn(visitor.another(), "bob", "");
	});

	private final List<Row> trace = new ArrayList<>();

	FormLoginTests() {
		super(BankApplication.class, true);
	}

	private static void logIn(Visitor visitor, String name, String more) {
		visitor.get("/login", BROWSER);
		visitor.post("/login", "_csrf={_csrf}&username=" + name + "&password=pw" + more, BROWSER);
	}

	@Override
	protected void rows(Rows rows) {
		rows.browser("GET /").sees(200, "The bank");
		rows.browser("GET /login").sees(200, "Log in here");
		rows.browser("GET /bank.css").gets(200, "color");
		rows.browser("GET /account").isSentTo(302, "/login");
		rows.browser("GET /nope").isSentTo(302, "/login");
		rows.browser("GET /admin/panel").isSentTo(302, "/login");
		rows.browser("POST /login").form("_csrf={_csrf}&username=ada&password=pw").after(AT_LOGIN).isSentTo(302, "/");
		rows.browser("POST /login")
			.form("_csrf={_csrf}&username=ada&password=pw")
			.after(SENT_TO_LOGIN)
			.isSentTo(302, "/account?continue");
		rows.browser("POST /login")
			.form("_csrf={_csrf}&username=ada&password=wrong")
			.after(AT_LOGIN)
			.isSentTo(302, "/login?error");
		rows.browser("GET /login?error").sees(200, "Wrong.");
		rows.browser("GET /account").after(ADA).sees(200, "Account of <b>ada</b>");
		rows.browser("POST /account")
			.form("_csrf={_csrf}&amount=5")
			.after(ADA)
			.after(AT_ACCOUNT)
			.isSentTo(302, "/account");
		rows.browser("POST /logout").form("_csrf={_csrf}").after(ADA).after(AT_ACCOUNT).isSentTo(302, "/login?logout");
		rows.browser("GET /admin/panel").after(ROOT).sees(200, "Account of");
		rows.api("GET /api/account").after(ADA).gets(200, "ada");
		rows.htmx("GET /account").after(ADA).sees(200, "Account of <b>ada</b>");
		rows.fetch("GET /api/account").after(ADA).gets(200, "ada");

		// remember-me
		rows.browser("GET /account").after(REMEMBERED).sees(200, "Account of <b>ada</b>");
		rows.api("GET /api/account").after(REMEMBERED).gets(200, "ada");
		rows.browser("GET /account/pin").after(ADA).sees(200, "Account of <b>ada</b>");
		rows.browser("GET /account/pin").after(REMEMBERED).isSentTo(302, "/login");
		rows.api("GET /account/pin").after(REMEMBERED).getsProblem(401, "UNAUTHENTICATED").insteadOf(302, "");
		rows.browser("GET /account").after(WRONGLY_REMEMBERED).isSentTo(302, "/login");
		rows.api("GET /api/account")
			.after(WRONGLY_REMEMBERED)
			.getsProblem(401, "UNAUTHENTICATED")
			.with("Set-Cookie", "remember-me=; Expires=Thu, 01 Jan 1970 00:00:10 GMT; Path=/")
			.insteadOf(302, "");

		// who does not ask for JSON is sent to the log-in page, as by Security
		rows.bare("GET /account").isSentTo(302, "/login");
		rows.bare("GET /account", "Accept: */*").isSentTo(302, "/login");
		rows.bare("GET /account", "Accept: text/plain").isSentTo(302, "/login");
		rows.bare("GET /account", "Accept: image/png").isSentTo(302, "/login");
		rows.bare("GET /account", "Accept: text/html, application/json").isSentTo(302, "/login");
		rows.bare("GET /account", "Accept: application/json, text/html;q=0.5").isSentTo(302, "/login");
		rows.htmx("GET /account").isSentTo(302, "/login");
		rows.fetch("GET /api/account").isSentTo(302, "/login");
		rows.bare("HEAD /account").isSentTo(302, "/login");
		rows.api("GET /api/account")
			.getsProblem(401, "UNAUTHENTICATED")
			.without("WWW-Authenticate", "Bearer")
			.without("WWW-Authenticate", "Basic")
			.without("Location", "")
			.insteadOf(302, "");
		rows.bare("GET /api/account", "Accept: application/problem+json, application/json")
			.getsProblem(401, "UNAUTHENTICATED")
			.insteadOf(302, "");
		rows.xhr("GET /api/account")
			.getsProblem(401, "UNAUTHENTICATED")
			.without("WWW-Authenticate", "Bearer")
			.without("WWW-Authenticate", "Basic")
			.insteadOf(302, "");
		rows.api("POST /login")
			.form("_csrf={_csrf}&username=ada&password=wrong")
			.after(AT_LOGIN)
			.getsProblem(401, "INVALID_CREDENTIALS")
			.insteadOf(302, "");

		// refusals
		rows.browser("GET /admin/panel").after(ADA).sees(403, "The bank does not allow this");
		rows.browser("GET /account/closed").after(ADA).sees(403, "The bank does not allow this");
		rows.browser("POST /account").form("amount=5").after(ADA).sees(403, "The bank does not allow this");
		rows.browser("POST /account").form("_csrf=old&amount=5").after(ADA).sees(403, "The bank does not allow this");
		rows.browser("POST /account").form("amount=5").sees(403, "The bank does not allow this");
		rows.browser("POST /login").form("username=ada&password=pw").sees(403, "The bank does not allow this");
		rows.api("GET /admin/panel").after(ADA).getsProblem(403, "FORBIDDEN");
		rows.api("GET /account/closed").after(ADA).getsProblem(403, "FORBIDDEN");
		rows.api("POST /account").form("amount=5").after(ADA).getsProblem(403, "CSRF_REJECTED");
		rows.api("POST /account").form("amount=5").getsProblem(403, "CSRF_REJECTED");
		rows.htmx("POST /account").form("amount=5").after(ADA).getsProblem(403, "CSRF_REJECTED");
		rows.fetch("POST /account").form("amount=5").after(ADA).getsProblem(403, "CSRF_REJECTED");
		rows.htmx("GET /admin/panel").after(ADA).getsProblem(403, "FORBIDDEN");

		// sessions that have ended
		rows.browser("GET /account").after(OLD_SESSION).isSentTo(302, "/login");
		rows.browser("POST /account")
			.form("_csrf={_csrf}&amount=5")
			.after(OLD_SESSION)
			.sees(403, "The bank does not allow this", "Log in again");
		rows.api("GET /api/account").after(OLD_SESSION).getsProblem(401, "UNAUTHENTICATED").insteadOf(302, "");
		rows.htmx("GET /account").after(OLD_SESSION).isSentTo(302, "/login");
		rows.browser("GET /account")
			.after(LOGGED_IN_ELSEWHERE)
			.sees(401, "The bank is sorry", "<b>401</b>")
			.insteadOf(200, "This session has been expired");
		rows.api("GET /api/account")
			.after(LOGGED_IN_ELSEWHERE)
			.getsProblem(401, "SESSION_EXPIRED")
			.insteadOf(200, "This session has been expired");

		// everything else that goes wrong
		rows.browser("GET /nope").after(ADA).sees(404, "The bank has no such page", "/nope");
		rows.browser("GET /public/nope").sees(404, "The bank has no such page", "/public/nope");
		rows.browser("GET /account/none").after(ADA).sees(404, "The bank has no such page");
		rows.browser("GET /account/broken").after(ADA).sees(500, "The bank is sorry", "<b>500</b>");
		rows.browser("POST /account")
			.form("_csrf={_csrf}&amount=five")
			.after(ADA)
			.after(AT_ACCOUNT)
			.sees(400, "The bank is sorry", "<b>400</b>");
		rows.browser("DELETE /account", "X-CSRF-TOKEN: {_csrf}")
			.after(ADA)
			.after(AT_ACCOUNT)
			.sees(405, "The bank is sorry", "<b>405</b>");
		rows.browser("GET /public/a;b=c").sees(400, "The bank is sorry", "<b>400</b>");
		rows.browser("GET /account;b=c").after(ADA).sees(400, "The bank is sorry", "<b>400</b>");
		rows.browser("GET //account").sees(400, "The bank is sorry", "<b>400</b>");
		rows.browser("GET /%zz").sees(400, "The bank is sorry", "<b>400</b>").insteadOf(400, "HTTP Status 400");
		rows.browser("TRACE /account").sees(405, "The bank is sorry", "<b>405</b>");
		rows.api("GET /api/nope").after(ADA).getsProblem(404, "NOT_FOUND");
		rows.api("GET /public/nope").getsProblem(404, "NOT_FOUND");
		rows.bare("GET /public/nope").getsProblem(404, "NOT_FOUND");
		rows.htmx("GET /public/nope").getsProblem(404, "NOT_FOUND");
		rows.api("GET /account/broken").after(ADA).getsProblem(500, "INTERNAL_ERROR");
		rows.api("GET /public/a;b=c").getsProblem(400, "REQUEST_REJECTED");
		rows.api("GET /%zz").getsProblem(400, "BAD_REQUEST");
		rows.api("DELETE /account", "X-CSRF-TOKEN: {_csrf}")
			.after(ADA)
			.after(AT_ACCOUNT)
			.getsProblem(405, "METHOD_NOT_ALLOWED");
		for (String target : new String[] { "/admin/panel", "/account", "/nope", "/public/nope", "/" }) {
			this.trace.add(rows.api("TRACE " + target).getsProblem(405, "METHOD_NOT_ALLOWED"));
		}

		// left alone
		rows.browser("GET /legacy/account").isSentTo(302, "/login");
		rows.api("GET /legacy/account").isSentTo(302, "/login");
		rows.bare("GET /legacy/account").isSentTo(302, "/login");
		rows.browser("GET /legacy/account").after(ADA).sees(200, "Account of <b>ada</b>");
		rows.browser("POST /legacy/account").form("amount=5").after(ADA).sees(403, "The bank does not allow this");
		rows.api("POST /legacy/account").form("amount=5").after(ADA).gets(403, "\"error\":\"Forbidden\"");
		rows.api("POST /legacy/account").form("amount=5").gets(403, "\"error\":\"Forbidden\"");
		rows.browser("GET /legacy/nope").after(ADA).sees(404, "The bank has no such page");
		rows.api("GET /legacy/nope").after(ADA).gets(404, "\"error\":\"Not Found\"");
		rows.browser("GET /legacy/broken").after(ADA).sees(500, "The bank is sorry");
		rows.api("GET /legacy/broken").after(ADA).gets(500, "\"error\":\"Internal Server Error\"");
		rows.api("GET /legacy/a;b=c").gets(400, "\"error\":\"Bad Request\"");
	}

	@Test
	void traceTellsNothingOfWhatIsBehindAnAddress() {
		check("trace", "every address",
				() -> Assertions.assertThat(
						this.trace.stream().map((row) -> Set.of(answer(row).header("Allow").split(", *"))).distinct())
					.hasSize(1));
	}

}
