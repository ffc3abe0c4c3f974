package dev.mishap.reactive;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.mishap.testing.RawHttp;
import dev.mishap.testing.RawHttp.Answer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerMetricsRecorder;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseCookie;
import org.springframework.http.ResponseEntity;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity.CsrfSpec;
import org.springframework.security.core.userdetails.MapReactiveUserDetailsService;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.util.matcher.PathPatternParserServerWebExchangeMatcher;
import org.springframework.web.bind.annotation.CrossOrigin;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebSession;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An application with functional routes, filters that do what filters do, and several
 * chains of Spring Security, with the library and without: what it answers is the same,
 * and what it sees of its own exchanges too. What nobody has given a body is a problem
 * with the same status.
 */
class ReactiveDifferentialTests {

	private static final String ID = "Probe";

	private static final AtomicInteger IDS = new AtomicInteger();

	private static BareAndGuest both;

	@BeforeAll
	static void startBoth() {
		both = BareAndGuest.start(House.class, List.of(), "server.forward-headers-strategy=framework",
				"spring.web.resources.static-locations=classpath:/reactive-static/");
	}

	@AfterAll
	static void stopBoth() {
		both.stop();
	}

	/** What is asked, and whose answer it is. */
	enum Script {

		// functional routes
		FUNCTION("/f/ok"), FUNCTION_LATER("/f/later"), FUNCTION_NESTED("/f/nest/a"), FUNCTION_ON_ERROR("/f/nest/fails"),
		FUNCTION_NONE("/f/none"), FUNCTION_NO_CONTENT("/f/no-content"), FUNCTION_REDIRECT("/f/redirect"),
		FUNCTION_COOKIE("/f/cookie"), FUNCTION_NOT_MODIFIED("/f/etag", "If-None-Match: \"v1\""),
		FUNCTION_ETAG("/f/etag"), FUNCTION_OWN_404("/f/own-404"), FUNCTION_SSE("/f/sse"), FUNCTION_STREAM("/f/stream"),
		FUNCTION_RESOURCE("/f/files/error/410.html"), FUNCTION_RANGE("/f/files/error/410.html", "Range: bytes=0-3"),
		FUNCTION_RESUMES("/f/resumes"), FUNCTION_PREDICATE("/f/json-only", "Accept: application/json"),
		FUNCTION_THROWS(500, "/f/throws"), FUNCTION_FAILS(423, "/f/fails"), FUNCTION_STATUS(404, "/f/status-404"),
		FUNCTION_STREAM_FAILS(500, "/f/stream-fails"), FUNCTION_NO_FILE(404, "/f/files/none"),
		FUNCTION_NO_ROUTE(404, "/f/nowhere"), FUNCTION_FILTER_FAILS(409, "/f/nest/filter-fails"),

		// handlers with annotations
		HANDLER("/h/text"), HANDLER_ENTITY_FLUX("/h/entity-flux"), HANDLER_WRITES("/h/writes"),
		HANDLER_ETAG("/h/etag", "If-None-Match: \"v1\""), HANDLER_RESOURCE("/h/resource"),
		HANDLER_RANGE("/h/resource", "Range: bytes=2-4"), HANDLER_BAD_RANGE(416, "/h/resource", "Range: bytes=900-"),
		HANDLER_FUTURE("/h/future"), HANDLER_SSE("/h/sse"), HANDLER_CACHED("/h/cached"),
		HANDLER_OWN_ADVICE("/h/own-handler"), HANDLER_SECOND_FAILS("/h/second-fails"), HANDLER_CONTEXT("/h/context"),
		HANDLER_SESSION("/h/session"), HANDLER_CORS("/h/cors", "Origin: http://a.example"),
		HANDLER_STATUS(404, "/h/status-404"), HANDLER_EMPTY_ENTITY(410, "/h/entity-410"),
		HANDLER_FAILS_LATER(500, "/h/fails-later"), HANDLER_COOKIE_FAILS(500, "/h/cookie-fails"),
		HANDLER_SESSION_FAILS(500, "/h/session-fails"),
		HANDLER_CORS_REFUSED(403, "/h/cors", "Origin: http://b.example"), STATIC("/error/410.html"),
		STATIC_NONE(404, "/none.css"),
		FORWARDED("/h/absolute", "X-Forwarded-Proto: https", "X-Forwarded-Host: a.example"),

