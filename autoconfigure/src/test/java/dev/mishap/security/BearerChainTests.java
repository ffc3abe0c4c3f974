package dev.mishap.security;

import java.time.Instant;
import java.util.Date;

import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
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
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationProvider;
import org.springframework.security.oauth2.server.resource.introspection.OpaqueTokenIntrospector;
import org.springframework.security.oauth2.server.resource.introspection.SpringOpaqueTokenIntrospector;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.web.SecurityFilterChain;

/**
 * Chains with bearer tokens and a real decoder: one with nothing else, one with Basic
 * beside it, one with a resolver of the application, one whose keys cannot be had, and
 * that of an authorization server.
 */
@SpringBootTest(classes = BearerChainTests.Application.class, webEnvironment = WebEnvironment.RANDOM_PORT)
class BearerChainTests {

	private static final byte[] KEY = "0123456789abcdef0123456789abcdef"
		.getBytes(java.nio.charset.StandardCharsets.US_ASCII);

	private static final byte[] OTHER_KEY = "fedcba9876543210fedcba9876543210"
		.getBytes(java.nio.charset.StandardCharsets.US_ASCII);

	@LocalServerPort
	int port;

	@Test
	void s26NoTokenMeansAChallengeWithoutError() {
		Answer answer = get("/closed/ok");
		problem(answer).isProblem(401, "UNAUTHENTICATED").hasNoHeader("Set-Cookie");
		Assertions.assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer ").doesNotContain("error");
	}

	@Test
	void s26ScriptWithoutTokenIsChallengedToo() {
		Answer answer = get("/closed/ok", "X-Requested-With: XMLHttpRequest");
		problem(answer).isProblem(401, "UNAUTHENTICATED");
		Assertions.assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer ").doesNotContain("error");
	}

	@ParameterizedTest
	@CsvSource({ "/closed/ok", "/open/ok", "/resolved/ok", "/both/ok" })
	void s26ExpiredTokenIsSaidToBeExpired(String target) {
		Answer answer = get(target, bearer(token(KEY, Instant.now().minusSeconds(600), "read")));
		problem(answer).isProblem(401, "TOKEN_EXPIRED");
		Assertions.assertThat(answer.header("WWW-Authenticate"))
			.startsWith("Bearer error=\"invalid_token\", error_description=\"The access token expired\", ");
	}

	@ParameterizedTest
	@CsvSource({ "/closed/ok", "/open/ok", "/resolved/ok", "/both/ok" })
	void tokenOfAnotherKeyIsInvalid(String target) {
		Answer answer = get(target, bearer(token(OTHER_KEY, Instant.now().plusSeconds(600), "read")));
		problem(answer).isProblem(401, "INVALID_TOKEN");
		Assertions.assertThat(answer.header("WWW-Authenticate"))
			.startsWith("Bearer error=\"invalid_token\", error_description=\"The access token is invalid\", ");
	}

	@Test
	void garbageIsAnInvalidToken() {
		Answer answer = get("/closed/ok", bearer("garbage"));
		problem(answer).isProblem(401, "INVALID_TOKEN");
		Assertions.assertThat(answer.header("WWW-Authenticate"))
			.startsWith("Bearer error=\"invalid_token\", error_description=\"The access token is invalid\", ");
	}

	@Test
	void charactersThatNoTokenHasMakeItInvalid() {
		Answer answer = get("/closed/ok", bearer("gar\u00e4ge!"));
		problem(answer).isProblem(401, "INVALID_TOKEN");
		Assertions.assertThat(answer.header("WWW-Authenticate")).contains("error=\"invalid_token\"");
	}

