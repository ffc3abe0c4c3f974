package dev.mishap.reactive;

import java.net.ConnectException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;

import dev.mishap.Problem;
import dev.mishap.ProblemException;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import org.slf4j.MDC;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.util.retry.Retry;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.codec.multipart.FilePart;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.CrossOrigin;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;

/** A reactive application that fails in every way there is. */
@Configuration(proxyBeanMethods = false)
public class ReactiveBeans {

	@Bean
	RouterFunction<ServerResponse> routes() {
		return RouterFunctions.route()
			.GET("/fn/ok", (request) -> ServerResponse.ok().bodyValue("ok"))
			.GET("/fn/throws", (request) -> {
				throw new IllegalStateException("s3cr3t");
			})
			.GET("/fn/error", (request) -> Mono.error(new IllegalStateException("s3cr3t")))
			.GET("/fn/rse", (request) -> Mono.error(new ResponseStatusException(HttpStatus.CONFLICT, "Taken.")))
			.GET("/fn/bare", (request) -> ServerResponse.status(410).build())
			.GET("/fn/detail", (request) -> ServerResponse.status(503).bodyValue(ProblemDetail.forStatus(503)))
			.GET("/fn/overflow", (request) -> {
				throw new StackOverflowError();
			})
			.POST("/fn/text",
					(request) -> request.bodyToMono(String.class)
						.flatMap((text) -> ServerResponse.ok().bodyValue(text.length() + "")))
			.POST("/fn/item",
					(request) -> request.bodyToMono(Item.class)
						.flatMap((item) -> ServerResponse.ok().bodyValue(item.name())))
			.POST("/fn/form",
					(request) -> request.formData().flatMap((form) -> ServerResponse.ok().bodyValue(form.size() + "")))
			.POST("/fn/parts",
					(request) -> request.multipartData()
						.flatMap((form) -> ServerResponse.ok().bodyValue(form.size() + "")))
			.build();
	}

	@Bean
	@Order(10)
	WebFilter failingFilter() {
		return (exchange, chain) -> {
			String path = exchange.getRequest().getPath().value();
			ServerHttpResponse response = exchange.getResponse();
			switch (path) {
				case "/filter/throws" -> throw new IllegalStateException("s3cr3t");
				case "/filter/error" -> {
					return Mono.error(new IllegalStateException("s3cr3t"));
				}
				case "/filter/rse" -> {
					return Mono.error(new ResponseStatusException(HttpStatus.CONFLICT));
				}
				case "/filter/later" -> {
					return Mono.delay(Duration.ofMillis(5)).then(Mono.error(new ProblemException(Problem.of(409))));
				}
				case "/filter/status" -> {
					response.setStatusCode(HttpStatusCode.valueOf(429));
					return Mono.empty();
				}
				case "/filter/complete" -> {
					response.setStatusCode(HttpStatusCode.valueOf(418));
					return response.setComplete();
				}
				case "/filter/before-commit" -> {
					response.beforeCommit(() -> Mono.error(new IllegalStateException("s3cr3t")));
					return chain.filter(exchange);
				}
				default -> {
					return chain.filter(exchange);
				}
			}
		};
	}

	public record Item(@NotBlank String name, @Min(1) @Max(9) int count) {

	}

	public record Search(@NotBlank String text, @Min(1) int page) {

	}

	@ResponseStatus(HttpStatus.GONE)
	static class OldException extends RuntimeException {

		private static final long serialVersionUID = 1L;

	}

	static class LostException extends RuntimeException {

		private static final long serialVersionUID = 1L;

	}

	@RestController
	static class Controller {

		static final ProblemDetail SHARED = shared(ProblemDetail.forStatusAndDetail(HttpStatus.CONFLICT, "Taken."));

		private static ProblemDetail shared(ProblemDetail detail) {
			detail.setProperty("seat", 7);
			return detail;
		}

		@GetMapping("/ok")
		Mono<String> ok() {
			return Mono.just("ok");
		}

		@RequestMapping(path = "/only-post", method = org.springframework.web.bind.annotation.RequestMethod.POST)
		Mono<String> onlyPost() {
			return Mono.just("ok");
		}

		@GetMapping("/throws")
		Mono<String> throwing() {
			throw new IllegalStateException("s3cr3t");
		}

		@GetMapping("/error-signal")
		Mono<String> error() {
			return Mono.error(new IllegalStateException("s3cr3t"));
		}

		@GetMapping("/elsewhere")
		Mono<String> elsewhere() {
			return Mono.delay(Duration.ofMillis(5)).map((tick) -> {
				throw new IllegalStateException("s3cr3t");
			});
		}

		@GetMapping("/rse")
		Mono<String> rse(@RequestParam(defaultValue = "404") int status) {
			return Mono.error(new ResponseStatusException(HttpStatusCode.valueOf(status)));
		}

		@GetMapping("/old")
		Mono<String> old() {
			return Mono.error(new OldException());
		}

		@GetMapping("/lost")
		Mono<String> lost() {
			return Mono.error(new LostException());
		}

		@GetMapping("/overflow")
		Mono<String> overflow() {
			throw new StackOverflowError();
		}

		@GetMapping("/completed")
		Mono<Void> completed(ServerWebExchange exchange) {
			return exchange.getResponse().setComplete().then(Mono.error(new IllegalStateException("s3cr3t")));
		}