		// filters of the application
		FILTER_WRITES("/w/writes"), FILTER_OWN_404("/w/own-404"), FILTER_COMPLETES("/w/completes"),
		FILTER_DECORATES("/w/decorates"), FILTER_RETRIES("/w/retries"), FILTER_RESUMES("/w/resumes"),
		FILTER_REPLACES(500, "/w/replaces"), FILTER_MUTATES("/w/mutates"), FILTER_AFTER("/w/after"),
		FILTER_HEADER("/w/before-commit"), FILTER_CONTEXT("/w/context"), FILTER_OTHER_THREAD("/w/other-thread"),
		FILTER_STATUS(403, "/w/status-403"), FILTER_THROWS(500, "/w/throws"), FILTER_FAILS(409, "/w/fails"),
		FILTER_RESUMES_BODILESS(410, "/w/resumes-410"), FILTER_HEADER_THEN_FAILS(500, "/w/header-then-fails"),
		FILTER_DECORATES_FAILURE(500, "/w/decorates-failure"), FILTER_RETRIES_IN_VAIN(500, "/w/retries-in-vain"),
		FILTER_COMMIT_THEN_FAILURE(500, "/w/before-commit-then-fails"),

		// Spring Security
		FORM_PAGE("/form/page", "Accept: text/html"), FORM_LOGIN("/login", "Accept: text/html"),
		BASIC_GOOD("/basic/page", "Authorization: Basic dTpw"), CUSTOM_ENTRY("/custom/page"),
		CUSTOM_DENIED("/custom/admin", "Authorization: Basic dTpw"), ANONYMOUS("/h/principal"),
		BASIC_NONE(401, "/basic/page"), BASIC_BAD(401, "/basic/page", "Authorization: Basic dTp4"),
		BASIC_BROKEN(401, "/basic/page", "Authorization: Basic %"),
		BASIC_DENIED(403, "/basic/admin", "Authorization: Basic dTpw"), DENY_ALL(401, "/basic/nobody"),
		FIREWALL(400, "/h/text;a=1/%2e%2e/x");

		private final int problem;

		private final String target;

		private final String[] headers;

		Script(String target, String... headers) {
			this(0, target, headers);
		}

		/**
		 * Of another method than its own, a functional route of stock WebFlux is not
		 * there.
		 */
		private boolean onlyGet() {
			return this.target.startsWith("/f/") || this == HANDLER_CORS || this == FORM_LOGIN;
		}

		Script(int problem, String target, String... headers) {
			this.problem = problem;
			this.target = target;
			this.headers = headers;
		}

	}

	private static Answer send(ConfigurableApplicationContext context, String method, String target, String id,
			String... headers) {
		String[] all = Stream.concat(Stream.of(headers), Stream.of(ID + ": " + id)).toArray(String[]::new);
		return BareAndGuest.http(context).send(method, target, all);
	}

	@ParameterizedTest
	@EnumSource
	void answerIsTheSameOrAProblem(Script script) {
		for (String method : script.onlyGet() ? List.of("GET") : List.of("GET", "HEAD")) {
			String id = method + IDS.incrementAndGet();
			Answer ofBare = send(both.bare(), method, script.target, id, script.headers);
			Answer ofGuest = send(both.guest(), method, script.target, id, script.headers);
			if (script.problem == 0) {
				assertThat(BareAndGuest.text(ofGuest)).as(method).isEqualTo(BareAndGuest.text(ofBare));
			}
			else {
				assertThat(ofBare.status()).as(method).isEqualTo(script.problem);
				assertProblem(method, ofBare, ofGuest);
			}
			assertThat(ofGuest.header("X-Request-Id")).as(method).isNotBlank();
			if (script.problem == 0 || method.equals("GET")) {
				assertThat(seen(both.guest(), id)).as(method).isEqualTo(seen(both.bare(), id));
			}
		}
	}

