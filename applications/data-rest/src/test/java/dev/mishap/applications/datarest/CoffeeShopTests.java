package dev.mishap.applications.datarest;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;

import dev.mishap.applications.testing.Rows;
import dev.mishap.applications.testing.RunningApplication;
import dev.mishap.applications.testing.WithAndWithoutStarter;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Resources that are repositories, entities as parameters, and problems of one's own. */
class CoffeeShopTests extends WithAndWithoutStarter {

	@Override
	protected RunningApplication start(boolean withStarter) {
		return RunningApplication.inThisJvm(CoffeeShopApplication.class, withStarter, List.of(), List.of());
	}

	/** Its handler is only taken away where the advice answers in its place. */
	@Test
	void handlerOfDataRestStaysWithoutTheAdvice() {
		RunningApplication application = RunningApplication.inThisJvm(CoffeeShopApplication.class, true,
				List.of("dev.mishap.autoconfigure.webmvc."), List.of());
		try {
			HttpResponse<String> answer = HttpClient.newHttpClient()
				.send(HttpRequest.newBuilder(URI.create("http://localhost:" + application.port() + "/drinks"))
					.header("Content-Type", "application/json")
					.POST(HttpRequest.BodyPublishers.ofString("{"))
					.build(), HttpResponse.BodyHandlers.ofString());
			assertThat(answer.statusCode()).isEqualTo(400);
			assertThat(answer.body()).contains("\"message\"").doesNotContain("\"code\"");
		}
		catch (IOException | InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
		finally {
			application.stop().run();
		}
	}

	@Override
	protected void rows(Rows rows) {
		rows.api("GET /drinks").gets(200, "latte");
		rows.api("GET /drinks?sort=price,desc").gets(200, "latte");
		rows.api("GET /drinks?sort=nope").gets(200, "latte");
		rows.api("GET /drinks/1").gets(200, "tea");
		rows.api("GET /drinks/1", "If-None-Match: \"0\"").gets(304);
		rows.api("GET /drinks/search/findCheaper?price=3").gets(200, "tea");
		rows.api("GET /profile/drinks").gets(200);
		rows.api("GET /profile/drinks", "Accept: application/schema+json").gets(200);
		rows.api("GET /guests/1").gets(200, "ada");
		rows.api("OPTIONS /drinks/1").gets(200);
		rows.api("POST /drinks").json("{\"name\":\"mocha\",\"price\":4}").gets(201);
		rows.api("PATCH /drinks/3").json("{\"price\":5}").gets(200);
		rows.api("PUT /drinks/3").json("{\"name\":\"mocha\",\"price\":6}").gets(200);
		rows.api("DELETE /drinks/3").gets(200, "mocha");
		rows.api("GET /shop/drinks?sort=name").gets(200, "latte");
		rows.api("GET /shop/cheap?sort=name").gets(200, "latte");
		rows.api("GET /shop/named?name=tea&sort=name").gets(200, "tea");
		rows.api("GET /shop/guests/1").gets(200, "ada");
		rows.api("GET /shop/table?guest=1").gets(200, "ada");

		// repositories
		rows.api("GET /drinks/99").getsProblem(404, "NOT_FOUND");
		rows.api("GET /drinks/abc").getsProblem(400, "INVALID_PARAMETER").insteadOf(500, "");
		rows.api("DELETE /drinks/abc").getsProblem(400, "INVALID_PARAMETER").insteadOf(500, "");
		rows.api("GET /drinks/search/findCheaper?price=abc").getsProblem(400, "INVALID_PARAMETER").insteadOf(500, "");
		rows.api("GET /nope").getsProblem(404, "NOT_FOUND");
		rows.api("GET /drinks/1/nope").getsProblem(404, "NOT_FOUND");
		rows.api("GET /profile/nope").getsProblem(404, "NOT_FOUND").insteadOf(500, "");
		rows.api("GET /drinks/search/nope").getsProblem(404, "NOT_FOUND");
		rows.api("POST /drinks").json("{").getsProblem(400, "MALFORMED_BODY");
		rows.api("POST /drinks").json("{\"name\":\"tea\"}").getsProblem(409, "ALREADY_EXISTS");
		rows.api("POST /drinks")
			.json("{\"name\":\"x\",\"price\":\"y\"}")
			.getsProblem(422, "VALIDATION_FAILED")
			.insteadOf(400, "");
		rows.api("POST /drinks").form("name=x").getsProblem(415, "UNSUPPORTED_MEDIA_TYPE").insteadOf(400, "");
		rows.api("POST /drinks").json("").getsProblem(400, "MISSING_BODY");
		rows.api("POST /drinks")
			.body("text/plain", "mocha")
			.getsProblem(415, "UNSUPPORTED_MEDIA_TYPE")
			.insteadOf(400, "");
		rows.api("DELETE /drinks/99").getsProblem(404, "NOT_FOUND");
		rows.api("DELETE /drinks").getsProblem(404, "NOT_FOUND");
		rows.api("PUT /drinks/1", "If-Match: \"7\"").json("{\"name\":\"tea\"}").getsProblem(412, "PRECONDITION_FAILED");
		rows.bare("GET /drinks/99", "Accept: application/hal+json").getsProblem(404, "NOT_FOUND");
		rows.browser("GET /drinks/99").sees(404, "<html").insteadOf(404, "");
		rows.browser("GET /nope").sees(404, "<html").withoutText("Whitelabel").insteadOf(404, "Whitelabel");

		// sorting by what is not there
		rows.api("GET /shop/drinks?sort=nope").getsProblem(400, "BAD_REQUEST").insteadOf(500, "");
		rows.api("GET /shop/cheap?sort=nope").getsProblem(400, "BAD_REQUEST").insteadOf(500, "");
		rows.api("GET /shop/named?name=tea&sort=nope").getsProblem(400, "BAD_REQUEST").insteadOf(500, "");
		rows.api("GET /shop/cheap?sort=length(name)").getsProblem(400, "BAD_REQUEST").insteadOf(500, "");
		rows.api("GET /shop/mistake").getsProblem(500, "INTERNAL_ERROR");

		// entities as parameters
		rows.api("GET /shop/guests/99").getsProblem(404, "NOT_FOUND").insteadOf(400, "");
		rows.api("GET /shop/guests/abc").getsProblem(400, "INVALID_PARAMETER").withoutText("object");
		rows.api("GET /shop/table?guest=99").getsProblem(400, "INVALID_PARAMETER").withoutText("missing");
		rows.api("GET /shop/table").getsProblem(400, "MISSING_PARAMETER");

		// problems of the application's own
		rows.api("GET /shop/bill")
			.getsOwnProblem(409, "CONFLICT")
			.withMember("type", "https://coffee.example/not-paid")
			.withMember("detail", "Pay first.")
			.withMember("amount", 3);
		rows.api("GET /shop/closed").getsOwnProblem(423, "LOCKED").withMember("detail", "Closed.");
		rows.api("GET /shop/empty").getsProblem(404, "NOT_FOUND");
		rows.api("GET /shop/changed").getsProblem(412, "PRECONDITION_FAILED").with("ETag", "\"7\"");
		rows.api("GET /shop/boom").getsProblem(500, "INTERNAL_ERROR");
		rows.api("POST /shop/boom").json("{}").getsProblem(405, "METHOD_NOT_ALLOWED");
	}

}
