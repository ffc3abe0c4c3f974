package dev.mishap.reactive;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import dev.mishap.testing.RawHttp;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseCookie;
import org.springframework.http.ResponseEntity;
import org.springframework.http.codec.ServerCodecConfigurer;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebSession;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An application with handlers, filters, advices and codecs of its own, with the library
 * and without: what it answers itself is the same, to the byte but for the request ID.
 */
class ReactiveGuestTests {

	private static BareAndGuest both;

	@BeforeAll
	static void startBoth() {
		both = BareAndGuest.start(House.class,
				List.of(ReactiveApplication.NO_SECURITY.replaceFirst("^[^=]*=", "").split(",")),
				"spring.web.resources.static-locations=classpath:/reactive-static/");
	}

	@AfterAll
	static void stopBoth() {
		both.stop();
	}

	private static RawHttp bare() {
		return BareAndGuest.http(both.bare());
	}

	private static RawHttp guest() {
		return BareAndGuest.http(both.guest());
	}

	private static void same(RawHttp.Answer ofBare, RawHttp.Answer ofGuest) {
		assertThat(ofBare.status()).isLessThan(600);
		assertThat(ofGuest.header("X-Request-Id")).isNotBlank();
		assertThat(BareAndGuest.text(ofGuest)).isEqualTo(BareAndGuest.text(ofBare));
	}

	@ParameterizedTest
	@ValueSource(strings = { "/json", "/text", "/none", "/bytes", "/list", "/lines", "/events", "/created", "/cookie",
			"/session", "/redirect", "/function", "/own/body", "/own/text", "/own/advice", "/own/handler",
			"/own/filter", "/own/on-error" })
	void whatTheApplicationAnswersStaysAsItIs(String path) {
		same(bare().send("GET", path), guest().send("GET", path));
		if (!isFunction(path)) {
			same(bare().send("HEAD", path), guest().send("HEAD", path));
		}
	}

	/** Of another method than its own, stock WebFlux says that nothing is there. */
	private static boolean isFunction(String path) {
		return path.equals("/function") || path.equals("/own/on-error");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/json", "/own/body" })
	void optionsStayAsTheyAre(String path) {
		same(bare().send("OPTIONS", path), guest().send("OPTIONS", path));
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"name\":\"a\",\"count\":1}", "{\"name\":null,\"count\":0}" })
	void bodiesAreReadAsBefore(String body) {
		same(bare().json("POST", "/echo", body), guest().json("POST", "/echo", body));
	}

	@ParameterizedTest
	@ValueSource(strings = { "a=b&c=d", "" })
	void formsAreReadAsBefore(String form) {
		same(bare().sendBody("POST", "/form", MediaType.APPLICATION_FORM_URLENCODED_VALUE, form),
				guest().sendBody("POST", "/form", MediaType.APPLICATION_FORM_URLENCODED_VALUE, form));
	}

	/** The application, whose beans have names that a library might want. */
	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import({ Rooms.class, Advice.class })
	static class House {

		@Bean
		@Order(-2)
		WebExceptionHandler problemWebExceptionHandler() {
			return (exchange, thrown) -> (thrown instanceof ForHandler)
					? answer(exchange, HttpStatus.CONFLICT, "own handler") : Mono.error(thrown);
		}

		@Bean
		WebFilter problemWebFilter() {
			return (exchange, chain) -> chain.filter(exchange)
				.onErrorResume(ForFilter.class, (thrown) -> answer(exchange, HttpStatus.GONE, "own filter"));
		}

		@Bean
		WebFluxConfigurer codecs() {
			return new WebFluxConfigurer() {

				@Override
				public void configureHttpMessageCodecs(ServerCodecConfigurer configurer) {
					configurer.defaultCodecs().maxInMemorySize(1000);
				}

			};
		}

		@Bean
		RouterFunction<ServerResponse> functions() {
			return RouterFunctions.route()
				.GET("/function", (request) -> ServerResponse.ok().bodyValue(new Item("function", 1)))
				.GET("/own/on-error", (request) -> Mono.error(new ForFunction()))
				.onError(ForFunction.class, (thrown, request) -> ServerResponse.status(409).bodyValue("own onError"))
				.build();
		}

		private static Mono<Void> answer(ServerWebExchange exchange, HttpStatus status, String text) {
			exchange.getResponse().setStatusCode(status);
			return exchange.getResponse()
				.writeWith(
						Mono.just(exchange.getResponse().bufferFactory().wrap(text.getBytes(StandardCharsets.UTF_8))));
		}

	}

	/** What is sent and read. */
	record Item(String name, int count) {

	}

	@RestController
	static class Rooms {

		@GetMapping("/json")
		Item json() {
			return new Item("a", 1);
		}

		@GetMapping("/text")
		String text() {
			return "text";
		}

		@GetMapping("/none")
		Mono<String> none() {
			return Mono.empty();
		}

		@GetMapping("/bytes")
		byte[] bytes() {
			return new byte[] { 65, 66 };
		}

		@GetMapping("/list")
		Flux<Item> list() {
			return Flux.range(0, 3).map((count) -> new Item("list", count));
		}

		@GetMapping(path = "/lines", produces = MediaType.APPLICATION_NDJSON_VALUE)
		Flux<Item> lines() {
			return list();
		}

		@GetMapping(path = "/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
		Flux<Item> events() {
			return list();
		}

		@GetMapping("/created")
		ResponseEntity<Item> created() {
			return ResponseEntity.status(201).header("X-Own", "1").body(new Item("created", 1));
		}

		@GetMapping("/cookie")
		String cookie(ServerWebExchange exchange) {
			exchange.getResponse().addCookie(ResponseCookie.from("own", "1").build());
			return "cookie";
		}

		@GetMapping("/session")
		Mono<String> session(WebSession session) {
			session.getAttributes().put("own", "1");
			return Mono.just("session");
		}

		@GetMapping("/redirect")
		Mono<Void> redirect(ServerWebExchange exchange) {
			exchange.getResponse().setStatusCode(HttpStatus.FOUND);
			exchange.getResponse().getHeaders().set("Location", "/json");
			return exchange.getResponse().setComplete();
		}

		@GetMapping("/own/body")
		ResponseEntity<Map<String, String>> ownBody() {
			return ResponseEntity.status(404).body(Map.of("own", "body"));
		}

		@GetMapping("/own/text")
		ResponseEntity<String> ownText() {
			return ResponseEntity.status(503).body("own text");
		}

		@GetMapping("/own/advice")
		String ownAdvice() {
			throw new ForAdvice();
		}

		@GetMapping("/own/handler")
		String ownHandler() {
			throw new ForHandler();
		}

		@GetMapping("/own/filter")
		String ownFilter() {
			throw new ForFilter();
		}

		@PostMapping("/echo")
		Mono<Item> echo(@RequestBody Mono<Item> item) {
			return item;
		}

		@PostMapping("/form")
		Mono<String> form(ServerWebExchange exchange) {
			return exchange.getFormData().map(Object::toString);
		}

	}

	@RestControllerAdvice
	static class Advice {

		@ExceptionHandler(ForAdvice.class)
		ResponseEntity<Map<String, String>> answer() {
			return ResponseEntity.status(418).body(Map.of("own", "advice"));
		}

	}

	static class ForAdvice extends RuntimeException {

		private static final long serialVersionUID = 1L;

	}

	static class ForHandler extends RuntimeException {

		private static final long serialVersionUID = 1L;

	}

	static class ForFilter extends RuntimeException {

		private static final long serialVersionUID = 1L;

	}

	static class ForFunction extends RuntimeException {

		private static final long serialVersionUID = 1L;

	}

}