	/** Its status and what the application has set stay. */
	private static void assertProblem(String method, Answer ofBare, Answer ofGuest) {
		assertThat(ofGuest.statusLine()).as(method).isEqualTo(ofBare.statusLine());
		assertThat(ofGuest.header("Content-Type")).as(method).isEqualTo("application/problem+json");
		assertThat(ofGuest.whole()).isTrue();
		Map<String, List<String>> left = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
		left.putAll(BareAndGuest.fields(ofBare));
		List.of("Content-Type", "Content-Length", "Transfer-Encoding", "Vary", "Cache-Control", "Pragma", "Expires",
				"Accept-Ranges")
			.forEach(left::remove);
		assertThat(BareAndGuest.fields(ofGuest)).as(method).containsAllEntriesOf(left);
		if (method.equals("GET")) {
			assertThat(ofGuest.body()).contains("\"status\":" + ofBare.status(),
					"\"request_id\":\"" + ofGuest.header("X-Request-Id") + "\"");
		}
	}

	/** What comes last is seen after the answer has been sent. */
	private static List<String> seen(ConfigurableApplicationContext context, String id) {
		Queue<String> events = context.getBean(Seen.class).of(id);
		await(() -> events.stream().anyMatch((event) -> event.startsWith("on")));
		return List.copyOf(events);
	}

	@Test
	void logInAndOutIsTheSame() {
		for (String password : List.of("p", "wrong")) {
			assertThat(logIn(both.guest(), password)).isEqualTo(logIn(both.bare(), password));
		}
	}

	/** Each answer of a visit to the page behind the form. */
	private static List<String> logIn(ConfigurableApplicationContext context, String password) {
		List<String> answers = new ArrayList<>();
		RawHttp http = BareAndGuest.http(context);
		Answer form = http.send("GET", "/login", "Accept: text/html");
		String session = cookie(form);
		String token = form.body().replaceAll("(?s).*name=\"_csrf\"[^>]*value=\"([^\"]+)\".*", "$1");
		Answer in = http.sendBody("POST", "/login", MediaType.APPLICATION_FORM_URLENCODED_VALUE,
				"username=u&password=" + password + "&_csrf=" + token, "Cookie: " + session);
		answers.add(BareAndGuest.text(in));
		String known = in.headers().containsKey("Set-Cookie") ? cookie(in) : session;
		answers.add(BareAndGuest.text(http.send("GET", "/form/page", "Accept: text/html", "Cookie: " + known)));
		answers.add(BareAndGuest.text(http.send("GET", "/logout", "Accept: text/html", "Cookie: " + known)));
		return answers;
	}

	private static String cookie(Answer answer) {
		return answer.header("Set-Cookie").replaceAll(";.*", "");
	}

	@Test
	void postWithoutTokenIsAProblemWithTheSameStatus() {
		for (String target : List.of("/login", "/logout", "/form/page")) {
			Answer ofBare = send(both.bare(), "POST", target, "csrf");
			Answer ofGuest = send(both.guest(), "POST", target, "csrf");
			assertThat(ofBare.status()).isEqualTo(403);
			assertThat(ofGuest.header("Content-Type")).isEqualTo("application/problem+json");
			assertThat(ofGuest.statusLine()).isEqualTo(ofBare.statusLine());
			assertThat(ofGuest.body()).contains("\"code\":\"CSRF_");
		}
	}

