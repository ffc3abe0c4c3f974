package dev.mishap.security;

import java.io.IOException;
import java.util.List;

import dev.mishap.testing.ProblemAssert;
import dev.mishap.testing.RawHttp;
import dev.mishap.testing.RawHttp.Answer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.jetty.autoconfigure.servlet.JettyServletWebServerAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.SimpleUrlAuthenticationFailureHandler;

/** Chains whose users log in by a form, with one session each. */
@SpringBootTest(classes = FormLoginTests.Application.class, webEnvironment = WebEnvironment.RANDOM_PORT)
class FormLoginTests {

	private static final String BROWSER = "Accept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

	private static final String FORM = "application/x-www-form-urlencoded";

	@LocalServerPort
	int port;

	@Test
	void browserIsStillSentToTheLoginPage() {
		Answer answer = get("/closed/ok", BROWSER);
		Assertions.assertThat(answer.status()).isEqualTo(302);
		Assertions.assertThat(answer.header("Location")).endsWith("/login");
		Assertions.assertThat(answer.header("Set-Cookie")).startsWith("JSESSIONID=");
	}

	@Test
	void browserComesBackToThePageItAskedFor() {
		String cookie = cookie(get("/closed/documents/2", BROWSER));
		Answer answer = new RawHttp(this.port).sendBody("POST", "/login", FORM, "username=user&password=pw", BROWSER,
				cookie);
		Assertions.assertThat(answer.status()).isEqualTo(302);
		Assertions.assertThat(answer.header("Location")).contains("/closed/documents/2");
	}

	@ParameterizedTest
	@ValueSource(strings = { "Accept: */*", "Accept: image/png", "X-Nothing: 1", "X-Requested-With: XMLHttpRequest",
			"Accept: application/json, text/html;q=0.5", "HX-Request: true" })
	void clientThatDoesNotAskForDataAloneIsLeftToSpringSecurity(String header) {
		Answer answer = get("/closed/ok", header);
		Assertions.assertThat(answer.status()).isEqualTo(302);
		Assertions.assertThat(answer.header("Location")).endsWith("/login");
	}

	@ParameterizedTest
	@ValueSource(strings = { "Accept: application/json", "Accept: application/json, text/plain, */*",
			"Accept: application/problem+json" })
	void v34ApiClientIsChallengedInstead(String header) {
		ProblemAssert.assertThat(get("/closed/ok", header))
			.isProblem(401, "UNAUTHENTICATED")
			.hasHeader("WWW-Authenticate", "Custom realm=\"api\"")
			.hasNoHeader("Location");
	}

	@ParameterizedTest
	@ValueSource(strings = { "Accept: application/json", "Accept: application/json, text/plain, */*" })
	void v35ApiClientGetsNoSession(String header) {
		ProblemAssert.assertThat(get("/closed/ok", header)).isProblem(401, "UNAUTHENTICATED").hasNoHeader("Set-Cookie");
	}

	@ParameterizedTest
	@CsvSource({ "throws,500,INTERNAL_ERROR", "nowhere,404,NOT_FOUND", "send-error,410,GONE",
			"filter/throws,500,INTERNAL_ERROR" })
	void anonymousCallerOfPublicPathGetsTheTruth(String path, int status, String code) {
		ProblemAssert.assertThat(get("/open/" + path)).isProblem(status, code).hasNoHeader("Set-Cookie");
	}

	@Test
	void redirectOfTheApplicationIsItsOwn() {
		Assertions.assertThat(login("user", "pw", "Accept: application/json").status()).isEqualTo(302);
	}

	@Test
	void failedLoginOfABrowserLeadsBackToTheForm() {
		Answer answer = login("user", "no", BROWSER);
		Assertions.assertThat(answer.status()).isEqualTo(302);
		Assertions.assertThat(answer.header("Location")).endsWith("/login?error");
	}

