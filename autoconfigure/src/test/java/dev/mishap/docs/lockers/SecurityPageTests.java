package dev.mishap.docs.lockers;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

import dev.mishap.testing.BasicChallenge;
import dev.mishap.testing.RawHttp;
import dev.mishap.testing.RawHttp.Answer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

import static dev.mishap.testing.ProblemAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** What docs/security.md says. */
class SecurityPageTests {

	private static final String ADA = basic("ada:ada");

	private static final String BOB = basic("bob:bob");

	private static String basic(String credentials) {
		return "Authorization: Basic "
				+ Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
	}

	private static String comparable(Answer answer) {
		return answer.statusLine() + answer.headers().keySet()
				+ answer.body().replaceAll("req_\\w{26}", "ID").replace("/lockers/18", "/lockers/17");
	}

	@Nested
	@SpringBootTest(classes = LockerApplication.class, webEnvironment = WebEnvironment.RANDOM_PORT)
	class AsItComes {

		private RawHttp http;

		@BeforeEach
		void connect(@LocalServerPort int port) {
			this.http = new RawHttp(port);
		}

		@Test
		void refusalKeepsItsStatusAndChallengeAndGainsABody() {
			assertThat(this.http.send("GET", "/lockers/17")).isProblem(401, "UNAUTHENTICATED")
				.hasHeader("WWW-Authenticate", BasicChallenge.of("Realm"));
			assertThat(this.http.send("GET", "/lockers/17", basic("ada:wrong"))).isProblem(401, "INVALID_CREDENTIALS")
				.hasHeader("WWW-Authenticate", BasicChallenge.of("Realm"));
			assertThat(this.http.send("GET", "/lockers/17", BOB)).isProblem(403, "FORBIDDEN")
				.hasNoHeader("WWW-Authenticate")
				.leaksNothing("ada");
			assertThat(this.http.send("GET", "/lockers/18", BOB)).isProblem(404, "NOT_FOUND")
				.hasNoHeader("WWW-Authenticate");
			assertThat(this.http.send("GET", "/lockers/17", ADA).status()).isEqualTo(200);
		}

	}

	@Nested
	@SpringBootTest(classes = LockerApplication.class, webEnvironment = WebEnvironment.RANDOM_PORT,
			properties = "spring.config.import=classpath:docs/lockers.yml")
	class Concealed {

		private RawHttp http;

		@BeforeEach
		void connect(@LocalServerPort int port) {
			this.http = new RawHttp(port);
		}

		@Test
		void hiddenAndMissingLookTheSameToThoseWhoMayNotSee() {
			Answer hidden = this.http.send("GET", "/lockers/17", BOB);
			assertThat(hidden).isProblem(404, "NOT_FOUND");
			assertThat(comparable(this.http.send("GET", "/lockers/18", BOB))).isEqualTo(comparable(hidden));
			for (String number : new String[] { "17", "18" }) {
				assertThat(this.http.send("DELETE", "/lockers/" + number, BOB)).isProblem(405, "METHOD_NOT_ALLOWED");
			}
			assertThat(this.http.send("GET", "/lockers/17", ADA).status()).isEqualTo(200);
		}

		@Test
		void anonymousCallerGetsTheChallengeForBoth() {
			Answer hidden = this.http.send("GET", "/lockers/17");
			assertThat(hidden).isProblem(401, "UNAUTHENTICATED");
			assertThat(comparable(this.http.send("GET", "/lockers/18"))).isEqualTo(comparable(hidden));
		}

	}

}