	@Test
	void preflightIsTheSame() {
		String[] allowed = { "Origin: http://a.example", "Access-Control-Request-Method: GET" };
		assertThat(BareAndGuest.text(send(both.guest(), "OPTIONS", "/h/cors", "cors", allowed)))
			.isEqualTo(BareAndGuest.text(send(both.bare(), "OPTIONS", "/h/cors", "cors", allowed)));
		String[] refused = { "Origin: http://b.example", "Access-Control-Request-Method: GET" };
		Answer ofBare = send(both.bare(), "OPTIONS", "/h/cors", "cors", refused);
		Answer ofGuest = send(both.guest(), "OPTIONS", "/h/cors", "cors", refused);
		assertThat(ofGuest.statusLine()).isEqualTo(ofBare.statusLine());
		assertThat(ofGuest.body()).contains("CORS_REJECTED");
	}

	/** An application may watch the server below WebFlux, and change what it does. */
	@ParameterizedTest
	@CsvSource({ "GET,/h/text,200", "HEAD,/h/text,200", "GET,/h/status-404,404", "GET,/h/fails-later,500",
			"GET,/w/fails,409", "GET,/f/stream,200", "GET,/h/second-fails,200", "GET,/nowhere,404", "GET,/%zz,400" })
	void whatTheApplicationSeesOfItsServerIsTheSame(String method, String target, int status) throws IOException {
		List<String> ofBare = below(both.bare(), method, target, status);
		assertThat(ofBare).contains("bound", "init", "connection", "handle", "onComplete", "closed");
		assertThat(ofBare).last().asString().endsWith(method + " " + status);
		assertThat(below(both.guest(), method, target, status)).isEqualTo(ofBare);
	}

	private static List<String> below(ConfigurableApplicationContext context, String method, String target, int status)
			throws IOException {
		Below below = context.getBean(Below.class);
		below.forget();
		int connection;
		try (Socket socket = BareAndGuest.http(context).open()) {
			connection = socket.getLocalPort();
			String request = method + " " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
			socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
			assertThat(RawHttp.read(socket, method.equals("HEAD")).status()).isEqualTo(status);
		}
		List<String> events = new ArrayList<>(below.of(0));
		events.addAll(below.untilClosed(connection));
		// a body is sent before the handling ends, an answer without one after it
		int handled = events.indexOf("subscribed") + 1;
		List<String> seen = new ArrayList<>(events.subList(0, handled));
		seen.addAll(new TreeSet<>(events.subList(handled, events.size())));
		seen.addAll(below.measured);
		return seen;
	}

	private static void await(BooleanSupplier condition) {
		for (int i = 0; i < 500 && !condition.getAsBoolean(); i++) {
			LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
		}
	}

	/** What the application has seen of its server, by the port of the client. */
	static final class Below implements NettyServerCustomizer {

		private final Map<Integer, Queue<String>> events = new ConcurrentHashMap<>();

		private final Queue<String> measured = new ConcurrentLinkedQueue<>();

		Queue<String> of(int port) {
			return this.events.computeIfAbsent(port, (key) -> new ConcurrentLinkedQueue<>());
		}

		/** Ports of clients come again. */
		void forget() {
			this.events.keySet().removeIf((port) -> port != 0);
			this.measured.clear();
		}

		List<String> untilClosed(int port) {
			await(() -> of(port).containsAll(List.of("onComplete", "[disconnecting]", "closed"))
					&& !this.measured.isEmpty());
			return List.copyOf(of(port));
		}

		private void add(@Nullable SocketAddress client, String event) {
			if (client instanceof InetSocketAddress address) {
				of(address.getPort()).add(event);
			}
		}

		@Override
		public HttpServer apply(HttpServer server) {
			return server.doOnBound((bound) -> of(0).add("bound")).doOnChannelInit((observer, channel, none) -> {
				SocketAddress client = channel.remoteAddress();
				add(client, "init");
				channel.closeFuture().addListener((future) -> add(client, "closed"));
			})
				.doOnConnection((connection) -> add(connection.channel().remoteAddress(), "connection"))
				.childObserve((connection, state) -> add(connection.channel().remoteAddress(), state.toString()))
				.metrics(true, () -> recorder())
				.mapHandle((handled, connection) -> {
					SocketAddress client = connection.channel().remoteAddress();
					add(client, "handle");
					return handled.doOnSubscribe((subscription) -> add(client, "subscribed"))
						.doFinally((signal) -> add(client, signal.toString()));
				});
		}

