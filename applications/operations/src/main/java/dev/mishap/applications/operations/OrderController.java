package dev.mishap.applications.operations;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;

import dev.mishap.OverloadedException;
import dev.mishap.Problem;
import dev.mishap.ProblemException;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Positive;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.ResourceAccessException;

@RestController
class OrderController {

	@GetMapping("/orders")
	String orders() {
		return "none";
	}

	@GetMapping("/accounts")
	String accounts() {
		return "none";
	}

	@PostMapping("/orders")
	String order(@RequestBody @Valid Order order) {
		throw new SoldOutException();
	}

	@GetMapping("/orders/broken")
	String broken() {
		throw new IllegalStateException("password=secret");
	}

	@GetMapping("/orders/later")
	Callable<String> later() {
		return () -> {
			throw new SoldOutException();
		};
	}

	@GetMapping("/orders/busy")
	String busy() {
		throw new OverloadedException("too much", Duration.ofSeconds(7));
	}

	@GetMapping("/orders/stock")
	String stock() {
		throw new ResourceAccessException("stock", new java.net.ConnectException("stock.internal"));
	}

	@GetMapping("/orders/gone")
	void gone(HttpServletResponse response) throws IOException {
		response.sendError(HttpServletResponse.SC_GONE);
	}

	@GetMapping("/orders/bare")
	void bare(HttpServletResponse response) {
		response.setStatus(HttpServletResponse.SC_CONFLICT);
	}

	@GetMapping("/orders/cut")
	void cut(HttpServletResponse response) throws IOException {
		OperationsApplication.write(response);
		throw new IllegalStateException("password=secret");
	}

	@GetMapping("/codes/{code}")
	String code(@PathVariable String code) {
		throw new ProblemException(Problem.of(409, code), null);
	}

	record Order(@NotBlank String article, @Positive int amount) {

	}

}
