package dev.mishap.benchmarks.app;

import java.io.IOException;
import java.io.Serial;
import java.util.List;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;

import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** What fails, the same in every application. */
@Configuration(proxyBeanMethods = false)
@Import(Failures.Orders.class)
class Failures {

	@Bean
	FilterRegistrationBean<Filter> failingFilter() {
		FilterRegistrationBean<Filter> registration = new FilterRegistrationBean<>(new FailingFilter());
		registration.setOrder(0);
		return registration;
	}

	/** An order. */
	record Order(@NotBlank String article, @Min(1) int quantity, @NotNull @Email String email) {

	}

	/** Many orders. */
	record Batch(@Valid List<Order> orders) {

	}

	/** What was done. */
	record Receipt(String article, int quantity) {

	}

	/** The handlers. */
	@RestController
	static class Orders {

		@GetMapping("/ok")
		Receipt ok() {
			return new Receipt("A-1", 1);
		}

		@PostMapping({ "/validation", "/malformed" })
		Receipt order(@Valid @RequestBody Order order) {
			return new Receipt(order.article(), order.quantity());
		}

		@PostMapping("/batch")
		int batch(@Valid @RequestBody Batch batch) {
			return batch.orders().size();
		}

		@PostMapping("/method-not-allowed")
		Receipt postOnly() {
			return ok();
		}

		@GetMapping("/domain-mapped")
		Receipt outOfStock() {
			throw new OutOfStockException("A-1");
		}

		@GetMapping("/domain-annotated")
		Receipt duplicate() {
			throw new DuplicateOrderException("A-1");
		}

		@GetMapping({ "/unknown", "/unknown-budget" })
		Receipt unknown() {
			return descend(14);
		}

		private Receipt descend(int frames) {
			if (frames > 1) {
				return descend(frames - 1);
			}
			throw new IllegalStateException("connection to jdbc:h2:mem:orders lost");
		}

		@GetMapping("/send-error")
		void gone(HttpServletResponse response) throws IOException {
			response.sendError(410, "This order was deleted.");
		}

		@PostMapping("/shed")
		Receipt shed(@Valid @RequestBody Order order) {
			throw new OverloadedException();
		}

		@PostMapping("/payload-too-large")
		int upload(@RequestBody byte[] content) {
			return content.length;
		}

		@GetMapping("/slow-failure")
		Receipt slow() throws InterruptedException {
			Thread.sleep(20);
			throw new DuplicateOrderException("A-1");
		}

		@GetMapping({ "/unauthenticated-basic", "/unauthenticated-bearer" })
		Receipt closed() {
			return ok();
		}

	}

	/** Fails before any handler. */
	static final class FailingFilter implements Filter {

		@Override
		public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
				throws IOException, ServletException {
			String path = ((HttpServletRequest) request).getRequestURI();
			if (path.equals("/filter-unknown")) {
				throw new IllegalStateException("connection to jdbc:h2:mem:orders lost");
			}
			if (path.equals("/filter-annotated")) {
				throw new DuplicateOrderException("A-1");
			}
			chain.doFilter(request, response);
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

	/** An exception that knows its status. */
	@ResponseStatus(HttpStatus.CONFLICT)
	static final class DuplicateOrderException extends RuntimeException {

		@Serial
		private static final long serialVersionUID = 1L;

		DuplicateOrderException(String article) {
			super("a second order of " + article);
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
