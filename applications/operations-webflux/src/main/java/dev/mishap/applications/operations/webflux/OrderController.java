package dev.mishap.applications.operations.webflux;

import java.net.ConnectException;
import java.net.URI;
import java.time.Duration;

import dev.mishap.OverloadedException;
import dev.mishap.Problem;
import dev.mishap.ProblemException;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Positive;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.reactive.function.client.WebClientRequestException;

@RestController
class OrderController {

	@GetMapping("/orders")
	Mono<String> orders() {
		return Mono.just("none");
	}

	@GetMapping({ "/accounts", "/vault" })
	Mono<String> accounts() {
		return Mono.just("none");
	}

	@PostMapping("/orders")
	Mono<String> order(@RequestBody @Valid Mono<Order> order) {
		return order.flatMap((one) -> Mono.error(new SoldOutException()));
	}

	@GetMapping("/orders/broken")
	Mono<String> broken() {
		throw new IllegalStateException("password=secret");
	}

	@GetMapping("/orders/signal")
	Mono<String> signal() {
		return Mono.error(new IllegalStateException("password=secret"));
	}

	@GetMapping("/orders/later")
	Mono<String> later() {
		return Mono.just("x")
			.publishOn(Schedulers.boundedElastic())
			.flatMap((one) -> Mono.error(new SoldOutException()));
	}

	@GetMapping("/orders/busy")
	Mono<String> busy() {
		throw new OverloadedException("too much", Duration.ofSeconds(7));
	}

	@GetMapping("/orders/slow")
	Mono<String> slow() {
		return Mono.<String>never().timeout(Duration.ofMillis(20));
	}

	@GetMapping("/orders/stock")
	Mono<String> stock() {
		return Mono.error(new WebClientRequestException(new ConnectException("stock.internal"), HttpMethod.GET,
				URI.create("http://stock.internal"), HttpHeaders.EMPTY));
	}

	@GetMapping("/orders/gone")
	ResponseEntity<Void> gone() {
		return ResponseEntity.status(HttpStatus.GONE).build();
	}

	@GetMapping("/orders/bare")
	Mono<ResponseEntity<Void>> bare() {
		return Mono.just(ResponseEntity.status(HttpStatus.CONFLICT).build());
	}

	@GetMapping(path = "/orders/cut", produces = MediaType.TEXT_PLAIN_VALUE)
	Flux<String> cut() {
		return Flux.just("half")
			.concatWith(
					Mono.delay(Duration.ofMillis(50)).then(Mono.error(new IllegalStateException("password=secret"))));
	}

	@GetMapping("/codes/{code}")
	Mono<String> code(@PathVariable String code) {
		return Mono.error(new ProblemException(Problem.of(409, code), null));
	}

	record Order(@NotBlank String article, @Positive int amount) {

	}

}