		/** How long an answer took is measured last. */
		private HttpServerMetricsRecorder recorder() {
			return (HttpServerMetricsRecorder) Proxy.newProxyInstance(getClass().getClassLoader(),
					new Class<?>[] { HttpServerMetricsRecorder.class }, (proxy, method, arguments) -> {
						if (method.getDeclaringClass() == Object.class) {
							return method.invoke(this, arguments);
						}
						if (method.getName().equals("recordResponseTime")) {
							this.measured.add(Stream.of(arguments)
								.limit(3)
								.map(String::valueOf)
								.collect(Collectors.joining(" ")));
						}
						return null;
					});
		}

	}

	/** What the application has seen, by request. */
	static final class Seen {

		private final Map<String, Queue<String>> events = new ConcurrentHashMap<>();

		void add(ServerWebExchange exchange, Object event) {
			String id = exchange.getRequest().getHeaders().getFirst(ID);
			if (id != null) {
				this.events.computeIfAbsent(id, (key) -> new ConcurrentLinkedQueue<>()).add(event.toString());
			}
		}

		Queue<String> of(String id) {
			return this.events.getOrDefault(id, new ConcurrentLinkedQueue<>());
		}

	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import({ Seen.class, Below.class, Handlers.class, Doors.class })
	static class House {

		/** Sees everything from outside, as filters for timings and access logs do. */
		@Bean
		@Order(Ordered.HIGHEST_PRECEDENCE + 50)
		WebFilter observer(Seen seen) {
			return (exchange, chain) -> {
				exchange.getResponse().beforeCommit(() -> {
					seen.add(exchange, "commit " + exchange.getResponse().getStatusCode());
					return Mono.empty();
				});
				return chain.filter(exchange)
					.doOnError((thrown) -> seen.add(exchange, "error " + thrown.getClass().getName()))
					.doOnSuccess((none) -> seen.add(exchange,
							"success " + exchange.getResponse().getStatusCode() + " "
									+ exchange.getResponse().isCommitted()))
					.doFinally((signal) -> seen.add(exchange, signal));
			};
		}

		@Bean
		@Order(Ordered.LOWEST_PRECEDENCE - 50)
		WebFilter inner(Seen seen) {
			return (exchange, chain) -> filter(exchange.getRequest().getPath().value(), exchange, seen,
					() -> chain.filter(exchange), chain::filter);
		}

		private static Mono<Void> filter(String path, ServerWebExchange exchange, Seen seen, Supplier<Mono<Void>> next,
				Function<ServerWebExchange, Mono<Void>> chain) {
			ServerHttpResponse response = exchange.getResponse();
			return switch (path) {
				case "/w/writes" -> write(exchange, HttpStatus.OK, "written");
				case "/w/own-404" -> write(exchange, HttpStatus.NOT_FOUND, "own");
				case "/w/completes" -> Mono.empty();
				case "/w/decorates", "/w/decorates-failure" ->
					chain.apply(exchange.mutate().response(new Louder(response)).build());
				case "/w/retries", "/w/retries-in-vain" -> next.get().retry(1);
				case "/w/resumes" -> next.get()
					.onErrorResume((thrown) -> write(exchange, HttpStatus.CONFLICT, thrown.getClass().getSimpleName()));
				case "/w/resumes-410" -> next.get().onErrorResume((thrown) -> status(exchange, HttpStatus.GONE));
				case "/w/replaces" -> next.get().onErrorMap((thrown) -> new OfTheHouse());
				case "/w/mutates" -> chain
					.apply(exchange.mutate().request((request) -> request.path("/h/text").header("Via", "1")).build());
				case "/w/after" ->
					next.get().then(Mono.fromRunnable(() -> seen.add(exchange, "after " + response.isCommitted())));
				case "/w/before-commit", "/w/before-commit-then-fails" -> {
					response.beforeCommit(() -> {
						response.getHeaders().set("X-Late", String.valueOf(response.getStatusCode()));
						return Mono.empty();
					});
					yield next.get();
				}
				case "/w/context" -> next.get().contextWrite((context) -> context.put("own", "value"));
				case "/w/other-thread" -> Mono.delay(Duration.ofMillis(5)).then(Mono.defer(next));
				case "/w/status-403" -> status(exchange, HttpStatus.FORBIDDEN);
				case "/w/throws" -> throw new IllegalStateException("secret");
				case "/w/fails" -> Mono.error(new ResponseStatusException(HttpStatus.CONFLICT));
				case "/w/header-then-fails" -> {
					response.getHeaders().set("X-Own", "1");
					response.addCookie(ResponseCookie.from("own", "1").build());
					yield Mono.error(new IllegalStateException("secret"));
				}
				default -> next.get();
			};
		}

