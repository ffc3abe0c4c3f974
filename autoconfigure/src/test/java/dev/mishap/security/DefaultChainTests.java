package dev.mishap.security;

import dev.mishap.testing.ProblemAssert;
import dev.mishap.testing.RawHttp;
import dev.mishap.testing.RawHttp.Answer;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.security.web.FilterChainProxy;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;
import org.springframework.security.web.authentication.www.BasicAuthenticationFilter;

/** Nothing but Boot's own chain, on Jetty. */
@SpringBootTest(classes = DefaultChainTests.Application.class, webEnvironment = WebEnvironment.RANDOM_PORT)
class DefaultChainTests {

	@LocalServerPort
	int port;

	@org.springframework.beans.factory.annotation.Autowired
	FilterChainProxy chains;

	@Test
	void defaultChainIsStillThere() {
		Assertions.assertThat(this.chains.getFilterChains())
			.anySatisfy((chain) -> Assertions.assertThat(chain.getFilters())
				.anyMatch(BasicAuthenticationFilter.class::isInstance)
				.anyMatch(UsernamePasswordAuthenticationFilter.class::isInstance));
	}

	@Test
	void apiClientIsChallenged() {
		Answer answer = new RawHttp(this.port).send("GET", "/closed/ok");
		ProblemAssert.assertThat(answer).isProblem(401, "UNAUTHENTICATED").hasNoHeader("Set-Cookie");
		Assertions.assertThat(answer.header("WWW-Authenticate")).startsWith("Basic ");
	}

	@Test
	void clientThatWantsAPictureIsLeftToSpringSecurity() {
		Answer answer = new RawHttp(this.port).send("GET", "/closed/ok", "Accept: image/png");
		Assertions.assertThat(answer.status()).isEqualTo(302);
		Assertions.assertThat(answer.header("Location")).endsWith("/login");
	}

	@Test
	void browserIsSentToTheLoginPage() {
		Answer answer = new RawHttp(this.port).send("GET", "/closed/ok", "Accept: text/html");
		Assertions.assertThat(answer.status()).isEqualTo(302);
		Assertions.assertThat(answer.header("Location")).endsWith("/login");
	}

	@Test
	void failedLoginNamesItself() {
		ProblemAssert.assertThat(new RawHttp(this.port).send("GET", "/closed/ok", SecuredBeans.WRONG_PASSWORD))
			.isProblem(401, "INVALID_CREDENTIALS");
	}

	@Test
	void userGetsTheTruth() {
		ProblemAssert.assertThat(new RawHttp(this.port).send("GET", "/closed/throws", SecuredBeans.USER))
			.isProblem(500, "INTERNAL_ERROR")
			.hasNoHeader("WWW-Authenticate");
		ProblemAssert.assertThat(new RawHttp(this.port).send("GET", "/closed/admins", SecuredBeans.USER))
			.isProblem(403, "FORBIDDEN");
	}

	@Test
	void traceIsNotAllowed() {
		ProblemAssert.assertThat(new RawHttp(this.port).send("TRACE", "/closed/ok"))
			.isProblem(405, "METHOD_NOT_ALLOWED");
	}

	@Test
	void csrfFailureIsForbidden() {
		ProblemAssert.assertThat(new RawHttp(this.port).send("POST", "/closed/change", SecuredBeans.USER))
			.isProblem(403, "CSRF_REJECTED");
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration(exclude = TomcatServletWebServerAutoConfiguration.class)
	@Import(SecuredBeans.class)
	static class Application {

	}

}
