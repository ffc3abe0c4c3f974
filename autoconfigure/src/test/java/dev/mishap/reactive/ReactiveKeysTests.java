package dev.mishap.reactive;

import dev.mishap.testing.RawHttp;
import dev.mishap.testing.Without;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

import static dev.mishap.testing.ProblemAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** Keys of WebFlux in a reactive application. */
@SpringBootTest(classes = ReactiveApplication.class, webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "spring.main.web-application-type=reactive", Without.TRACE_BUDGET,
				ReactiveApplication.NO_SECURITY, "spring.webflux.base-path=api/", "mishap.excluded-paths=/rse",
				"mishap.payload.paths[0].pattern=/text", "mishap.payload.paths[0].max-size=1KB",
				"server.forward-headers-strategy=framework",
				"spring.web.resources.static-locations=classpath:/reactive-static/",
				"spring.webflux.problemdetails.enabled=true" })
class ReactiveKeysTests {

	@LocalServerPort
	private int port;

	private RawHttp http() {
		return new RawHttp(this.port);
	}

	@Test
	void problemDetailsOfBootAreNotInTheWay() {
		assertThat(http().send("GET", "/api/search?page=1")).isProblem(400, "MISSING_PARAMETER");
	}

	@Test
	void germanIsSpoken() {
		RawHttp.Answer answer = http().send("GET", "/api/nowhere", "Accept-Language: de-AT,de;q=0.9");
		assertThat(answer).isProblem(404, "NOT_FOUND");
		assertThat(answer.header("Content-Language")).isEqualTo("de");
	}

	@Test
	void xmlIsWrittenWhereItIsPreferred() {
		RawHttp.Answer answer = http().send("GET", "/api/nowhere", "Accept: application/problem+xml");
		assertThat(answer.status()).isEqualTo(404);
		assertThat(answer.header("Content-Type")).startsWith("application/problem+xml");
	}

	@Test
	void browserGetsAPage() {
		RawHttp.Answer answer = http().send("GET", "/api/nowhere", "Accept: text/html");
		assertThat(answer.status()).isEqualTo(404);
		assertThat(answer.header("Content-Type")).startsWith("text/html");
		assertThat(answer.body()).contains("<html").doesNotContain("Whitelabel");
	}

	@Test
	void browserGetsThePageOfTheApplication() {
		RawHttp.Answer page = http().send("GET", "/api/old", "Accept: text/html");
		assertThat(page.status()).isEqualTo(410);
		assertThat(page.body()).contains("page of the application");
	}

	/** Boot takes a base path with any slashes. */
	@Test
	void pathsOfKeysAreBelowTheBasePath() {
		assertThat(http().send("GET", "/api/rse").body()).contains("\"timestamp\"").doesNotContain("\"code\"");
		assertThat(http().sendBody("POST", "/api/text", "text/plain", "a".repeat(2000))).isProblem(413,
				"CONTENT_TOO_LARGE");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/nowhere", "/" })
	void addressOutsideTheBasePathIsNotThere(String target) {
		RawHttp.Answer answer = http().send("GET", target);
		assertThat(answer.status()).isEqualTo(404);
		assertThat(answer.header("X-Request-Id")).isNotBlank();
	}

	@Test
	void forwardedFieldThatCannotBeReadIsRefused() {
		RawHttp.Answer answer = http().send("GET", "/api/ok", "Forwarded: host=\"a:b:c\"");
		assertThat(answer.status()).isEqualTo(400);
		assertThat(answer.header("X-Request-Id")).isNotBlank();
	}

}