		private static Mono<Void> status(ServerWebExchange exchange, HttpStatus status) {
			exchange.getResponse().setStatusCode(status);
			return exchange.getResponse().setComplete();
		}

		static Mono<Void> write(ServerWebExchange exchange, HttpStatusCode status, String text) {
			exchange.getResponse().setStatusCode(status);
			byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
			return exchange.getResponse().writeWith(Mono.just(exchange.getResponse().bufferFactory().wrap(bytes)));
		}

		@Bean
		RouterFunction<ServerResponse> functions() {
			return RouterFunctions.route()
				.path("/f", (routes) -> routes.GET("/ok", (request) -> ServerResponse.ok().bodyValue(Map.of("a", 1)))
					.GET("/later",
							(request) -> ServerResponse.ok()
								.body(Mono.delay(Duration.ofMillis(5)).map((tick) -> "later"), String.class))
					.path("/nest", (nested) -> nested.GET("/a", (request) -> ServerResponse.ok().bodyValue("a"))
						.GET("/fails", (request) -> Mono.error(new OfTheHouse()))
						.GET("/filter-fails", (request) -> ServerResponse.ok().build())
						.filter((request, next) -> request.path().endsWith("filter-fails")
								? Mono.error(new ResponseStatusException(HttpStatus.CONFLICT)) : next.handle(request))
						.onError(OfTheHouse.class,
								(thrown, request) -> ServerResponse.status(409).bodyValue("own onError")))
					.GET("/none", (request) -> Mono.empty())
					.GET("/no-content", (request) -> ServerResponse.noContent().build())
					.GET("/redirect", (request) -> ServerResponse.temporaryRedirect(URI.create("/h/text")).build())
					.GET("/cookie",
							(request) -> ServerResponse.ok().cookie(ResponseCookie.from("own", "1").build()).build())
					.GET("/etag", (request) -> ServerResponse.ok().eTag("\"v1\"").bodyValue("v1"))
					.GET("/own-404", (request) -> ServerResponse.status(404).bodyValue("own"))
					.GET("/status-404", (request) -> ServerResponse.status(404).build())
					.GET("/sse",
							(request) -> ServerResponse.ok()
								.contentType(MediaType.TEXT_EVENT_STREAM)
								.body(Flux.range(0, 3), Integer.class))
					.GET("/stream",
							(request) -> ServerResponse.ok()
								.contentType(MediaType.APPLICATION_NDJSON)
								.body(Flux.range(0, 3), Integer.class))
					.GET("/stream-fails",
							(request) -> ServerResponse.ok()
								.contentType(MediaType.APPLICATION_NDJSON)
								.body(Flux.error(new IllegalStateException("secret")), Integer.class))
					.GET("/resumes",
							(request) -> Mono.<ServerResponse>error(new OfTheHouse())
								.onErrorResume((thrown) -> ServerResponse.status(422).bodyValue("own")))
					.GET("/json-only", (request) -> request.headers().accept().contains(MediaType.APPLICATION_JSON),
							(request) -> ServerResponse.ok().bodyValue("json"))
					.GET("/throws", (request) -> {
						throw new IllegalStateException("secret");
					})
					.GET("/fails", (request) -> Mono.error(new ResponseStatusException(HttpStatus.LOCKED)))
					.resources("/files/**", new ClassPathResource("reactive-static/")))
				.build();
		}

	}