	@ParameterizedTest
	@CsvSource({ "user,no", "nope,pw", "locked,pw", "disabled,pw" })
	void v40FailedLoginOfAnApiClientIsA401ThatTellsNothing(String user, String secret) {
		ProblemAssert.assertThat(login(user, secret, "Accept: application/json"))
			.isProblem(401, "INVALID_CREDENTIALS")
			.hasDetail("The log-in failed. Check the credentials.")
			.hasNoHeader("Location")
			.hasNoHeader("Set-Cookie");
	}

	@Test
	void userStoreThatIsDownIsNoFaultOfTheCaller() {
		ProblemAssert.assertThat(get("/down/ok", SecuredBeans.USER))
			.isProblem(503, "AUTHENTICATION_UNAVAILABLE")
			.hasNoHeader("WWW-Authenticate");
		ProblemAssert
			.assertThat(new RawHttp(this.port).sendBody("POST", "/down/login", FORM, "username=user&password=pw",
					"Accept: application/json"))
			.isProblem(503, "AUTHENTICATION_UNAVAILABLE")
			.hasNoHeader("Location");
	}

	@Test
	void userStoreThatIsDownIsNoFaultOfAScript() {
		ProblemAssert.assertThat(get("/down/ok", SecuredBeans.USER, "X-Requested-With: XMLHttpRequest"))
			.isProblem(503, "AUTHENTICATION_UNAVAILABLE")
			.hasNoHeader("WWW-Authenticate");
	}

	@Test
	void wordsOfTheApplicationAreItsOwn() {
		Answer refused = get("/own/ok", "Accept: application/json");
		Assertions.assertThat(refused.status()).isEqualTo(401);
		Assertions.assertThat(refused.body()).isEqualTo("own entry point");
		Answer failed = loginAt("/own", "user", "no", "Accept: application/json");
		Assertions.assertThat(failed.status()).isEqualTo(401);
		Assertions.assertThat(failed.body()).isEqualTo("own failure handler");
		Answer forbidden = get("/own/ok", SecuredBeans.USER, "Accept: application/json");
		Assertions.assertThat(forbidden.status()).isEqualTo(403);
		Assertions.assertThat(forbidden.body()).isEqualTo("own denied handler");
	}

	@Test
	void sessionThatWasEndedElsewhereIsRefused() {
		String first = cookie(loginAt("/once", "user", "pw", BROWSER));
		Assertions.assertThat(get("/once/ok", first).status()).isEqualTo(404);
		String second = cookie(loginAt("/once", "user", "pw", BROWSER));
		ProblemAssert.assertThat(get("/once/ok", first)).isProblem(401, "SESSION_EXPIRED");
		Assertions.assertThat(get("/once/ok", second).status()).isEqualTo(404);
	}

	@Test
	void strategyOfTheApplicationForEndedSessionsIsItsOwn() {
		String first = cookie(loginAt("/gone", "user", "pw", BROWSER));
		loginAt("/gone", "user", "pw", BROWSER);
		Answer answer = get("/gone/ok", first);
		Assertions.assertThat(answer.status()).isEqualTo(302);
		Assertions.assertThat(answer.header("Location")).endsWith("/gone/bye");
	}

	@Test
	void sessionTooManyIsRefusedWithAChallenge() {
		loginAt("/limited", "user", "pw", BROWSER);
		ProblemAssert.assertThat(loginAt("/limited", "user", "pw", "Accept: application/json"))
			.isProblem(401, "TOO_MANY_SESSIONS");
		Answer browser = loginAt("/limited", "user", "pw", BROWSER);
		Assertions.assertThat(browser.status()).isEqualTo(302);
	}

	@Test
	void sessionTooManyByBasicIsRefusedWithAChallenge() {
		Assertions.assertThat(get("/basic-limited/ok", SecuredBeans.ADMIN).status()).isEqualTo(404);
		Answer refused = get("/basic-limited/ok", SecuredBeans.ADMIN);
		ProblemAssert.assertThat(refused).isProblem(401, "TOO_MANY_SESSIONS");
		Assertions.assertThat(refused.header("WWW-Authenticate")).startsWith("Basic ");
	}

