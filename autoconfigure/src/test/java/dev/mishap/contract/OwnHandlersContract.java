package dev.mishap.contract;

import java.util.Map;
import java.util.concurrent.CompletableFuture;

import dev.mishap.ErrorCode;
import dev.mishap.Problem;
import dev.mishap.ProblemException;
import dev.mishap.testing.RawHttp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;

import static dev.mishap.testing.ProblemAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** The application's own handlers of exceptions come first, whatever their order. */
abstract class OwnHandlersContract extends Contract {

	private static void isMine(RawHttp.Answer answer, String which) {
		assertThat(answer.status()).isEqualTo(409);
		assertThat(answer.body()).isEqualTo("mine: " + which);
		assertThat(answer.header("X-Own")).isEqualTo("1");
		assertThat(answer.header("X-Request-Id")).isNotBlank();
		assertThat(answer.headers()).doesNotContainKeys("Cache-Control", "Vary", "Content-Language");
	}

	@ParameterizedTest
	@ValueSource(strings = { "local", "unordered", "lowest", "highest" })
	void ownHandlerWinsAtAnyOrder(String which) {
		isMine(get("/own/" + which), which);
		isMine(get("/own/cause/" + which), which);
		isMine(get("/own/later/" + which), which);
	}

	@Test
	void ownHandlerWinsOverTheCodeThatAnExceptionHas() {
		isMine(get("/own/coded"), "coded");
		isMine(get("/own/problem"), "problem");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/own/other", "/own/meant-for-another-controller", "/own/later/other" })
	void whatTheyLeaveIsAProblem(String target) {
		assertThat(get(target)).isProblem(500, "INTERNAL_ERROR");
	}

	@Test
	void ownHandlerAnswersOnlyTheMediaTypeThatItIsFor() {
		isMine(get("/own/plain", "Accept: text/plain"), "plain");
		assertThat(get("/own/plain", "Accept: application/json")).isProblem(500, "INTERNAL_ERROR");
	}

	@ParameterizedTest
	@CsvSource({ "detail", "error-response", "detail-entity" })
	void springsOwnProblemGainsCodeAndRequestId(String which) {
		RawHttp.Answer answer = get("/own/" + which);
		assertThat(answer.status()).isEqualTo(409);
		assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
		assertThat(answer.body()).contains("\"detail\":\"Mine.\"", "\"code\":\"CONFLICT\"",
				"\"request_id\":\"" + answer.header("X-Request-Id") + "\"");
	}

	/** A handler need not say that anything has failed. */
	@ParameterizedTest
	@CsvSource({ "text,200,mine", "nothing,200,''", "map,409,'{\"own\":true}'", "no-content,204,''",
			"server-error,500,mine" })
	void statusAndBodyOfOwnHandlerStay(String which, int status, String body) {
		RawHttp.Answer answer = get("/own/" + which);
		assertThat(answer.status()).isEqualTo(status);
		assertThat(answer.body()).isEqualTo(body);
		assertThat(answer.headers()).doesNotContainKeys("Cache-Control", "Content-Language");
		RawHttp.Answer head = http().send("HEAD", "/own/" + which);
		assertThat(head.status()).isEqualTo(status);
		assertThat(head.content()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "bare-status,409,CONFLICT", "bare-entity,404,NOT_FOUND" })
	void errorStatusWithoutABodyGetsOne(String which, int status, String code) {
		assertThat(get("/own/" + which)).isProblem(status, code);
	}

	/** Spring goes on with the first exception. */
	@ParameterizedTest
	@CsvSource({ "handler-fails,500,INTERNAL_ERROR", "handler-rethrows,500,INTERNAL_ERROR",
			"handler-of-status-fails,410,GONE", "handler-of-code-fails,410,HANDLED_IN_VAIN",
			"handler-of-springs-fails,400,MISSING_HEADER" })
	void exceptionWhoseHandlerFailsIsAProblem(String which, int status, String code) {
		assertThat(get("/own/" + which)).isProblem(status, code);
	}

	@Configuration(proxyBeanMethods = false)
	@Import({ Controller.class, Failing.class, Unordered.class, Lowest.class, Highest.class,
			OfAnotherController.class })
	static class Beans {

	}

	private static ResponseEntity<String> mine(String which) {
		return ResponseEntity.status(409).header("X-Own", "1").body("mine: " + which);
	}

	@RestController
	static class Controller {

		@GetMapping("/own/{which}")
		String fail(@PathVariable String which) {
			throw exception(which);
		}

		@GetMapping("/own/cause/{which}")
		String failWithCause(@PathVariable String which) {
			throw new IllegalStateException(exception(which));
		}

		@GetMapping("/own/later/{which}")
		CompletableFuture<String> failLater(@PathVariable String which) {
			return CompletableFuture.supplyAsync(() -> {
				throw exception(which);
			});
		}

		private static RuntimeException exception(String which) {
			return switch (which) {
				case "local" -> new LocalException();
				case "unordered" -> new UnorderedException();
				case "lowest" -> new LowestException();
				case "highest" -> new HighestException();
				case "plain" -> new PlainException();
				case "meant-for-another-controller" -> new OtherControllerException();
				case "other" -> new IllegalStateException("s3cr3t");
				case "coded" -> new CodedException();
				case "problem" -> new ProblemException(Problem.of(402, "OUT_OF_CREDIT"), null);
				case "handler-of-status-fails" -> new GoneException();
				case "handler-of-code-fails" -> new CodedInVainException();
				case "detail" -> new DetailException();
				case "error-response" -> new SpringsException();
				case "text" -> new TextException();
				case "nothing" -> new NothingException();
				case "bare-status" -> new BareStatusException();
				default -> new NamedException(which);
			};
		}

		@ExceptionHandler(LocalException.class)
		ResponseEntity<String> local() {
			return mine("local");
		}

		@ExceptionHandler(ProblemException.class)
		ResponseEntity<String> problem() {
			return mine("problem");
		}

		@ExceptionHandler(NamedException.class)
		Object named(NamedException exception) {
			return switch (exception.getMessage()) {
				case "detail-entity" ->
					ResponseEntity.status(409).body(ProblemDetail.forStatusAndDetail(HttpStatus.CONFLICT, "Mine."));
				case "map" ->
					ResponseEntity.status(409).contentType(MediaType.APPLICATION_JSON).body(Map.of("own", true));
				case "no-content" -> ResponseEntity.noContent().build();
				case "server-error" -> ResponseEntity.internalServerError().body("mine");
				case "bare-entity" -> ResponseEntity.notFound().build();
				case "handler-fails" -> throw new IllegalArgumentException("s3cr3t");
				case "handler-rethrows" -> throw exception;
				default -> throw new IllegalStateException(exception.getMessage());
			};
		}

		@ExceptionHandler({ GoneException.class, CodedInVainException.class })
		String failing() {
			throw new IllegalArgumentException("s3cr3t");
		}

	}

	@RestController
	static class Failing {

		@GetMapping("/own/handler-of-springs-fails")
		String fail(@RequestHeader("X-Missing") String missing) {
			return missing;
		}

		@ExceptionHandler
		String failing(Exception exception) {
			throw new IllegalArgumentException("s3cr3t");
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

		@ExceptionHandler(CodedException.class)
		ResponseEntity<String> coded() {
			return mine("coded");
		}

		@ExceptionHandler(DetailException.class)
		ProblemDetail detail() {
			return ProblemDetail.forStatusAndDetail(HttpStatus.CONFLICT, "Mine.");
		}

		@ExceptionHandler(SpringsException.class)
		ErrorResponse errorResponse(SpringsException exception) {
			return ErrorResponse.create(exception, HttpStatus.CONFLICT, "Mine.");
		}

		@ExceptionHandler(TextException.class)
		String text() {
			return "mine";
		}

		@ExceptionHandler(NothingException.class)
		void nothing() {
		}

		@ExceptionHandler(BareStatusException.class)
		@ResponseStatus(HttpStatus.CONFLICT)
		void bareStatus() {
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

	@ErrorCode("CODED")
	@ResponseStatus(HttpStatus.GONE)
	static class CodedException extends RuntimeException {

		private static final long serialVersionUID = 1L;

	}

	@ResponseStatus(HttpStatus.GONE)
	static class GoneException extends RuntimeException {

		private static final long serialVersionUID = 1L;

	}

	@ErrorCode("HANDLED_IN_VAIN")
	@ResponseStatus(HttpStatus.GONE)
	static class CodedInVainException extends RuntimeException {

		private static final long serialVersionUID = 1L;

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

	static class SpringsException extends RuntimeException {

		private static final long serialVersionUID = 1L;

	}

	static class TextException extends RuntimeException {

		private static final long serialVersionUID = 1L;

	}

	static class NothingException extends RuntimeException {

		private static final long serialVersionUID = 1L;

	}

	static class BareStatusException extends RuntimeException {

		private static final long serialVersionUID = 1L;

	}

	static class NamedException extends RuntimeException {

		private static final long serialVersionUID = 1L;

		NamedException(String which) {
			super(which);
		}

	}

}