	/** Changes what is written through it. */
	static final class Louder extends ServerHttpResponseDecorator {

		Louder(ServerHttpResponse delegate) {
			super(delegate);
		}

		@Override
		public Mono<Void> writeWith(Publisher<? extends DataBuffer> body) {
			return super.writeWith(Flux.from(body).map((buffer) -> {
				String text = buffer.toString(StandardCharsets.UTF_8).toUpperCase(Locale.ROOT);
				return bufferFactory().wrap(text.getBytes(StandardCharsets.UTF_8));
			}));
		}

	}

	static final class Doors {

		@Bean
		MapReactiveUserDetailsService users() {
			return new MapReactiveUserDetailsService(User.withUsername("u").password("{noop}p").roles("USER").build());
		}

		@Bean
		@Order(1)
		SecurityWebFilterChain basic(ServerHttpSecurity http) {
			return http.securityMatcher(new PathPatternParserServerWebExchangeMatcher("/basic/**"))
				.csrf(CsrfSpec::disable)
				.httpBasic(Customizer.withDefaults())
				.authorizeExchange((rules) -> rules.pathMatchers("/basic/admin")
					.hasRole("ADMIN")
					.pathMatchers("/basic/nobody")
					.denyAll()
					.anyExchange()
					.authenticated())
				.build();
		}

		@Bean
		@Order(2)
		SecurityWebFilterChain custom(ServerHttpSecurity http) {
			return http.securityMatcher(new PathPatternParserServerWebExchangeMatcher("/custom/**"))
				.csrf(CsrfSpec::disable)
				.httpBasic(Customizer.withDefaults())
				.exceptionHandling((errors) -> errors
					.authenticationEntryPoint(
							(exchange, thrown) -> House.write(exchange, HttpStatus.UNAUTHORIZED, "<p>Log in!</p>"))
					.accessDeniedHandler(
							(exchange, thrown) -> House.write(exchange, HttpStatus.FORBIDDEN, "{\"own\":1}")))
				.authorizeExchange((rules) -> rules.pathMatchers("/custom/admin")
					.access((authentication, context) -> authentication
						.map((one) -> new AuthorizationDecision(one.getName().equals("admin"))))
					.anyExchange()
					.authenticated())
				.build();
		}

		@Bean
		@Order(3)
		SecurityWebFilterChain form(ServerHttpSecurity http) {
			return http.formLogin(Customizer.withDefaults())
				.logout(Customizer.withDefaults())
				.authorizeExchange((rules) -> rules.pathMatchers("/form/**").authenticated().anyExchange().permitAll())
				.build();
		}

	}

	@RestController
	static class Handlers {

		private final Map<String, AtomicInteger> calls = new ConcurrentHashMap<>();

		@GetMapping({ "/h/text", "/w/decorates", "/w/after", "/w/before-commit", "/w/other-thread", "/form/page",
				"/basic/page", "/basic/admin", "/basic/nobody", "/custom/page", "/custom/admin" })
		String text() {
			return "text";
		}

		@PostMapping("/form/page")
		String post(@RequestBody String body) {
			return body;
		}

		@GetMapping({ "/w/resumes", "/w/resumes-410", "/w/replaces", "/w/decorates-failure", "/w/retries-in-vain",
				"/w/before-commit-then-fails" })
		String fails() {
			throw new IllegalStateException("secret");
		}

		@GetMapping("/w/retries")
		Mono<String> onlyTheSecondTime(ServerWebExchange exchange) {
			String id = String.valueOf(exchange.getRequest().getHeaders().getFirst(ID));
			return (this.calls.computeIfAbsent(id, (key) -> new AtomicInteger()).getAndIncrement() == 0)
					? Mono.error(new IllegalStateException("secret")) : Mono.just("second");
		}

