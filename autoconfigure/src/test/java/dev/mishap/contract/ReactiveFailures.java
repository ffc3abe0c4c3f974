package dev.mishap.contract;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import reactor.core.publisher.Mono;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseCookie;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.WebFilter;

/** Fails at the addresses at which {@code FailingBeans} fail with servlets. */
@Configuration(proxyBeanMethods = false)
@Import(ReactiveFailures.Failures.class)
class ReactiveFailures {

	private static final String SECRET = "jdbc:h2:mem:x;password=s3cr3t";

	@Bean
	RouterFunction<ServerResponse> failingFunction() {
		return RouterFunctions.route().GET("/open/servlet/x", (request) -> {
			throw new IllegalStateException(SECRET);
		}).build();
	}

	@Bean
	@Order(11)
	WebFilter failingFilterOfOpen() {
		return (exchange, chain) -> {
			ServerHttpResponse response = exchange.getResponse();
			return switch (exchange.getRequest().getPath().value()) {
				case "/open/filter/throws" -> throw new IllegalStateException(SECRET);
				case "/open/filter/rse" -> Mono.error(new ResponseStatusException(HttpStatus.CONFLICT));
				case "/open/filter/send-error" -> {
					response.getHeaders().set("Retry-After", "7");
					response.setStatusCode(HttpStatus.TOO_MANY_REQUESTS);
					yield response.setComplete();
				}
				case "/open/filter/set-status" -> {
					response.setRawStatusCode(418);
					yield Mono.empty();
				}
				case "/door/filter/own-status" -> {
					response.setStatusCode(HttpStatus.CONFLICT);
					yield Mono.empty();
				}
				case "/door/filter/own-answer" -> {
					response.setStatusCode(HttpStatus.CONFLICT);
					yield response
						.writeWith(Mono.just(response.bufferFactory().wrap("mine".getBytes(StandardCharsets.UTF_8))));
				}
				default -> chain.filter(exchange);
			};
		};
	}

	@RestController
	@RequestMapping({ "/open", "/door" })
	static class Failures {

		@GetMapping("/ok")
		String ok() {
			return "ok";
		}

		@GetMapping("/throws")
		Mono<String> throwing() {
			throw new IllegalStateException(SECRET);
		}

		@GetMapping({ "/rse", "/send-error" })
		Mono<String> responseStatus(@RequestParam(defaultValue = "0") int status,
				@RequestParam(required = false) String reason, ServerHttpResponse response,
				org.springframework.http.server.reactive.ServerHttpRequest request) {
			int unsaid = request.getPath().value().endsWith("rse") ? 404 : 410;
			return Mono
				.error(new ResponseStatusException(HttpStatusCode.valueOf((status > 0) ? status : unsaid), reason));
		}

		@GetMapping("/callable")
		Mono<String> callable() {
			return Mono.delay(Duration.ofMillis(1)).map((tick) -> {
				throw new IllegalStateException(SECRET);
			});
		}

		@GetMapping("/future")
		CompletableFuture<String> future() {
			return CompletableFuture.failedFuture(new IllegalStateException(SECRET));
		}

		@GetMapping("/deferred-timeout")
		Mono<String> timeout() {
			return Mono.<String>never().timeout(Duration.ofMillis(20));
		}

		@GetMapping("/stack-overflow")
		String stackOverflow() {
			return stackOverflow() + "x";
		}

		@GetMapping("/message-throws")
		String messageThrows() {
			throw new IllegalStateException() {

				private static final long serialVersionUID = 1L;

				@Override
				public String getMessage() {
					throw new IllegalArgumentException(SECRET);
				}

			};
		}

		@GetMapping("/cyclic-cause")
		String cyclicCause() {
			IllegalStateException first = new IllegalStateException(SECRET);
			first.initCause(new IllegalArgumentException(first));
			throw first;
		}

		@GetMapping("/bodiless")
		ResponseEntity<Void> bodiless() {
			return ResponseEntity.notFound().build();
		}

		@GetMapping("/own-body")
		ResponseEntity<String> ownBody() {
			return ResponseEntity.status(HttpStatus.UNPROCESSABLE_CONTENT)
				.contentType(MediaType.TEXT_PLAIN)
				.header("Cache-Control", "max-age=60")
				.body("my own words");
		}

		@GetMapping("/no-content")
		ResponseEntity<Void> noContent() {
			return ResponseEntity.noContent().build();
		}

		@GetMapping("/not-modified")
		ResponseEntity<Void> notModified() {
			return ResponseEntity.status(HttpStatus.NOT_MODIFIED).eTag("\"1\"").build();
		}

		@GetMapping("/fields")
		Mono<String> fields(ServerHttpResponse response) {
			response.addCookie(ResponseCookie.from("session", "1").build());
			ErrorResponseException exception = new ErrorResponseException(HttpStatus.CONFLICT);
			HttpHeaders headers = exception.getHeaders();
			for (String name : List.of("Transfer-Encoding", "Connection", "Keep-Alive", "Proxy-Connection", "TE",
					"Trailer", "Upgrade", "Content-Encoding", "Content-Location", "Content-Disposition",
					"Content-Digest", "Repr-Digest", "ETag", "Last-Modified", "Expires", "Pragma", "Content-Range",
					"Location", "X-Request-Id")) {
				headers.set(name, "x");
			}
			headers.set("Content-Length", "3");
			headers.set("Content-Type", "text/csv");
			headers.set("Cache-Control", "public, max-age=600");
			headers.set("Vary", "X-Tenant");
			headers.set("Set-Cookie", "own=1");
			headers.set("X-Own", "yes");
			return Mono.error(exception);
		}

		@GetMapping("/own-problem")
		ResponseEntity<byte[]> ownProblem() {
			return ResponseEntity.status(418)
				.header("X-Own", "1")
				.header("Cache-Control", "max-age=60")
				.contentType(MediaType.APPLICATION_PROBLEM_JSON)
				.body("{\"own\":true}".getBytes(StandardCharsets.UTF_8));
		}

		@GetMapping("/empty-status")
		Mono<Void> emptyStatus(ServerHttpResponse response, @RequestParam int status) {
			response.setRawStatusCode(status);
			return Mono.empty();
		}

	}

}
