package dev.mishap.security;

import java.net.URI;
import java.util.List;

import dev.mishap.Problem;
import dev.mishap.ProblemCustomizer;
import dev.mishap.testing.ProblemAssert;
import dev.mishap.testing.RawHttp;
import dev.mishap.testing.RawHttp.Answer;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.jetty.autoconfigure.servlet.JettyServletWebServerAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.oauth2.server.resource.web.access.BearerTokenAccessDeniedHandler;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Documents whose existence is kept secret: 1 is another's, 2 everybody's, 9 nowhere. */
@SpringBootTest(classes = ConcealmentTests.Application.class, webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "mishap.security.conceal=/closed/documents/**,/secret/**", "server.servlet.context-path=/app" })
class ConcealmentTests {

	private static final String HIDDEN = "/app/closed/documents/1";

	private static final String VISIBLE = "/app/closed/documents/2";

	private static final String MISSING = "/app/closed/documents/9";

	@LocalServerPort
	int port;

	@ParameterizedTest
	@CsvSource({ "GET,Accept: */*", "HEAD,Accept: */*", "GET,Accept: text/html", "GET,Accept-Language: de" })
	void s44HiddenAndMissingLookTheSame(String method, String header) {
		String missing = Wire.send(this.port, method, MISSING, SecuredBeans.USER, header);
		Assertions.assertThat(missing).startsWith("HTTP/1.1 404").doesNotContain("WWW-Authenticate");
		Assertions.assertThat(Wire.send(this.port, method, HIDDEN, SecuredBeans.USER, header)).isEqualTo(missing);
		Assertions.assertThat(Wire.send(this.port, method, "/app/closed/documents/1/parts", SecuredBeans.USER, header))
			.isEqualTo(missing);
	}

	@Test
	void s44RefusedByTheChainAndMissingLookTheSame() {
		String missing = Wire.get(this.port, "/app/secret/missing", SecuredBeans.ADMIN);
		Assertions.assertThat(missing).startsWith("HTTP/1.1 404");
		Assertions.assertThat(Wire.get(this.port, "/app/secret/missing", SecuredBeans.USER)).isEqualTo(missing);
	}

	@Test
	void s44HiddenAndMissingAreForbiddenToUnsafeMethods() {
		String missing = Wire.send(this.port, "DELETE", MISSING, SecuredBeans.USER);
		Assertions.assertThat(missing).startsWith("HTTP/1.1 403").contains("FORBIDDEN");
		Assertions.assertThat(Wire.send(this.port, "DELETE", HIDDEN, SecuredBeans.USER)).isEqualTo(missing);
	}

	@Test
	void s44AnonymousCallersAreStillChallenged() {
		String missing = Wire.get(this.port, MISSING);
		Assertions.assertThat(missing).startsWith("HTTP/1.1 401").contains("WWW-Authenticate: ");
		Assertions.assertThat(Wire.get(this.port, HIDDEN)).isEqualTo(missing);
	}

	@Test
	void emptyRefusalSaysNothingOfTheResource() {
		Answer answer = new RawHttp(this.port).send("GET", "/app/closed/documents/1/draft", SecuredBeans.USER);
		ProblemAssert.assertThat(answer).isProblem(404, "NOT_FOUND").hasNoHeader("ETag").hasNoHeader("Location");
	}

	/** Whoever enriches problems is told no exception, and so has nothing to tell. */
	@Test
	void membersThatDependOnNeitherResourceNorCallerStay() {
		for (String caller : List.of(SecuredBeans.USER, SecuredBeans.ADMIN)) {
			Answer answer = new RawHttp(this.port).send("GET", MISSING, caller);
			ProblemAssert.assertThat(answer).isProblem(404, "NOT_FOUND").hasMember("node", "n1");
			Assertions.assertThat(answer.body()).doesNotContain("\"because\"");
		}
		Answer open = new RawHttp(this.port).send("DELETE", "/app/open/documents/9", SecuredBeans.USER);
		ProblemAssert.assertThat(open)
			.isProblem(404, "NOT_FOUND")
			.hasMember("node", "n1")
			.hasMember("because", "known");
	}

	@Test
	void whatMayBeSeenIsSeen() {
		Assertions.assertThat(new RawHttp(this.port).send("GET", VISIBLE, SecuredBeans.USER).body()).isEqualTo("seen");
	}

	@Test
	void otherPathsHideNothing() {
		ProblemAssert.assertThat(new RawHttp(this.port).send("GET", "/app/open/admins", SecuredBeans.USER))
			.isProblem(403, "FORBIDDEN");
		ProblemAssert.assertThat(new RawHttp(this.port).send("DELETE", "/app/open/documents/9", SecuredBeans.USER))
			.isProblem(404, "NOT_FOUND")
			.hasDetail("No document 9.");
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration(exclude = JettyServletWebServerAutoConfiguration.class)
	@Import({ SecuredBeans.class, Chain.class, Drafts.class })
	static class Application {

	}

	@RestController
	static class Drafts {

		@GetMapping("/closed/documents/{id}/draft")
		ResponseEntity<Void> draft() {
			return ResponseEntity.status(HttpStatus.FORBIDDEN)
				.eTag("7")
				.location(URI.create("/closed/documents/2"))
				.header("Cache-Control", "max-age=60")
				.build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Chain {

		@Bean
		ProblemCustomizer nodeAndCause() {
			return (problem, context) -> {
				Problem marked = problem.withExtension("node", "n1");
				return (context.exception() != null) ? marked.withExtension("because", "known") : marked;
			};
		}

		@Bean
		SecurityFilterChain chain(HttpSecurity http) {
			return http
				.authorizeHttpRequests((requests) -> requests.requestMatchers("/open/**")
					.permitAll()
					.requestMatchers("/secret/**")
					.hasRole("ADMIN")
					.anyRequest()
					.authenticated())
				.csrf((csrf) -> csrf.disable())
				.httpBasic(Customizer.withDefaults())
				// its challenge is what would tell a hidden document from a missing one
				.exceptionHandling((exceptions) -> exceptions.accessDeniedHandler(bearer()))
				.build();
		}

		private static BearerTokenAccessDeniedHandler bearer() {
			BearerTokenAccessDeniedHandler handler = new BearerTokenAccessDeniedHandler();
			handler.setRealmName("documents");
			return handler;
		}

	}

}
