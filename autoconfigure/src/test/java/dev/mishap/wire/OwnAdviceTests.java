package dev.mishap.wire;

import dev.mishap.testing.ProblemAssert;
import dev.mishap.testing.RawHttp;
import dev.mishap.testing.Without;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;

import static org.assertj.core.api.Assertions.assertThat;

/** The application's own handlers of exceptions come first, whatever their order. */
class OwnAdviceTests {

	@Nested
	@SpringBootTest(classes = { FailingApplication.class, Specific.class }, webEnvironment = WebEnvironment.RANDOM_PORT,
			properties = Without.SECURITY)
	class SpecificAdvice {

		@LocalServerPort
		private int port;

		@ParameterizedTest
		@CsvSource({ "local", "unordered", "lowest", "highest", "cause/highest", "cause/local" })
		void winsAtAnyOrder(String which) {
			RawHttp.Answer answer = new RawHttp(this.port).send("GET", "/own/" + which);
			assertThat(answer.status()).isEqualTo(409);
			assertThat(answer.body()).isEqualTo("mine: " + which.replace("cause/", ""));
			assertThat(answer.header("X-Own")).isEqualTo("1");
			assertThat(answer.header("X-Request-Id")).isNotBlank();
			assertThat(answer.headers()).doesNotContainKeys("Cache-Control", "Vary", "Content-Language");
		}

		@ParameterizedTest
		@CsvSource({ "/own/other", "/own/meant-for-another-controller" })
		void leavesTheRestToTheLibrary(String target) {
			ProblemAssert.assertThat(new RawHttp(this.port).send("GET", target)).isProblem(500, "INTERNAL_ERROR");
		}

		@Test
		void answersOnlyTheMediaTypeThatItIsFor() {
			RawHttp http = new RawHttp(this.port);
			assertThat(http.send("GET", "/own/plain", "Accept: text/plain").body()).isEqualTo("mine: plain");
			ProblemAssert.assertThat(http.send("GET", "/own/plain", "Accept: application/json"))
				.isProblem(500, "INTERNAL_ERROR");
		}

		@Test
		void gainsCodeAndRequestIdForSpringsOwnProblem() {
			RawHttp.Answer answer = new RawHttp(this.port).send("GET", "/own/detail");
			assertThat(answer.status()).isEqualTo(409);
			assertThat(answer.body()).contains("\"detail\":\"Mine.\"", "\"code\":\"CONFLICT\"",
					"\"request_id\":\"" + answer.header("X-Request-Id") + "\"");
		}

	}

	@Nested
	@SpringBootTest(classes = { FailingApplication.class, CatchAll.class }, webEnvironment = WebEnvironment.RANDOM_PORT,
			properties = Without.SECURITY)
	class CatchAllAdvice {

		@LocalServerPort
		private int port;

		@ParameterizedTest
		@CsvSource({ "/open/throws", "/open/rse", "/nowhere", "/open/callable", "/open/stack-overflow" })
		void winsWithoutAnOrder(String target) {
			RawHttp.Answer answer = new RawHttp(this.port).send("GET", target);
			assertThat(answer.status()).isEqualTo(503);
			assertThat(answer.body()).isEqualTo("all mine");
			assertThat(answer.headerLines("Retry-After")).isEmpty();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import({ OwnController.class, Unordered.class, Lowest.class, Highest.class, OfAnotherController.class })
	static class Specific {

	}

	@Configuration(proxyBeanMethods = false)
	static class CatchAll {

		@Bean
		CatchAllHandler catchAllHandler() {
			return new CatchAllHandler();
		}

	}

	@RestController
	static class OwnController {

		@GetMapping("/own/local")
		String local() {
			throw new LocalException();
		}

		@GetMapping("/own/unordered")
		String unordered() {
			throw new UnorderedException();
		}

		@GetMapping("/own/lowest")
		String lowest() {
			throw new LowestException();
		}

		@GetMapping("/own/highest")
		String highest() {
			throw new HighestException();
		}

		@GetMapping("/own/detail")
		String detail() {
			throw new DetailException();
		}

		@GetMapping("/own/other")
		String other() {
			throw new IllegalStateException();
		}

		@GetMapping("/own/cause/highest")
		String causeHighest() {
			throw new IllegalStateException(new HighestException());
		}

		@GetMapping("/own/cause/local")
		String causeLocal() {
			throw new IllegalStateException(new LocalException());
		}

		@GetMapping("/own/plain")
		String plain() {
			throw new PlainException();
		}

		@GetMapping("/own/meant-for-another-controller")
		String otherController() {
			throw new OtherControllerException();
		}

		@ExceptionHandler(LocalException.class)
		ResponseEntity<String> handle() {
			return mine("local");
		}

	}

	@RestControllerAdvice
	static class Unordered {

		@ExceptionHandler(UnorderedException.class)
		ResponseEntity<String> handle() {
			return mine("unordered");
		}

		@ExceptionHandler(exception = PlainException.class, produces = "text/plain")
		ResponseEntity<String> plain() {
			return mine("plain");
		}

		@ExceptionHandler(DetailException.class)
		ProblemDetail detail() {
			return ProblemDetail.forStatusAndDetail(HttpStatus.CONFLICT, "Mine.");
		}

	}

	@RestControllerAdvice
	@Order(Ordered.LOWEST_PRECEDENCE)
	static class Lowest {

		@ExceptionHandler(LowestException.class)
		ResponseEntity<String> handle() {
			return mine("lowest");
		}

	}

	@RestControllerAdvice
	@Order(Ordered.HIGHEST_PRECEDENCE)
	static class Highest {

		@ExceptionHandler(HighestException.class)
		ResponseEntity<String> handle() {
			return mine("highest");
		}

	}

	@RestControllerAdvice(assignableTypes = AnotherController.class)
	static class OfAnotherController {

		@ExceptionHandler(OtherControllerException.class)
		ResponseEntity<String> handle() {
			return mine("other");
		}

	}

	interface AnotherController {

	}

	@RestControllerAdvice
	static class CatchAllHandler {

		@ExceptionHandler(Throwable.class)
		ResponseEntity<String> handle() {
			return ResponseEntity.status(503).body("all mine");
		}

	}

	private static ResponseEntity<String> mine(String which) {
		return ResponseEntity.status(409).header("X-Own", "1").body("mine: " + which);
	}

	static class LocalException extends RuntimeException {

		private static final long serialVersionUID = 1L;

	}

	static class UnorderedException extends RuntimeException {

		private static final long serialVersionUID = 1L;

	}

	static class LowestException extends RuntimeException {

		private static final long serialVersionUID = 1L;

	}

	static class HighestException extends RuntimeException {

		private static final long serialVersionUID = 1L;

	}

	static class PlainException extends RuntimeException {

		private static final long serialVersionUID = 1L;

	}

	static class OtherControllerException extends RuntimeException {

		private static final long serialVersionUID = 1L;

	}

	static class DetailException extends RuntimeException {

		private static final long serialVersionUID = 1L;

	}

}