		@GetMapping({ "/w/context", "/h/context" })
		Mono<String> context() {
			return Mono.deferContextual((context) -> Mono.just(context.getOrDefault("own", "none")));
		}

		@GetMapping("/h/entity-flux")
		ResponseEntity<Flux<String>> entityFlux() {
			return ResponseEntity.status(202).header("X-Own", "1").body(Flux.just("a", "b"));
		}

		@GetMapping("/h/writes")
		Mono<Void> writes(ServerWebExchange exchange) {
			return House.write(exchange, HttpStatus.BAD_REQUEST, "own");
		}

		@GetMapping("/h/etag")
		@Nullable String etag(ServerWebExchange exchange) {
			return exchange.checkNotModified("\"v1\"") ? null : "v1";
		}

		@GetMapping("/h/resource")
		Resource resource() {
			return new ByteArrayResource("0123456789".getBytes(StandardCharsets.UTF_8));
		}

		@GetMapping("/h/future")
		CompletableFuture<String> future() {
			return CompletableFuture.supplyAsync(() -> "future");
		}

		@GetMapping("/h/sse")
		Flux<ServerSentEvent<String>> sse() {
			return Flux.just(ServerSentEvent.builder("a").id("1").build(), ServerSentEvent.builder("b").build());
		}

		@GetMapping("/h/cached")
		ResponseEntity<String> cached() {
			return ResponseEntity.ok().cacheControl(CacheControl.maxAge(Duration.ofHours(1))).body("cached");
		}

		@GetMapping("/h/own-handler")
		String ownHandler() {
			throw new OfTheHouse();
		}

		@ExceptionHandler
		ResponseEntity<String> answer(OfTheHouse thrown) {
			return ResponseEntity.status(409).body("own handler");
		}

		@GetMapping(path = "/h/second-fails", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
		Flux<String> second() {
			return Flux.just("a").concatWith(Mono.delay(Duration.ofMillis(50)).map((tick) -> "b"));
		}

		@GetMapping("/h/session")
		String session(WebSession session) {
			session.getAttributes().put("own", "1");
			return "session";
		}

		@GetMapping("/h/session-fails")
		String sessionFails(WebSession session) {
			session.getAttributes().put("own", "1");
			throw new IllegalStateException("secret");
		}

		@GetMapping("/h/cookie-fails")
		String cookieFails(ServerHttpResponse response) {
			response.addCookie(ResponseCookie.from("own", "1").build());
			response.getHeaders().set("X-Own", "1");
			throw new IllegalStateException("secret");
		}

		@GetMapping("/h/cors")
		@CrossOrigin("http://a.example")
		String cors() {
			return "cors";
		}

		@GetMapping("/h/status-404")
		Mono<Void> notFound(ServerHttpResponse response) {
			response.setStatusCode(HttpStatus.NOT_FOUND);
			return response.setComplete();
		}

		@GetMapping("/h/entity-410")
		ResponseEntity<Void> gone() {
			return ResponseEntity.status(410).header("X-Own", "1").build();
		}

		@GetMapping("/h/fails-later")
		Mono<String> failsLater() {
			return Mono.delay(Duration.ofMillis(5)).map((tick) -> {
				throw new IllegalStateException("secret");
			});
		}

		@GetMapping("/h/principal")
		Mono<String> principal(ServerWebExchange exchange) {
			return exchange.getPrincipal().map(Principal::getName).defaultIfEmpty("nobody");
		}

		@GetMapping("/h/absolute")
		String absolute(ServerWebExchange exchange) {
			HttpMethod method = exchange.getRequest().getMethod();
			return method + " " + exchange.getRequest().getURI().resolve("/");
		}

	}

	static class OfTheHouse extends RuntimeException {

		private static final long serialVersionUID = 1L;

	}

}