		/** As a session that cannot be saved because a class is missing. */
		@GetMapping("/unsaved")
		Mono<String> unsaved(ServerWebExchange exchange, @RequestParam boolean fails) {
			exchange.getResponse().beforeCommit(() -> Mono.error(new NoClassDefFoundError("s3cr3t")));
			return fails ? Mono.error(new OldException()) : Mono.just("ok");
		}

		@GetMapping("/retry")
		Mono<String> retry() {
			return Mono.<String>error(new OldException()).retryWhen(Retry.max(1));
		}

		@GetMapping("/timeout")
		Mono<String> timeout() {
			return Mono.<String>never().timeout(Duration.ofMillis(10));
		}

		@GetMapping("/thrown-timeout")
		Mono<String> thrownTimeout() {
			return Mono.error(new TimeoutException());
		}

		@GetMapping("/rejected")
		Mono<String> rejected() {
			return Mono.error(new RejectedExecutionException());
		}

		@GetMapping("/future")
		CompletableFuture<String> future() {
			return CompletableFuture.failedFuture(new OldException());
		}

		@GetMapping("/connect")
		Mono<String> connect() {
			return Mono.error(new ConnectException("Connection refused"));
		}

		@GetMapping("/broken-pipe")
		Mono<String> brokenPipe() {
			return Mono.error(new java.io.IOException("Broken pipe"));
		}

		@GetMapping("/bare/{status}")
		ResponseEntity<Void> bare(@PathVariable int status) {
			return ResponseEntity.status(status).build();
		}

		@GetMapping("/empty/{status}")
		ResponseEntity<Flux<String>> empty(@PathVariable int status) {
			return ResponseEntity.status(status).contentType(MediaType.TEXT_PLAIN).body(Flux.empty());
		}

		@GetMapping("/own/{status}")
		ResponseEntity<String> own(@PathVariable int status) {
			return ResponseEntity.status(status).contentType(MediaType.TEXT_PLAIN).body("own words");
		}

		@GetMapping("/detail")
		ResponseEntity<ProblemDetail> detail(@RequestParam int status) {
			return ResponseEntity.of(ProblemDetail.forStatus(status)).build();
		}

		@GetMapping("/shared")
		Mono<ProblemDetail> shared() {
			return Mono.just(SHARED);
		}

		@GetMapping("/response")
		ErrorResponse response() {
			return ErrorResponse.create(new IllegalStateException("s3cr3t"), HttpStatus.CONFLICT, "Seven is taken.");
		}

		@GetMapping("/details")
		ResponseEntity<Flux<ProblemDetail>> details() {
			return ResponseEntity.ok(Flux.just(SHARED, SHARED));
		}

		@GetMapping(path = "/late", produces = MediaType.TEXT_PLAIN_VALUE)
		Flux<String> late() {
			return Flux.just("first")
				.concatWith(Mono.delay(Duration.ofMillis(50)).then(Mono.error(new IllegalStateException("s3cr3t"))));
		}

		@GetMapping(path = "/early", produces = MediaType.TEXT_PLAIN_VALUE)
		Flux<String> early() {
			return Flux.error(new IllegalStateException("s3cr3t"));
		}

		@GetMapping(path = "/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
		Flux<String> events() {
			return Flux.interval(Duration.ofMillis(20)).map(String::valueOf).doOnNext((event) -> {
				if (event.equals("2")) {
					throw new IllegalStateException("s3cr3t");
				}
			});
		}

		@PostMapping(path = "/items", consumes = MediaType.APPLICATION_JSON_VALUE)
		Mono<String> items(@Valid @RequestBody Mono<Item> item) {
			return item.map(Item::name);
		}

		@PostMapping("/stream")
		Mono<String> stream(@Valid @RequestBody Flux<Item> items) {
			return items.map(Item::name).collectList().map(Object::toString);
		}

		@PostMapping("/item")
		Mono<String> item(@Valid @RequestBody Item item) {
			return Mono.just(item.name());
		}

		@PostMapping("/text")
		Mono<String> text(@RequestBody String text) {
			return Mono.just(text.length() + "");
		}

		@PostMapping("/form")
		Mono<String> form(@Valid @ModelAttribute Search search) {
			return Mono.just(search.text());
		}

		@PostMapping("/upload")
		Mono<String> upload(@RequestPart("file") FilePart file) {
			return Mono.just(file.filename());
		}

		@GetMapping("/search")
		Mono<String> search(@RequestParam String text, @RequestParam @Min(1) int page,
				@RequestHeader(name = "X-Tenant", required = false) Integer tenant) {
			return Mono.just(text);
		}

		@CrossOrigin(origins = "https://example.org")
		@GetMapping("/cors")
		Mono<String> cors() {
			return Mono.just("ok");
		}

		@GetMapping("/blocks")
		Mono<String> blocks() throws InterruptedException {
			Thread.sleep(1);
			return Mono.just("blocked");
		}

		@GetMapping("/id")
		Mono<Map<String, String>> id(ServerWebExchange exchange) {
			String here = String.valueOf(MDC.get("request_id"));
			return Mono.deferContextual((context) -> Mono.just(context.getOrDefault("mishap.request_id", "none")))
				.publishOn(Schedulers.parallel())
				.map((inContext) -> Map.of("mdc", here, "context", inContext, "attribute",
						String.valueOf(exchange.getAttributes().get("mishap.request_id")), "hop",
						String.valueOf(MDC.get("request_id"))));
		}

	}

}