	@Test
	void s27MissingScopeIsForbidden() {
		Answer answer = get("/closed/writers", bearer(token(KEY, Instant.now().plusSeconds(600), "read")));
		problem(answer).isProblem(403, "INSUFFICIENT_SCOPE");
		Assertions.assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer error=\"insufficient_scope\"");
	}

	@ParameterizedTest
	@CsvSource({ "throws,500,INTERNAL_ERROR", "nowhere,404,NOT_FOUND", "send-error,410,GONE", "rse,404,NOT_FOUND" })
	void truthReachesAnonymousCallersAndUsers(String path, int status, String code) {
		problem(get("/open/" + path)).isProblem(status, code).hasNoHeader("WWW-Authenticate");
		problem(get("/closed/" + path, bearer(token(KEY, Instant.now().plusSeconds(600), "read"))))
			.isProblem(status, code)
			.hasNoHeader("WWW-Authenticate");
	}

	@Test
	void keysOrVerdictsThatCannotBeHadAreNoFaultOfTheCaller() {
		problem(get("/opaque/ok", bearer("garbage"))).isProblem(503, "AUTHENTICATION_UNAVAILABLE")
			.hasNoHeader("WWW-Authenticate");
		problem(get("/keyless/ok", bearer(rsaToken()))).isProblem(503, "AUTHENTICATION_UNAVAILABLE")
			.hasNoHeader("WWW-Authenticate");
	}

	@Test
	void badChunkIsABadRequest() {
		Answer answer = new RawHttp(this.port).raw("POST /open/predict HTTP/1.1\r\nHost: localhost\r\n"
				+ "Content-Type: application/json\r\n" + bearer(token(KEY, Instant.now().plusSeconds(600), "read"))
				+ "\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n");
		problem(answer).isProblem(400, "REQUEST_INCOMPLETE").hasNoHeader("WWW-Authenticate");
	}

	@Test
	void eachSchemeOfAChainAnswersInItsOwnWords() {
		Answer basic = get("/both/ok", SecuredBeans.WRONG_PASSWORD);
		problem(basic).isProblem(401, "INVALID_CREDENTIALS");
		Assertions.assertThat(basic.header("WWW-Authenticate")).startsWith("Basic ");
		problem(get("/both/ok")).isProblem(401, "UNAUTHENTICATED");
		Assertions.assertThat(get("/both/ok", SecuredBeans.USER).status()).isEqualTo(404);
	}

	@Test
	void v37NoEmptyChallengeForAUserOfAnotherScheme() {
		problem(get("/both/writers", SecuredBeans.USER)).isProblem(403, "FORBIDDEN").hasNoHeader("WWW-Authenticate");
	}

	/** Its clients do not log in with tokens, its users do. */
	@Test
	void authorizationServerTellsItsClientsToUseBasic() {
		Answer answer = new RawHttp(this.port).sendBody("POST", "/oauth2/token", "application/x-www-form-urlencoded",
				"grant_type=client_credentials");
		problem(answer).isProblem(401, "UNAUTHENTICATED");
		Assertions.assertThat(answer.headerLines("WWW-Authenticate"))
			.containsExactly("Basic realm=\"Realm\"", "Bearer");
	}

	private Answer get(String target, String... headers) {
		return new RawHttp(this.port).send("GET", target, headers);
	}

	private static ProblemAssert problem(Answer answer) {
		return ProblemAssert.assertThat(answer);
	}

	private static String bearer(String token) {
		return "Authorization: Bearer " + token;
	}

	private static String token(byte[] key, Instant expiry, String scope) {
		try {
			SignedJWT jwt = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256),
					new JWTClaimsSet.Builder().subject("user")
						.claim("scope", scope)
						.expirationTime(Date.from(expiry))
						.build());
			jwt.sign(new MACSigner(key));
			return jwt.serialize();
		}
		catch (JOSEException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** Its signature is never looked at: there is no key to check it with. */
	private static String rsaToken() {
		java.util.Base64.Encoder encoder = java.util.Base64.getUrlEncoder().withoutPadding();
		return encoder.encodeToString(
				"{\"alg\":\"RS256\",\"kid\":\"1\"}".getBytes(java.nio.charset.StandardCharsets.US_ASCII)) + "."
				+ encoder.encodeToString("{\"sub\":\"user\"}".getBytes(java.nio.charset.StandardCharsets.US_ASCII))
				+ "." + encoder.encodeToString(new byte[256]);
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration(exclude = JettyServletWebServerAutoConfiguration.class)
	@Import(SecuredBeans.class)
	static class Application {

		@Bean
		JwtDecoder decoder() {
			SecretKey key = new SecretKeySpec(KEY, "HmacSHA256");
			return NimbusJwtDecoder.withSecretKey(key).build();
		}

		@Bean
		@Order(1)
		SecurityFilterChain keyless(HttpSecurity http) {
			JwtDecoder keyless = NimbusJwtDecoder.withJwkSetUri("http://127.0.0.1:1/keys").build();
			return http.securityMatcher("/keyless/**")
				.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated())
				.oauth2ResourceServer((server) -> server.jwt((jwt) -> jwt.decoder(keyless)))
				.build();
		}

		@Bean
		@Order(4)
		SecurityFilterChain opaque(HttpSecurity http) {
			OpaqueTokenIntrospector introspector = SpringOpaqueTokenIntrospector
				.withIntrospectionUri("http://127.0.0.1:1/introspect")
				.clientId("api")
				.clientSecret("api")
				.build();
			return http.securityMatcher("/opaque/**")
				.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated())
				.oauth2ResourceServer((server) -> server.opaqueToken((opaque) -> opaque.introspector(introspector)))
				.build();
		}

		@Bean
		@Order(2)
		SecurityFilterChain resolved(HttpSecurity http, JwtDecoder decoder) {
			JwtAuthenticationProvider provider = new JwtAuthenticationProvider(decoder);
			return http.securityMatcher("/resolved/**")
				.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated())
				.oauth2ResourceServer(
						(server) -> server.authenticationManagerResolver((request) -> provider::authenticate))
				.build();
		}

		@Bean
		@Order(3)
		SecurityFilterChain both(HttpSecurity http) {
			return http.securityMatcher("/both/**")
				.authorizeHttpRequests((requests) -> requests.requestMatchers("/both/writers")
					.hasAuthority("SCOPE_write")
					.anyRequest()
					.authenticated())
				.httpBasic(Customizer.withDefaults())
				.oauth2ResourceServer((server) -> server.jwt(Customizer.withDefaults()))
				.build();
		}

		@Bean
		@Order(5)
		SecurityFilterChain tokens(HttpSecurity http) {
			RegisteredClient client = RegisteredClient.withId("api")
				.clientId("api")
				.authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
				.build();
			return http.oauth2AuthorizationServer((server) -> {
				http.securityMatcher(server.getEndpointsMatcher());
				server.registeredClientRepository(new InMemoryRegisteredClientRepository(client))
					.authorizationServerSettings(AuthorizationServerSettings.builder().build());
			})
				.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated())
				.oauth2ResourceServer((server) -> server.jwt(Customizer.withDefaults()))
				.build();
		}

		@Bean
		SecurityFilterChain bearer(HttpSecurity http) {
			return http
				.authorizeHttpRequests((requests) -> requests.requestMatchers("/open/**")
					.permitAll()
					.requestMatchers("/closed/writers")
					.hasAuthority("SCOPE_write")
					.anyRequest()
					.authenticated())
				.oauth2ResourceServer((server) -> server.jwt(Customizer.withDefaults()))
				.build();
		}

	}

}
