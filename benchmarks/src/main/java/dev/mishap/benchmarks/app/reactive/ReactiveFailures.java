package dev.mishap.benchmarks.app.reactive;

import java.io.Serial;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import reactor.core.publisher.Mono;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** What fails, the same in every application. */
@Configuration(proxyBeanMethods = false)
@Import(ReactiveFailures.Orders.class)
class ReactiveFailures {

	/** An order. */
	record Order(@NotBlank String article, @Min(1) int quantity, @NotNull @Email String email) {

	}

	/** What was done. */
	record Receipt(String article, int quantity) {

	}

	/** The handlers. */
	@RestController
	static class Orders {

		@GetMapping("/ok")
		Mono<Receipt> ok() {
			return Mono.just(new Receipt("A-1", 1));
		}

		@PostMapping("/validation")
		Mono<Receipt> order(@Valid @RequestBody Mono<Order> order) {
			return order.map((valid) -> new Receipt(valid.article(), valid.quantity()));
		}

		@PostMapping("/method-not-allowed")
		Mono<Receipt> postOnly() {
			return ok();
		}

		@GetMapping("/domain-mapped")
		Mono<Receipt> outOfStock() {
			return Mono.error(() -> new OutOfStockException("A-1"));
		}

		@GetMapping({ "/unknown", "/unknown-budget" })
		Mono<Receipt> unknown() {
			return Mono.fromSupplier(() -> descend(14));
		}

		private Receipt descend(int frames) {
			if (frames > 1) {
				return descend(frames - 1);
			}
			throw new IllegalStateException("connection to jdbc:h2:mem:orders lost");
		}

		@PostMapping("/shed")
		Mono<Receipt> shed(@Valid @RequestBody Mono<Order> order) {
			return order.flatMap((valid) -> Mono.error(OverloadedException::new));
		}

		@GetMapping("/unauthenticated-basic")
		Mono<Receipt> closed() {
			return ok();
		}

	}

	/** An exception that says nothing of HTTP. */
	static final class OutOfStockException extends RuntimeException {

		@Serial
		private static final long serialVersionUID = 1L;

		OutOfStockException(String article) {
			super("no stock of " + article);
		}

	}

	/** Thrown for control flow, without a stack trace, as those who shed load do. */
	static final class OverloadedException extends ResponseStatusException {

		@Serial
		private static final long serialVersionUID = 1L;

		OverloadedException() {
			super(HttpStatus.SERVICE_UNAVAILABLE, "Too many orders at a time.");
		}

		@Override
		public HttpHeaders getHeaders() {
			HttpHeaders headers = new HttpHeaders();
			headers.set("Retry-After", "5");
			return headers;
		}

		@Override
		public synchronized Throwable fillInStackTrace() {
			return this;
		}

	}

}
