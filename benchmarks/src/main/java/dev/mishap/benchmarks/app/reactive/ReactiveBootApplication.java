package dev.mishap.benchmarks.app.reactive;

import dev.mishap.benchmarks.app.reactive.ReactiveFailures.OutOfStockException;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/**
 * Application with what Boot brings, and the handler for the mapped exception that its
 * documentation shows.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({ ReactiveBootApplication.DomainAdvice.class, ReactiveFailures.class })
class ReactiveBootApplication {

	/** The handler. */
	@RestControllerAdvice
	static class DomainAdvice {

		@ExceptionHandler
		ProblemDetail handle(OutOfStockException exception) {
			ProblemDetail problem = ProblemDetail.forStatusAndDetail(HttpStatus.CONFLICT, "Out of stock.");
			problem.setProperty("code", "OUT_OF_STOCK");
			return problem;
		}

	}

}
