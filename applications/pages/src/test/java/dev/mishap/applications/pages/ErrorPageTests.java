package dev.mishap.applications.pages;

import dev.mishap.applications.pages.errorpage.ClinicApplication;
import dev.mishap.applications.testing.Rows;
import dev.mishap.applications.testing.Steps;

/** A template named {@code error}, a layout, and the language of the session. */
class ErrorPageTests extends PageApplicationSuite {

	private static final Steps IN_SPANISH = new Steps("in Spanish", (visitor) -> visitor.get("/?lang=es"));

	private static final Steps IN_GERMAN = new Steps("in German", (visitor) -> visitor.get("/?lang=de"));

	private static final Steps SAVED = new Steps("saved", (visitor) -> visitor.post("/owners", "name=Betty&city=Bonn"));

	ErrorPageTests() {
		super(ClinicApplication.class, false);
	}

	@Override
	protected void rows(Rows rows) {
		rows.browser("GET /").sees(200, "Welcome", "Clinic");
		rows.browser("GET /", "Accept-Language: de").sees(200, "Willkommen");
		rows.browser("GET /").after(IN_SPANISH).sees(200, "Bienvenido");
		rows.browser("GET /?lang=de").sees(200, "Willkommen");
		rows.browser("HEAD /").sees(200);
		rows.browser("GET /owners/1").sees(200, "George");
		rows.browser("GET /owners/1;jsessionid=x").sees(200, "George");
		rows.browser("GET /owners/1").after(SAVED).sees(200, "saved");
		rows.browser("GET /owners/new").sees(200, "<form");
		rows.browser("POST /owners").form("name=&city=Bonn").sees(200, "Give a name.");
		rows.browser("POST /owners").form("name=Betty&city=Bonn").isSentTo(302, "/owners/1");
		rows.browser("GET /owners/find?name=B").isSentTo(302, "/owners/1");
		rows.browser("GET /clinic.css").gets(200, "color");
		rows.browser("OPTIONS /owners/1").gets(200);
		rows.api("GET /pets").gets(200, "Leo");
		rows.api("GET /pets/1").gets(200, "Leo");
		rows.bare("GET /pets").gets(200, "Leo");
		rows.api("GET /pets/conflict").gets(409, "two Leos");
		rows.browser("GET /pets/conflict").gets(409, "two Leos");
		rows.api("POST /pets").json("{\"name\":\"Leo\",\"city\":\"Bonn\"}").gets(204);

		// more languages than Tomcat reads
		rows.browser("GET /", "Accept-Language: de,en,fr,es,it,nl,pt,da,sv,fi,pl,cs")
			.sees(200, "Willkommen")
			.insteadOf(500, "<b>500</b>");

		rows.browser("GET /nope")
			.sees(404, "There is no such page", "<b>404</b>", "<i>Not Found</i>", "/nope", "dated");
		rows.browser("GET /nope", "Accept-Language: de").sees(404, "Diese Seite gibt es nicht");
		rows.browser("GET /nope").after(IN_SPANISH).sees(404, "No existe", "lang=\"es\"");
		rows.browser("GET /nope", "Accept: text/html").after(IN_GERMAN).sees(404, "Diese Seite gibt es nicht");
		rows.browser("GET /oups").after(IN_SPANISH).sees(500, "Algo ha salido mal");
		rows.browser("GET /owners/99").after(IN_SPANISH).sees(404, "No existe");
		rows.browser("GET /nope?lang=de").sees(404, "Diese Seite gibt es nicht");
		rows.browser("HEAD /nope").sees(404);
		rows.browser("GET /owners/99").sees(404, "There is no such page", "/owners/99").withoutText("No owner 99");
		rows.browser("GET /owners/abc").sees(400, "Something happened", "<b>400</b>");
		rows.browser("GET /owners/find").sees(400, "Something happened");
		rows.browser("GET /owners/gone").sees(410, "Something happened", "<i>Gone</i>");
		rows.browser("GET /oups").sees(500, "Something happened", "<b>500</b>", "/oups").withoutText("Expected");
		rows.browser("GET /broken").sees(500, "Something happened");
		rows.browser("GET /missing-view").sees(500, "Something happened");
		rows.browser("POST /owners/1").form("a=b").sees(405, "Something happened", "<b>405</b>");
		rows.browser("POST /pets").form("a=b").sees(415, "Something happened");
		rows.browser("POST /pets").json("{").sees(400, "Something happened");
		rows.browser("GET /pets/refused").sees(403, "Something happened");
		rows.browser("TRACE /").sees(405, "Something happened", "<b>405</b>");
		rows.browser("GET /owners/99;x=1").sees(404, "There is no such page");
		rows.browser("GET /style.css").sees(404, "There is no such page");
		rows.browser("POST /owners/strict").form("name=&city=").sees(422, "<b>422</b>").insteadOf(400, "<b>400</b>");
		rows.browser("GET /pets/7").sees(404, "There is no such page", "/pets/7").insteadOf(404, "");
		rows.browser("GET /pets/7").after(IN_SPANISH).sees(404, "No existe", "/pets/7").insteadOf(404, "");
		rows.browser("GET /%zz").sees(400, "Something happened", "<b>400</b>").insteadOf(400, "HTTP Status 400");
		// of a request line that cannot be read, no field is read either
		rows.browser("GET /a\\b").getsProblem(400, "BAD_REQUEST");

		rows.browser("GET /owners/busy").sees(409, "Something happened", "<b>409</b>");
		rows.browser("GET /filter/fails").sees(500, "Something happened", "<b>500</b>", "/filter/fails");
		rows.browser("GET /filter/fails").after(IN_SPANISH).sees(500, "Algo ha salido mal");
		rows.browser("GET /filter/refuses").sees(403, "Something happened", "<b>403</b>").withoutText("closed");
		rows.browser("GET /filter/says-nothing").sees(404, "There is no such page").insteadOf(404, "");
		rows.browser("GET /owners/search?lines%5B0%5D.amount=1").sees(200, "Welcome");
		rows.browser("GET /owners/search?lines%5B300%5D.amount=1").sees(422, "<b>422</b>").insteadOf(500, "<b>500</b>");

		rows.api("GET /nope").getsProblem(404, "NOT_FOUND");
		rows.api("GET /nope").after(IN_GERMAN).getsProblem(404, "NOT_FOUND").with("Content-Language", "de");
		rows.api("GET /nope", "Accept-Language: de").getsProblem(404, "NOT_FOUND").with("Content-Language", "de");
		rows.bare("GET /nope").getsProblem(404, "NOT_FOUND");
		rows.fetch("GET /nope").getsProblem(404, "NOT_FOUND");
		rows.htmx("GET /nope").getsProblem(404, "NOT_FOUND");
		rows.xhr("GET /nope").getsProblem(404, "NOT_FOUND");
		rows.api("GET /nope", "Accept: application/json, text/html;q=0.5").getsProblem(404, "NOT_FOUND");
		rows.api("GET /owners/99").getsProblem(404, "NOT_FOUND");
		rows.api("GET /owners/abc").getsProblem(400, "INVALID_PARAMETER");
		rows.api("GET /owners/find").getsProblem(400, "MISSING_PARAMETER");
		rows.api("GET /owners/gone").getsProblem(410, "OWNER_GONE");
		rows.api("GET /oups").getsProblem(500, "INTERNAL_ERROR");
		rows.api("GET /broken").getsProblem(500, "INTERNAL_ERROR");
		rows.api("POST /owners/1").form("a=b").getsProblem(405, "METHOD_NOT_ALLOWED");
		rows.api("POST /owners/strict").form("name=&city=").getsProblem(422, "VALIDATION_FAILED").insteadOf(400, "");
		rows.api("POST /pets").json("{").getsProblem(400, "MALFORMED_BODY");
		rows.api("POST /pets").json("{\"city\":\"Bonn\"}").getsProblem(422, "VALIDATION_FAILED").insteadOf(400, "");
		rows.api("POST /pets").form("a=b").getsProblem(415, "UNSUPPORTED_MEDIA_TYPE");
		rows.api("GET /pets/7").getsProblem(404, "NOT_FOUND");
		rows.api("GET /pets/refused").getsProblem(403, "FORBIDDEN");
		rows.api("GET /pets", "Accept: image/png").getsProblem(406, "NOT_ACCEPTABLE");
		rows.api("GET /owners/busy").getsProblem(409, "OWNER_BUSY");
		rows.api("GET /filter/fails").getsProblem(500, "INTERNAL_ERROR");
		rows.api("GET /filter/refuses").getsProblem(403, "FORBIDDEN");
		rows.api("GET /filter/says-nothing").getsProblem(404, "NOT_FOUND");
		for (String index : new String[] { "300", "x", "-1" }) {
			rows.api("GET /owners/search?lines%5B" + index + "%5D.amount=1")
				.getsProblem(422, "VALIDATION_FAILED")
				.insteadOf(500, "");
		}
		rows.api("TRACE /").getsProblem(405, "METHOD_NOT_ALLOWED");
		rows.api("GET /%zz").getsProblem(400, "BAD_REQUEST");
	}

}
