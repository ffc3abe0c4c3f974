package dev.mishap.reactive;

import java.util.List;

import dev.mishap.contract.Difference;
import dev.mishap.contract.Shows;
import dev.mishap.testing.RawHttp;
import dev.mishap.testing.Without;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.core.authority.FactorGrantedAuthority;
import org.springframework.security.core.userdetails.MapReactiveUserDetailsService;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.util.matcher.PathPatternParserServerWebExchangeMatcher;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.reactive.UrlBasedCorsConfigurationSource;
import org.springframework.web.server.ResponseStatusException;

import static dev.mishap.testing.ProblemAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** What Spring Security refuses in a reactive application. */
@SpringBootTest(classes = ReactiveSecurityTests.Application.class, webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "spring.main.web-application-type=reactive", Without.TRACE_BUDGET,
				"mishap.security.conceal=/secret/**" })
class ReactiveSecurityTests {

	private static final String BASIC = "Basic realm=\"Realm\"";

	/** {@code user:pw} */
	private static final String USER = "Authorization: Basic dXNlcjpwdw==";

	/** {@code user:no} */
	private static final String WRONG_PASSWORD = "Authorization: Basic dXNlcjpubw==";

	/** {@code locked:pw} */
	private static final String LOCKED_USER = "Authorization: Basic bG9ja2VkOnB3";

	static {
		ReactiveApplication.forbidBlocking();
	}

	@LocalServerPort
	private int port;

	private RawHttp http() {
		return new RawHttp(this.port);
	}

	@Test
	void anonymousCallerGetsTheChallengeOfTheScheme() {
		assertThat(http().send("GET", "/closed/ok")).isProblem(401, "UNAUTHENTICATED")
			.hasHeader("WWW-Authenticate", BASIC);
	}

	@ParameterizedTest
	@ValueSource(strings = { WRONG_PASSWORD, LOCKED_USER, "Authorization: Basic bm9wZTpwdw==" })
	void failedLogInsLookTheSame(String credentials) {
		assertThat(http().send("GET", "/closed/ok", credentials)).isProblem(401, "INVALID_CREDENTIALS")
			.hasHeader("WWW-Authenticate", BASIC);
	}

	@Test
	void scriptGetsNoBoxOfTheBrowser() {
		assertThat(http().send("GET", "/closed/ok", "X-Requested-With: XMLHttpRequest"))
			.isProblem(401, "UNAUTHENTICATED")
			.hasHeader("WWW-Authenticate", "XBasic realm=\"Realm\"");
	}

	@Test
	void knownUserWhoMayNotIsForbidden() {
		assertThat(http().send("GET", "/closed/admins", USER)).isProblem(403, "FORBIDDEN")
			.hasNoHeader("WWW-Authenticate");
	}

	@Shows(Difference.MISSING_FACTOR)
	@Test
	void userWhoLacksAFactorIsForbidden() {
		assertThat(http().send("GET", "/closed/factors", USER)).isProblem(403, "FORBIDDEN");
	}

	@Test
	void missingCsrfTokenIsSaid() {
		assertThat(http().send("POST", "/closed/change", USER, "Content-Length: 0")).isProblem(403, "CSRF_REJECTED");
	}

