package dev.mishap.reactive;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import dev.mishap.testing.RawHttp;
import dev.mishap.testing.Without;
import io.r2dbc.spi.R2dbcBadGrammarException;
import io.r2dbc.spi.R2dbcDataIntegrityViolationException;
import io.r2dbc.spi.R2dbcNonTransientResourceException;
import io.r2dbc.spi.R2dbcPermissionDeniedException;
import io.r2dbc.spi.R2dbcRollbackException;
import io.r2dbc.spi.R2dbcTimeoutException;
import io.r2dbc.spi.R2dbcTransientResourceException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.ResolvableType;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.http.ResponseEntity;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.http.codec.json.JacksonJsonDecoder;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.reactive.CorsWebFilter;
import org.springframework.web.cors.reactive.UrlBasedCorsConfigurationSource;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.reactive.handler.SimpleUrlHandlerMapping;
import org.springframework.web.reactive.socket.WebSocketHandler;
import org.springframework.web.reactive.socket.WebSocketSession;

import static dev.mishap.testing.ProblemAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** WebSockets, calls to other services, clients that leave; and HTTP/2 without TLS. */
@ExtendWith(OutputCaptureExtension.class)
@SpringBootTest(classes = ReactiveEdgesTests.Application.class, webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "spring.main.web-application-type=reactive", Without.TRACE_BUDGET,
				ReactiveApplication.NO_SECURITY, "server.http2.enabled=true",
				"mishap.data.constraints.uk_email=EMAIL_TAKEN" })
class ReactiveEdgesTests extends ReactiveHttp2Contract {

	@LocalServerPort
	private int port;

	private RawHttp http() {
		return new RawHttp(this.port);
	}

	@Override
	NettyHttp2 http2() {
		return NettyHttp2.cleartext(this.port);
	}

	@Override
	Socket connection() throws IOException {
		return http().open();
	}

	@Test
	void requestToAWebSocketWithoutAHandshakeIsRefused() {
		assertThat(http().send("GET", "/edge/socket")).isProblem(400, "BAD_REQUEST");
	}

	@Test
	void handshakeWithoutAKeyIsRefused() {
		assertThat(http().raw("GET /edge/socket HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
				+ "Sec-WebSocket-Version: 13\r\n\r\n"))
			.isProblem(400, "BAD_REQUEST");
	}

	@Test
	void otherMethodThanOfAHandshakeIsRefused() {
		assertThat(http().send("POST", "/edge/socket", "Content-Length: 0")).isProblem(405, "METHOD_NOT_ALLOWED")
			.hasHeaderList("Allow", "CONNECT", "GET");
	}

	@Test
	void errorBeforeTheHandshakeIsAProblem() {
		assertThat(http().raw("GET /edge/no-socket HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
				+ "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"))
			.isProblem(500, "INTERNAL_ERROR");
	}

	/** As Spring Integration reads it. No other service is to blame. */
	@Test
	void bodyThatAHandlerDecodesItselfIsNoFailureOfAnotherService() {
		assertThat(http().json("POST", "/edge/own-decoder", "{bad")).isProblem(500, "INTERNAL_ERROR");
	}

	/** On stock Boot it is 200, because the response counts as committed. */
	@Test
	void failureThatARouteWaitsForBeforeAnEmptyResponseIsAProblem() {
		assertThat(http().json("POST", "/edge/empty-after", "{bad")).isProblem(400, "MALFORMED_BODY");
		assertThat(http().json("POST", "/edge/empty-after", "{}").status()).isEqualTo(200);
	}

	@Test
	void originThatAFilterRejectsIsAProblem() {
		assertThat(http().send("GET", "/edge/cors", "Origin: https://other.example")).isProblem(403, "CORS_REJECTED");
	}

	@ParameterizedTest
	@CsvSource({ "fails,502,UPSTREAM_FAILED", "missing,502,UPSTREAM_FAILED", "garbled,502,UPSTREAM_FAILED",
			"busy,503,UPSTREAM_UNAVAILABLE", "refused,503,UPSTREAM_UNAVAILABLE", "slow,504,UPSTREAM_TIMED_OUT" })
	void failedCallsOfOtherServicesAreGatewayErrors(String kind, int status, String code) {
		assertThat(http().send("GET", "/edge/call/" + kind)).isProblem(status, code);
	}

	@Test
	void waitThatAnotherServiceAsksForIsPassedOn() {
		assertThat(http().send("GET", "/edge/call/busy").header("Retry-After")).isEqualTo("7");
	}

	@ParameterizedTest
	@CsvSource({ "email,409,EMAIL_TAKEN", "translated,409,EMAIL_TAKEN", "unique,409,ALREADY_EXISTS",
			"foreign,409,DATA_CONFLICT", "value,500,INTERNAL_ERROR", "slow,503,SERVICE_UNAVAILABLE",
			"deadlock,503,SERVICE_UNAVAILABLE", "down,503,SERVICE_UNAVAILABLE", "gone,503,SERVICE_UNAVAILABLE",
			"grammar,500,INTERNAL_ERROR", "denied,500,INTERNAL_ERROR" })
	void refusalsOfDatabasesAreAnsweredAsThoseOfJdbc(String kind, int status, String code) {
		assertThat(http().send("GET", "/edge/database/" + kind)).isProblem(status, code);
	}