	private Answer get(String target, String... headers) {
		return new RawHttp(this.port).send("GET", target, headers);
	}

	private Answer login(String user, String secret, String header) {
		return loginAt("", user, secret, header);
	}

	private Answer loginAt(String base, String user, String secret, String header) {
		return new RawHttp(this.port).sendBody("POST", base + "/login", FORM,
				"username=" + user + "&password=" + secret, header);
	}

	private static String cookie(Answer answer) {
		List<String> cookies = answer.headerLines("Set-Cookie");
		return "Cookie: " + cookies.get(cookies.size() - 1).split(";")[0];
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration(exclude = JettyServletWebServerAutoConfiguration.class)
	@Import(SecuredBeans.class)
	static class Application {

		@Bean
		@Order(1)
		SecurityFilterChain down(HttpSecurity http) {
			UserDetailsService down = (name) -> {
				throw new IllegalStateException("jdbc:h2:mem:x;password=s3cr3t");
			};
			return form(http, "/down").userDetailsService(down).httpBasic(Customizer.withDefaults()).build();
		}

		@Bean
		@Order(2)
		SecurityFilterChain once(HttpSecurity http) {
			return form(http, "/once").sessionManagement((sessions) -> sessions.maximumSessions(1)).build();
		}

		@Bean
		@Order(3)
		SecurityFilterChain gone(HttpSecurity http) {
			return form(http, "/gone")
				.sessionManagement((sessions) -> sessions.maximumSessions(1).expiredUrl("/gone/bye"))
				.build();
		}

		@Bean
		@Order(4)
		SecurityFilterChain limited(HttpSecurity http) {
			return form(http, "/limited")
				.sessionManagement((sessions) -> sessions.maximumSessions(1).maxSessionsPreventsLogin(true))
				.build();
		}

		@Bean
		@Order(5)
		SecurityFilterChain basicLimited(HttpSecurity http) {
			return http.securityMatcher("/basic-limited/**")
				.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated())
				.httpBasic(Customizer.withDefaults())
				.sessionManagement((sessions) -> sessions.requireExplicitAuthenticationStrategy(false)
					.maximumSessions(1)
					.maxSessionsPreventsLogin(true))
				.build();
		}

		@Bean
		@Order(6)
		SecurityFilterChain own(HttpSecurity http) {
			return http.securityMatcher("/own/**")
				.authorizeHttpRequests((requests) -> requests.anyRequest().hasRole("NOBODY"))
				.csrf((csrf) -> csrf.disable())
				.httpBasic(Customizer.withDefaults())
				.formLogin((form) -> form.loginProcessingUrl("/own/login")
					.failureHandler(new SimpleUrlAuthenticationFailureHandler() {

						@Override
						public void onAuthenticationFailure(HttpServletRequest request, HttpServletResponse response,
								AuthenticationException exception) throws IOException {
							response.setStatus(401);
							response.getWriter().write("own failure handler");
						}

					}))
				.exceptionHandling(
						(exceptions) -> exceptions.authenticationEntryPoint((request, response, exception) -> {
							response.setStatus(401);
							response.getWriter().write("own entry point");
						}).accessDeniedHandler((request, response, exception) -> {
							response.setStatus(403);
							response.getWriter().write("own denied handler");
						}))
				.build();
		}

		@Bean
		SecurityFilterChain form(HttpSecurity http) {
			return http
				.authorizeHttpRequests(
						(requests) -> requests.requestMatchers("/open/**").permitAll().anyRequest().authenticated())
				.csrf((csrf) -> csrf.disable())
				.formLogin(Customizer.withDefaults())
				.build();
		}

		private static HttpSecurity form(HttpSecurity http, String base) {
			return http.securityMatcher(base + "/**")
				.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated())
				.csrf((csrf) -> csrf.disable())
				.formLogin((form) -> form.loginProcessingUrl(base + "/login"));
		}

	}

}
