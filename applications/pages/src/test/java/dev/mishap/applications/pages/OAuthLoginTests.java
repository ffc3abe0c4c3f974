package dev.mishap.applications.pages;

import java.net.URI;
import java.util.List;

import dev.mishap.applications.pages.oauthlogin.PhotosApplication;
import dev.mishap.applications.testing.Answer;
import dev.mishap.applications.testing.Rows;
import dev.mishap.applications.testing.RunningApplication;
import dev.mishap.applications.testing.Steps;
import dev.mishap.applications.testing.Visitor;
import org.junit.jupiter.api.AfterAll;

/** Log-in at another server, as Boot configures it. */
class OAuthLoginTests extends PageApplicationSuite {

	private static final String BROWSER = "Accept: text/html";

	private final AuthorizationServer server = new AuthorizationServer();

	private final Steps ada = new Steps("as ada", (visitor) -> visitor.get(backFromElsewhere(visitor), BROWSER));

	OAuthLoginTests() {
		super(PhotosApplication.class, true);
	}

	@Override
	protected List<String> arguments() {
		return List.of("--elsewhere=http://localhost:" + this.server.port());
	}

	@AfterAll
	void stopServer() {
		this.server.stop();
	}

	/** Goes to the other server and returns the address that it sends back to. */
	private String backFromElsewhere(Visitor visitor) {
		Answer away = visitor.get("/oauth2/authorization/photos", BROWSER);
		URI elsewhere = URI.create(String.valueOf(away.header("Location")));
		Answer back = new Visitor(this.server.port()).get(elsewhere.getRawPath() + "?" + elsewhere.getRawQuery());
		URI here = URI.create(String.valueOf(back.header("Location")));
		return here.getRawPath() + "?" + here.getRawQuery();
	}

	@Override
	protected void rows(Rows rows) {
		Steps away = new Steps("away to log in", (visitor) -> visitor.get("/oauth2/authorization/photos", BROWSER));
		Steps refused = new Steps("code refused",
				(visitor) -> visitor.get(backFromElsewhere(visitor).replace("1234", "9999"), BROWSER));
		rows.browser("GET /photos").isSentTo(302, "/oauth2/authorization/photos");
		rows.browser("GET /nope").isSentTo(302, "/oauth2/authorization/photos");
		rows.browser("GET /login").sees(200, "Login with OAuth 2.0");
		rows.browser("GET /oauth2/authorization/photos").gets(302);
		rows.browser("GET /photos").after(this.ada).gets(200, "Photos of ada");
		rows.browser("GET /login/oauth2/code/photos?error=access_denied&state=none")
			.after(away)
			.isSentTo(302, "/login?error");
		rows.browser("GET /login/oauth2/code/photos?code=1234&state=none").after(away).isSentTo(302, "/login?error");
		rows.browser("GET /photos").after(refused).isSentTo(302, "/oauth2/authorization/photos");
		rows.api("GET /photos").after(this.ada).gets(200, "Photos of ada");

		rows.bare("GET /photos").isSentTo(302, "/oauth2/authorization/photos");
		rows.htmx("GET /photos").isSentTo(302, "/oauth2/authorization/photos");
		rows.fetch("GET /photos").isSentTo(302, "/oauth2/authorization/photos");
		rows.api("GET /photos")
			.getsProblem(401, "UNAUTHENTICATED")
			.without("WWW-Authenticate", "Basic")
			.without("WWW-Authenticate", "Bearer")
			.insteadOf(302, "");
		rows.xhr("GET /photos")
			.getsProblem(401, "UNAUTHENTICATED")
			.without("WWW-Authenticate", "Basic")
			.without("WWW-Authenticate", "Bearer")
			.insteadOf(302, "");

		rows.browser("GET /nope").after(this.ada).sees(404, "The photos are sorry", "<b>404</b>");
		rows.browser("GET /boom").after(this.ada).sees(500, "The photos are sorry", "<b>500</b>");
		rows.browser("POST /photos").form("a=b").after(this.ada).sees(403, "The photos are sorry", "<b>403</b>");
		rows.browser("GET /oauth2/authorization/nowhere").sees(500, "The photos are sorry").insteadOf(302, "");
		rows.api("GET /nope").after(this.ada).getsProblem(404, "NOT_FOUND");
		rows.api("GET /boom").after(this.ada).getsProblem(500, "INTERNAL_ERROR");
		rows.api("POST /photos").form("a=b").after(this.ada).getsProblem(403, "CSRF_REJECTED");
	}

}
