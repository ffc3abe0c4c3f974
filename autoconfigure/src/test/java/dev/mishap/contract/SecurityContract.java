package dev.mishap.contract;

import dev.mishap.testing.RawHttp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.DisabledException;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

import static dev.mishap.testing.ProblemAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** What Spring Security refuses, and what is thrown behind it. */
abstract class SecurityContract extends Contract {

	/** {@code user:pw} */
	static final String USER = "Authorization: Basic dXNlcjpwdw==";

	/** {@code user:no} */
	private static final String WRONG_PASSWORD = "Authorization: Basic dXNlcjpubw==";

	/** {@code locked:pw} */
	private static final String LOCKED_USER = "Authorization: Basic bG9ja2VkOnB3";

	/** {@code nope:pw} */
	private static final String UNKNOWN_USER = "Authorization: Basic bm9wZTpwdw==";

	static UserDetails[] users() {
		return new UserDetails[] { User.withUsername("user").password("{noop}pw").roles("USER").build(),
				User.withUsername("locked").password("{noop}pw").roles("USER").accountLocked(true).build() };
	}

	/** Spring Security 7.1 names the charset in applications with servlets. */
	private static void isBasic(RawHttp.Answer answer, String scheme) {
		assertThat(answer.header("WWW-Authenticate")).startsWith(scheme + " realm=\"Realm\"");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/closed/ok", "/closed/nowhere", "/open/admins" })
	void anonymousCallerGetsTheChallengeOfTheScheme(String target) {
		RawHttp.Answer answer = get(target);
		assertThat(answer).isProblem(401, "UNAUTHENTICATED").hasNoHeader("Set-Cookie");
		isBasic(answer, "Basic");
	}

	@ParameterizedTest
	@ValueSource(strings = { WRONG_PASSWORD, LOCKED_USER, UNKNOWN_USER })
	void failedLogInsLookTheSame(String credentials) {
		for (String target : new String[] { "/closed/ok", "/open/ok" }) {
			RawHttp.Answer answer = get(target, credentials);
			assertThat(answer).isProblem(401, "INVALID_CREDENTIALS")
				.hasDetail("The log-in failed. Check the credentials.");
			isBasic(answer, "Basic");
		}
	}

	@Test
	void scriptGetsAChallengeForWhichNoBrowserOpensABox() {
		RawHttp.Answer answer = get("/closed/ok", "X-Requested-With: XMLHttpRequest");
		assertThat(answer).isProblem(401, "UNAUTHENTICATED");
		isBasic(answer, "XBasic");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/closed/admins", "/open/admins" })
	void knownUserWhoMayNotIsForbidden(String target) {
		assertThat(get(target, USER)).isProblem(403, "FORBIDDEN").hasNoHeader("WWW-Authenticate");
	}

	@Test
	void missingCsrfTokenIsSaidWithAndWithoutCredentials() {
		assertThat(http().send("POST", "/closed/change", USER, "Content-Length: 0")).isProblem(403, "CSRF_REJECTED");
		assertThat(http().send("POST", "/open/change", "Content-Length: 0")).isProblem(403, "CSRF_REJECTED");
	}

	@ParameterizedTest
	@CsvSource({ "/open/throws,500,INTERNAL_ERROR", "/open/nowhere,404,NOT_FOUND", "/open/bodiless,404,NOT_FOUND",
			"/open/service-down,503,AUTHENTICATION_UNAVAILABLE", "/filter/throws,500,INTERNAL_ERROR",
			"/filter/rse,409,CONFLICT" })
	void callerOfAPublicPathGetsTheTruth(String target, int status, String code) {
		assertThat(get(target)).isProblem(status, code).hasNoHeader("WWW-Authenticate").hasNoHeader("Set-Cookie");
	}

	@ParameterizedTest
	@CsvSource({ "/open/bare,UNAUTHENTICATED", "/open/bad-credentials,INVALID_CREDENTIALS",
			"/open/disabled,INVALID_CREDENTIALS" })
	void refusalInsideOfAControllerIsChallenged(String target, String code) {
		RawHttp.Answer answer = get(target);
		assertThat(answer).isProblem(401, code);
		isBasic(answer, "Basic");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/open//ok", "/open/ok;a=b", "/open/%2e%2e/ok", "/closed//ok" })
	void firewallRejectsWithAProblem(String target) {
		assertThat(get(target)).isProblem(400, "REQUEST_REJECTED")
			.hasNoHeader("WWW-Authenticate")
			.hasNoHeader("Pragma");
	}

	@Test
	void traceIsNotAllowed() {
		assertThat(http().send("TRACE", "/open/ok")).isProblem(405, "METHOD_NOT_ALLOWED")
			.hasHeaderList("Allow", "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT");
	}

	@ParameterizedTest
	@ValueSource(strings = { "get", "BREW", "PROPFIND" })
	void unknownMethodIsNotImplemented(String method) {
		assertThat(http().send(method, "/open/ok")).isProblem(501, "NOT_IMPLEMENTED");
	}

	@Test
	void bearerTokenThatIsMissingGetsItsChallenge() {
		RawHttp.Answer answer = get("/bearer/ok");
		assertThat(answer).isProblem(401, "UNAUTHENTICATED").hasNoHeader("Set-Cookie");
		assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer").doesNotContain("error");
	}

	@ParameterizedTest
	@CsvSource({ "bad,401,INVALID_TOKEN,error=\"invalid_token\"",
			"good,403,INSUFFICIENT_SCOPE,error=\"insufficient_scope\"" })
	void whatIsWrongWithATokenIsSaid(String token, int status, String code, String challenge) {
		RawHttp.Answer answer = get("/bearer/admins", "Authorization: Bearer " + token);
		assertThat(answer).isProblem(status, code);
		assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer ").contains(challenge);
	}

	@Test
	void tokensThatCannotBeCheckedAreNoFaultOfTheCaller() {
		assertThat(get("/bearer/ok", "Authorization: Bearer down")).isProblem(503, "AUTHENTICATION_UNAVAILABLE")
			.hasNoHeader("WWW-Authenticate");
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET", "OPTIONS" })
	void originThatIsNotAllowedIsSaid(String method) {
		assertThat(
				http().send(method, "/bearer/ok", "Origin: https://evil.example", "Access-Control-Request-Method: GET"))
			.isProblem(403, "CORS_REJECTED")
			.hasNoHeader("Access-Control-Allow-Origin");
	}

	@Test
	void scriptOfAnAllowedOriginCanReadTheError() {
		assertThat(get("/bearer/ok", "Origin: https://example.org")).isProblem(401, "UNAUTHENTICATED")
			.hasHeader("Access-Control-Allow-Origin", "https://example.org");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/secret/there", "/secret/nowhere", "/documents/1", "/documents/9" })
	void secretResourceLooksLikeAMissingOne(String target) {
		assertThat(get(target, USER)).isProblem(404, "NOT_FOUND")
			.hasDetail("There is nothing at this address.")
			.hasNoHeader("WWW-Authenticate");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/documents/1", "/documents/9" })
	void secretResourceIsForbiddenToUnsafeMethods(String target) {
		assertThat(http().send("DELETE", target, USER)).isProblem(403, "FORBIDDEN");
	}

	@Test
	void secretOfAnonymousCallersIsAChallenge() {
		assertThat(get("/documents/1")).isProblem(401, "UNAUTHENTICATED");
		assertThat(get("/documents/2", USER).body()).isEqualTo("seen");
	}

	@Test
	void bodyOfTheApplicationsOwnHandlerStays() {
		RawHttp.Answer answer = get("/own/ok", USER);
		assertThat(answer.status()).isEqualTo(403);
		assertThat(answer.body()).isEqualTo("my own words");
	}

	@Test
	void apiClientIsNotSentToALogInPage() {
		assertThat(get("/pages/ok", "Accept: application/json")).isProblem(401, "UNAUTHENTICATED")
			.hasNoHeader("Location");
		RawHttp.Answer browser = get("/pages/ok", "Accept: text/html");
		assertThat(browser.status()).isEqualTo(302);
		assertThat(browser.header("Location")).endsWith("/login");
	}

	@Test
	void headHasTheHeadersOfGet() {
		RawHttp.Answer head = http().send("HEAD", "/closed/ok");
		assertThat(head.status()).isEqualTo(401);
		assertThat(head.content()).isEmpty();
		assertThat(head.header("Content-Length")).isEqualTo(get("/closed/ok").header("Content-Length"));
		isBasic(head, "Basic");
	}

	@Test
	void textsFollowTheLanguageOfTheCaller() {
		assertThat(get("/closed/ok", WRONG_PASSWORD, "Accept-Language: de")).isProblem(401, "INVALID_CREDENTIALS")
			.hasHeader("Content-Language", "de")
			.hasDetail("Die Anmeldung ist fehlgeschlagen. Prüfen Sie die Zugangsdaten.");
	}

	@Test
	void browserGetsAPageWithTheChallenge() {
		RawHttp.Answer answer = get("/closed/ok", "Accept: text/html");
		assertThat(answer.status()).isEqualTo(401);
		assertThat(answer.header("Content-Type")).startsWith("text/html");
		isBasic(answer, "Basic");
	}

	@RestController
	static class Controller {

		@GetMapping({ "/open/ok", "/closed/ok", "/closed/admins", "/bearer/ok", "/bearer/admins", "/secret/there",
				"/own/ok", "/pages/ok" })
		String ok() {
			return "ok";
		}

		@PostMapping({ "/open/change", "/closed/change" })
		String change() {
			return "changed";
		}

		/** As method security does. */
		@GetMapping("/open/admins")
		String admins() {
			throw new AccessDeniedException("s3cr3t");
		}

		@GetMapping("/open/throws")
		String throwing() {
			throw new IllegalStateException("s3cr3t");
		}

		@GetMapping("/open/bodiless")
		org.springframework.http.ResponseEntity<Void> bodiless() {
			return org.springframework.http.ResponseEntity.notFound().build();
		}

		@GetMapping("/open/bare")
		String bare() {
			throw new ResponseStatusException(HttpStatus.UNAUTHORIZED);
		}

		@GetMapping("/open/bad-credentials")
		String badCredentials() {
			throw new BadCredentialsException("s3cr3t");
		}

		@GetMapping("/open/disabled")
		String disabled() {
			throw new DisabledException("s3cr3t");
		}

		@GetMapping("/open/service-down")
		String serviceDown() {
			throw new AuthenticationServiceException("s3cr3t");
		}

		/** 1 is another's, everybody may see 2, there is nothing else. */
		@GetMapping("/documents/{id}")
		String document(@PathVariable int id) {
			if (id == 1) {
				throw new AccessDeniedException("s3cr3t");
			}
			if (id == 2) {
				return "seen";
			}
			throw new ResponseStatusException(HttpStatus.NOT_FOUND, "No document " + id + ".");
		}

		@DeleteMapping("/documents/{id}")
		String delete(@PathVariable int id) {
			return document(id);
		}

	}

}
