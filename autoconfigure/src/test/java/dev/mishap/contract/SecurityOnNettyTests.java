package dev.mishap.contract;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;

import dev.mishap.testing.RawHttp;
import dev.mishap.testing.Without;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.core.authority.FactorGrantedAuthority;
import org.springframework.security.core.userdetails.MapReactiveUserDetailsService;
import org.springframework.security.core.userdetails.ReactiveUserDetailsService;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.util.matcher.PathPatternParserServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatchers;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.reactive.UrlBasedCorsConfigurationSource;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;

import static dev.mishap.testing.ProblemAssert.assertThat;

/** The contract of Spring Security on Reactor Netty. */
@SpringBootTest(classes = { SecurityOnNettyTests.Application.class, ReactiveParts.class },
		webEnvironment = WebEnvironment.RANDOM_PORT, properties = { "spring.main.web-application-type=reactive",
				Without.TRACE_BUDGET, "contract.server=NETTY", "mishap.security.conceal=/secret/**,/documents/**" })
class SecurityOnNettyTests extends SecurityContract {

	/** Once Security has moved the handler to another thread, stock WebFlux is silent. */
	@Test
	void stackThatHasOverflownIsAnswered() {
		assertThat(get("/open/overflow")).isProblem(500, "INTERNAL_ERROR");
	}

	/** More of them than Spring Security says. */
	@Test
	void bodyOfTheApplicationsOwnHandlerStaysInParts() {
		RawHttp.Answer answer = get("/own/parts", USER);
		Assertions.assertThat(answer.status()).isEqualTo(403);
		Assertions.assertThat(answer.body()).startsWith("my own words ").endsWith(" in parts");
	}

	/** An own text is not kept until its end, which may never come. */
	@Test
	void bodyOfTheApplicationsOwnHandlerIsSentAsItComes() throws IOException {
		try (Socket socket = http().open()) {
			socket.getOutputStream()
				.write(("GET /own/endless HTTP/1.1\r\nHost: localhost\r\n" + USER + "\r\n\r\n")
					.getBytes(StandardCharsets.US_ASCII));
			StringBuilder received = new StringBuilder();
			for (int read = 0; read != -1 && received.indexOf("my own words") == -1;) {
				received.append((char) read);
				read = socket.getInputStream().read();
			}
			Assertions.assertThat(received).contains("HTTP/1.1 403 ", "my own word");
		}
	}

	@Shows(Difference.MISSING_FACTOR)
	@Test
	void userWhoLacksAFactorIsForbidden() {
		assertThat(get("/closed/factors", USER)).isProblem(403, "FORBIDDEN");
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import(SecurityContract.Controller.class)
	static class Application {

		@Bean
		RouterFunction<ServerResponse> overflow() {
			return RouterFunctions.route().GET("/open/overflow", (request) -> {
				throw new StackOverflowError();
			}).build();
		}

		/** The service itself would have each password hashed slowly that matches. */
		@Bean
		ReactiveUserDetailsService accounts() {
			return new MapReactiveUserDetailsService(users())::findByUsername;
		}

		@Bean
		@Order(1)
		SecurityWebFilterChain bearer(ServerHttpSecurity http) {
			UrlBasedCorsConfigurationSource source = new UrlBasedCorsConfigurationSource();
			CorsConfiguration cors = new CorsConfiguration();
			cors.setAllowedOrigins(List.of("https://example.org"));
			source.registerCorsConfiguration("/**", cors);
			ReactiveJwtDecoder decoder = (token) -> switch (token) {
				case "good" ->
					Mono.just(Jwt.withTokenValue(token).header("alg", "none").claim("scope", "read").build());
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
				.httpBasic(Customizer.withDefaults())
				.exceptionHandling((handling) -> handling.accessDeniedHandler((exchange, exception) -> {
					exchange.getResponse().setStatusCode(HttpStatus.FORBIDDEN);
					exchange.getResponse().getHeaders().setContentType(MediaType.TEXT_PLAIN);
					String path = exchange.getRequest().getPath().value();
					boolean parts = path.equals("/own/parts") || path.equals("/own/endless");
					Flux<String> words = parts ? Flux.just("my own words", " ".repeat(1024), "in parts")
							: Flux.just("my own words");
					if (path.equals("/own/endless")) {
						words = words.concatWith(Mono.never());
					}
					Flux<DataBuffer> buffers = words.map((word) -> exchange.getResponse()
						.bufferFactory()
						.wrap(word.getBytes(StandardCharsets.UTF_8)));
					return exchange.getResponse().writeWith(parts ? buffers : buffers.single());
				}))
				.build();
		}

		@Bean
		@Order(3)
		SecurityWebFilterChain pages(ServerHttpSecurity http) {
			return http.securityMatcher(ServerWebExchangeMatchers.pathMatchers("/pages/**", "/login"))
				.authorizeExchange((exchanges) -> exchanges.anyExchange().authenticated())
				.formLogin(Customizer.withDefaults())
				.build();
		}

		@Bean
		@Order(4)
		SecurityWebFilterChain documents(ServerHttpSecurity http) {
			return http.securityMatcher(new PathPatternParserServerWebExchangeMatcher("/documents/**"))
				.authorizeExchange((exchanges) -> exchanges.anyExchange().authenticated())
				.csrf(ServerHttpSecurity.CsrfSpec::disable)
				.httpBasic(Customizer.withDefaults())
				.build();
		}

		@Bean
		@Order(5)
		SecurityWebFilterChain basic(ServerHttpSecurity http) {
			return http
				.authorizeExchange((exchanges) -> exchanges.pathMatchers("/open/**", "/filter/**")
					.permitAll()
					.pathMatchers("/closed/admins", "/secret/there")
					.hasRole("ADMIN")
					.pathMatchers("/closed/factors")
					.hasAuthority(FactorGrantedAuthority.OTT_AUTHORITY)
					.anyExchange()
					.authenticated())
				.httpBasic(Customizer.withDefaults())
				.build();
		}

	}

}