	@ParameterizedTest
	@CsvSource({ "/open/bare,401,UNAUTHENTICATED", "/open/bad-credentials,401,INVALID_CREDENTIALS",
			"/open/service-down,503,AUTHENTICATION_UNAVAILABLE", "/open/overflow,500,INTERNAL_ERROR",
			"/open/throws,500,INTERNAL_ERROR", "/open/nowhere,404,NOT_FOUND" })
	void answersWhatHandlersSignalBehindSecurity(String target, int status, String code) {
		assertThat(http().send("GET", target, USER)).isProblem(status, code);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/open//ok", "/open/ok;a=b", "/open/%2e%2e/ok" })
	void firewallRejectsWithAProblem(String target) {
		assertThat(http().send("GET", target)).isProblem(400, "REQUEST_REJECTED");
	}

	@Test
	void traceIsNotAllowed() {
		assertThat(http().send("TRACE", "/open/ok")).isProblem(405, "METHOD_NOT_ALLOWED")
			.hasHeaderList("Allow", "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT");
	}

	@ParameterizedTest
	@ValueSource(strings = { "get", "BREW" })
	void unknownMethodIsNotImplemented(String method) {
		assertThat(http().send(method, "/open/ok")).isProblem(501, "NOT_IMPLEMENTED");
	}

	@Test
	void bearerTokenThatIsMissingGetsItsChallenge() {
		assertThat(http().send("GET", "/bearer/ok")).isProblem(401, "UNAUTHENTICATED")
			.hasHeader("WWW-Authenticate", "Bearer");
	}

	@Test
	void bearerTokenThatIsInvalidIsSaid() {
		RawHttp.Answer answer = http().send("GET", "/bearer/ok", "Authorization: Bearer bad");
		assertThat(answer).isProblem(401, "INVALID_TOKEN");
		assertThat(answer.header("WWW-Authenticate")).contains("error=\"invalid_token\"");
	}

	@Test
	void tokensThatCannotBeCheckedAreNoFaultOfTheCaller() {
		assertThat(http().send("GET", "/bearer/ok", "Authorization: Bearer down")).isProblem(503,
				"AUTHENTICATION_UNAVAILABLE");
	}

	@Test
	void scopeThatIsMissingIsSaid() {
		assertThat(http().send("GET", "/bearer/admins", "Authorization: Bearer good")).isProblem(403,
				"INSUFFICIENT_SCOPE");
	}

	@Test
	void originThatIsNotAllowedIsSaid() {
		assertThat(http().send("GET", "/bearer/ok", "Origin: https://evil.example")).isProblem(403, "CORS_REJECTED");
	}

	@Test
	void preflightThatIsNotAllowedIsSaid() {
		assertThat(http().send("OPTIONS", "/bearer/ok", "Origin: https://evil.example",
				"Access-Control-Request-Method: GET"))
			.isProblem(403, "CORS_REJECTED");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/secret/there", "/secret/nowhere" })
	void secretResourceLooksLikeAMissingOne(String target) {
		assertThat(http().send("GET", target, USER)).isProblem(404, "NOT_FOUND").hasNoHeader("WWW-Authenticate");
	}

	@Test
	void bodyOfTheApplicationsOwnHandlerStays() {
		RawHttp.Answer answer = http().send("GET", "/own/ok", USER);
		assertThat(answer.status()).isEqualTo(403);
		assertThat(answer.body()).isEqualTo("my own words");
	}

	@Test
	void apiClientIsNotSentToALogInPage() {
		assertThat(http().send("GET", "/pages/ok", "Accept: application/json")).isProblem(401, "UNAUTHENTICATED")
			.hasNoHeader("Location");
		RawHttp.Answer browser = http().send("GET", "/pages/ok", "Accept: text/html");
		assertThat(browser.status()).isEqualTo(302);
		assertThat(browser.header("Location")).isEqualTo("/login");
	}

	@Test
	void headAndErrorsHaveTheSameStatus() {
		RawHttp.Answer answer = http().send("HEAD", "/closed/ok");
		assertThat(answer.status()).isEqualTo(401);
		assertThat(answer.header("WWW-Authenticate")).isEqualTo(BASIC);
		assertThat(answer.content()).isEmpty();
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import(Controller.class)
	static class Application {

		@Bean
		MapReactiveUserDetailsService users() {
			return new MapReactiveUserDetailsService(
					User.withUsername("user").password("{noop}pw").roles("USER").build(),
					User.withUsername("locked").password("{noop}pw").roles("USER").accountLocked(true).build());
		}

		@Bean
		@Order(1)
		SecurityWebFilterChain bearer(ServerHttpSecurity http) {
			UrlBasedCorsConfigurationSource source = new UrlBasedCorsConfigurationSource();
			CorsConfiguration cors = new CorsConfiguration();
			cors.setAllowedOrigins(List.of("https://example.org"));
			source.registerCorsConfiguration("/**", cors);
			ReactiveJwtDecoder decoder = (token) -> switch (token) {
				case "good" -> Mono.just(org.springframework.security.oauth2.jwt.Jwt.withTokenValue(token)
					.header("alg", "none")
					.claim("scope", "read")
					.build());
				case "down" -> Mono.error(new JwtException("s3cr3t"));
				default -> Mono.error(new BadJwtException("s3cr3t"));
			};
			return http.securityMatcher(new PathPatternParserServerWebExchangeMatcher("/bearer/**"))
				.cors((spec) -> spec.configurationSource(source))
				.authorizeExchange((exchanges) -> exchanges.pathMatchers("/bearer/admins")
					.hasAuthority("SCOPE_admin")
					.anyExchange()
					.authenticated())
				.oauth2ResourceServer((server) -> server.jwt((jwt) -> jwt.jwtDecoder(decoder)))
				.build();
		}

		@Bean
		@Order(2)
		SecurityWebFilterChain own(ServerHttpSecurity http) {
			return http.securityMatcher(new PathPatternParserServerWebExchangeMatcher("/own/**"))
				.authorizeExchange((exchanges) -> exchanges.anyExchange().denyAll())
				.httpBasic((basic) -> {
				})
				.exceptionHandling((handling) -> handling.accessDeniedHandler((exchange, exception) -> {
					exchange.getResponse().setStatusCode(HttpStatus.FORBIDDEN);
					exchange.getResponse().getHeaders().setContentType(MediaType.TEXT_PLAIN);
					return exchange.getResponse()
						.writeWith(Mono.just(exchange.getResponse().bufferFactory().wrap("my own words".getBytes())));
				}))
				.build();
		}

		@Bean
		@Order(3)
		SecurityWebFilterChain pages(ServerHttpSecurity http) {
			return http
				.securityMatcher(org.springframework.security.web.server.util.matcher.ServerWebExchangeMatchers
					.pathMatchers("/pages/**", "/login"))
				.authorizeExchange((exchanges) -> exchanges.anyExchange().authenticated())
				.formLogin((form) -> {
				})
				.build();
		}

		@Bean
		@Order(4)
		SecurityWebFilterChain basic(ServerHttpSecurity http) {
			return http
				.authorizeExchange((exchanges) -> exchanges.pathMatchers("/open/**")
					.permitAll()
					.pathMatchers("/closed/admins", "/secret/there")
					.hasRole("ADMIN")
					.pathMatchers("/closed/factors")
					.hasAuthority(FactorGrantedAuthority.OTT_AUTHORITY)
					.anyExchange()
					.authenticated())
				.httpBasic((basic) -> {
				})
				.build();
		}

	}

	@RestController
	static class Controller {

		@GetMapping({ "/open/ok", "/closed/ok", "/closed/admins", "/bearer/ok", "/bearer/admins", "/secret/there",
				"/own/ok", "/pages/ok" })
		Mono<String> ok() {
			return Mono.just("ok");
		}

		@PostMapping("/closed/change")
		Mono<String> change() {
			return Mono.just("changed");
		}

		@GetMapping("/open/bare")
		Mono<String> bare() {
			return Mono.error(new ResponseStatusException(HttpStatus.UNAUTHORIZED));
		}

		@GetMapping("/open/bad-credentials")
		Mono<String> badCredentials() {
			return Mono.error(new BadCredentialsException("s3cr3t"));
		}

		@GetMapping("/open/service-down")
		Mono<String> serviceDown() {
			return Mono.error(new AuthenticationServiceException("s3cr3t"));
		}

		@GetMapping("/open/overflow")
		Mono<String> overflow() {
			throw new StackOverflowError();
		}

		@GetMapping("/open/throws")
		Mono<String> throwing() {
			throw new IllegalStateException("s3cr3t");
		}

	}

}