	@Test
	void clientThatLeavesIsNoError(CapturedOutput output) throws IOException, InterruptedException {
		int start = output.getAll().length();
		try (Socket socket = http().open()) {
			socket.getOutputStream()
				.write("GET /edge/never HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
			socket.getOutputStream().flush();
			assertThat(Controller.STARTED.await(20, TimeUnit.SECONDS)).isTrue();
		}
		assertThat(Controller.CANCELLED.await(20, TimeUnit.SECONDS)).isTrue();
		assertThat(http().send("GET", "/ok").status()).isEqualTo(200);
		assertThat(output.getAll().substring(start)).doesNotContain(" ERROR ", " WARN ", "\tat ");
	}

	@Test
	void testClientOfARunningServerSeesTheProblem() {
		WebTestClient.bindToServer()
			.baseUrl("http://localhost:" + this.port)
			.build()
			.get()
			.uri("/nowhere")
			.exchange()
			.expectStatus()
			.isNotFound()
			.expectHeader()
			.contentType("application/problem+json")
			.expectBody()
			.jsonPath("$.code")
			.isEqualTo("NOT_FOUND");
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import({ ReactiveBeans.class, Controller.class })
	static class Application extends ReactiveApplication {

		@Bean
		HandlerMapping sockets() {
			WebSocketHandler socket = WebSocketSession::close;
			return new SimpleUrlHandlerMapping(Map.of("/edge/socket", socket), -1);
		}

		@Bean
		RouterFunction<ServerResponse> emptyResponses() {
			return RouterFunctions.route()
				.POST("/edge/empty-after", (request) -> ServerResponse.ok().build(request.bodyToMono(Map.class).then()))
				.build();
		}

		@Bean
		CorsWebFilter corsFilter() {
			CorsConfiguration configuration = new CorsConfiguration();
			configuration.addAllowedOrigin("https://example.org");
			UrlBasedCorsConfigurationSource source = new UrlBasedCorsConfigurationSource();
			source.registerCorsConfiguration("/edge/cors", configuration);
			return new CorsWebFilter(source);
		}

	}

	@RestController
	static class Controller {

		static final CountDownLatch STARTED = new CountDownLatch(1);

		static final CountDownLatch CANCELLED = new CountDownLatch(1);

		private final WebClient client = WebClient.builder()
			.clientConnector(
					new ReactorClientHttpConnector(HttpClient.create().responseTimeout(Duration.ofMillis(200))))
			.build();

		@GetMapping("/edge/call/{kind}")
		Mono<Map<?, ?>> call(@PathVariable String kind, ServerHttpRequest request) {
			URI called = kind.equals("refused") ? URI.create("http://127.0.0.1:1/") : request.getURI()
				.resolve("http://127.0.0.1:" + request.getLocalAddress().getPort() + "/edge/other/" + kind);
			return this.client.get().uri(called).retrieve().bodyToMono(Map.class).map((answer) -> answer);
		}

		@PostMapping("/edge/own-decoder")
		Mono<String> ownDecoder(ServerHttpRequest request) {
			return new JacksonJsonDecoder()
				.decodeToMono(request.getBody(), ResolvableType.forClass(Map.class), null, null)
				.map(Object::toString);
		}

		@GetMapping("/edge/other/{kind}")
		Mono<ResponseEntity<String>> other(@PathVariable String kind) {
			return switch (kind) {
				case "fails" -> Mono.just(ResponseEntity.status(500).body("s3cr3t"));
				case "missing" -> Mono.just(ResponseEntity.status(404).body("s3cr3t"));
				case "busy" -> Mono.just(ResponseEntity.status(503).header("Retry-After", "7").body("s3cr3t"));
				case "garbled" ->
					Mono.just(ResponseEntity.ok().header("Content-Type", "application/json").body("{s3cr3t"));
				default -> Mono.never();
			};
		}

		@GetMapping("/edge/database/{kind}")
		Mono<String> database(@PathVariable String kind) {
			String words = "duplicate key value violates unique constraint \"uk_email\"";
			return Mono.error(switch (kind) {
				case "email" -> new R2dbcDataIntegrityViolationException(words, "23505");
				case "translated" -> new DataIntegrityViolationException("s3cr3t",
						new R2dbcDataIntegrityViolationException(words, "23505"));
				case "unique" -> new R2dbcDataIntegrityViolationException("s3cr3t", "23505");
				case "foreign" -> new R2dbcDataIntegrityViolationException("s3cr3t", "23503");
				case "value" -> new R2dbcDataIntegrityViolationException("s3cr3t", "22001");
				case "slow" -> new R2dbcTimeoutException("s3cr3t");
				case "deadlock" -> new R2dbcRollbackException("s3cr3t", "40P01");
				case "down" -> new R2dbcTransientResourceException("s3cr3t");
				case "gone" -> new R2dbcNonTransientResourceException("s3cr3t");
				case "grammar" -> new R2dbcBadGrammarException("s3cr3t");
				default -> new R2dbcPermissionDeniedException("s3cr3t");
			});
		}

		@GetMapping("/edge/no-socket")
		Mono<String> noSocket() {
			return Mono.error(new IllegalStateException("s3cr3t"));
		}

		@GetMapping("/edge/cors")
		Mono<String> cors() {
			return Mono.just("ok");
		}

		@GetMapping("/edge/never")
		Mono<String> never() {
			return Mono.<String>never()
				.doOnSubscribe((subscription) -> STARTED.countDown())
				.doOnCancel(CANCELLED::countDown);
		}

	}

}
