package dev.mishap.reactive;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import dev.mishap.testing.RawHttp;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.context.ConfigurableApplicationContext;
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

	private static ConfigurableApplicationContext bare;

	private static ConfigurableApplicationContext guest;

	@BeforeAll
	static void startBoth() {
		List<String> ours = new ArrayList<>();
		ImportCandidates.load(AutoConfiguration.class, ReactiveGuestTests.class.getClassLoader()).forEach((name) -> {
			if (name.startsWith("dev.mishap.")) {
				ours.add(name);
			}
		});
		assertThat(ours).isNotEmpty();
		bare = start(ours);
		guest = start(List.of());
	}

	private static ConfigurableApplicationContext start(List<String> without) {
		String security = ReactiveApplication.NO_SECURITY.replaceFirst("^[^=]*=", "");
		return new SpringApplicationBuilder(House.class).web(WebApplicationType.REACTIVE)
			.properties("server.port=0",
					"spring.autoconfigure.exclude="
							+ String.join(",", Stream.concat(Stream.of(security), without.stream()).toList()),
					"spring.web.resources.static-locations=classpath:/reactive-static/")
			.run();
	}

	@AfterAll
	static void stopBoth() {
		SpringApplication.exit(bare);
		SpringApplication.exit(guest);
	}

	private static RawHttp http(ConfigurableApplicationContext context) {
		return new RawHttp(context.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
	}

	/** What differs on every call, or is the guest's own, is left out. */
	private static String text(RawHttp.Answer answer) {
		Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
		headers.putAll(answer.headers());
		headers.remove("Date");
		headers.remove("X-Request-Id");
		return (answer.statusLine() + "\n" + headers + "\n" + answer.whole() + "\n" + answer.body())
			.replaceAll("SESSION=[^;]*", "SESSION=");
	}

	private static void same(RawHttp.Answer ofBare, RawHttp.Answer ofGuest) {
		assertThat(ofBare.status()).isLessThan(600);
		assertThat(ofGuest.header("X-Request-Id")).isNotBlank();
		assertThat(text(ofGuest)).isEqualTo(text(ofBare));
	}

	@ParameterizedTest
	@ValueSource(strings = { "/json", "/text", "/none", "/bytes", "/list", "/lines", "/events", "/created", "/cookie",
			"/session", "/redirect", "/function", "/own/body", "/own/text", "/own/advice", "/own/handler",
			"/own/filter", "/own/on-error" })
	void whatTheApplicationAnswersStaysAsItIs(String path) {
		same(http(bare).send("GET", path), http(guest).send("GET", path));
		if (!isFunction(path)) {
			same(http(bare).send("HEAD", path), http(guest).send("HEAD", path));
		}
	}

	/** Of another method than its own, stock WebFlux says that nothing is there. */
	private static boolean isFunction(String path) {
		return path.equals("/function") || path.equals("/own/on-error");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/json", "/own/body" })
	void optionsStayAsTheyAre(String path) {
		same(http(bare).send("OPTIONS", path), http(guest).send("OPTIONS", path));
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"name\":\"a\",\"count\":1}", "{\"name\":null,\"count\":0}" })
	void bodiesAreReadAsBefore(String body) {
		same(http(bare).json("POST", "/echo", body), http(guest).json("POST", "/echo", body));
	}

	@ParameterizedTest
	@ValueSource(strings = { "a=b&c=d", "" })
	void formsAreReadAsBefore(String form) {
		same(http(bare).sendBody("POST", "/form", MediaType.APPLICATION_FORM_URLENCODED_VALUE, form),
				http(guest).sendBody("POST", "/form", MediaType.APPLICATION_FORM_URLENCODED_VALUE, form));
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
