package dev.mishap.benchmarks.app;

import java.nio.charset.StandardCharsets;

import dev.mishap.benchmarks.app.Failures.DuplicateOrderException;
import dev.mishap.benchmarks.app.Failures.OutOfStockException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** The least that an advice can do: the same bytes for every error of a kind. */
@RestControllerAdvice
class HandWrittenAdvice {

	private static final Log logger = LogFactory.getLog(HandWrittenAdvice.class);

	private final byte[] invalid = bytes(422, "VALIDATION_FAILED");

	private final byte[] malformed = bytes(400, "MALFORMED_BODY");

	private final byte[] notFound = bytes(404, "NOT_FOUND");

	private final byte[] methodNotAllowed = bytes(405, "METHOD_NOT_ALLOWED");

	private final byte[] outOfStock = bytes(409, "OUT_OF_STOCK");

	private final byte[] duplicateOrder = bytes(409, "DUPLICATE_ORDER");

	private final byte[] overloaded = bytes(503, "OVERLOADED");

	private final byte[] internal = bytes(500, "INTERNAL_ERROR");

	static byte[] bytes(int status, String code) {
		return ("{\"type\":\"about:blank\",\"title\":\"Hand-written\",\"status\":" + status
				+ ",\"detail\":\"Words that were chosen before.\",\"code\":\"" + code + "\"}")
			.getBytes(StandardCharsets.UTF_8);
	}

	@ExceptionHandler
	ResponseEntity<byte[]> handle(MethodArgumentNotValidException exception) {
		return answer(422, HttpHeaders.EMPTY, this.invalid);
	}

	@ExceptionHandler
	ResponseEntity<byte[]> handle(HttpMessageNotReadableException exception) {
		return answer(400, HttpHeaders.EMPTY, this.malformed);
	}

	@ExceptionHandler
	ResponseEntity<byte[]> handle(NoResourceFoundException exception) {
		return answer(404, HttpHeaders.EMPTY, this.notFound);
	}

	@ExceptionHandler
	ResponseEntity<byte[]> handle(HttpRequestMethodNotSupportedException exception) {
		return answer(405, exception.getHeaders(), this.methodNotAllowed);
	}

	@ExceptionHandler
	ResponseEntity<byte[]> handle(OutOfStockException exception) {
		return answer(409, HttpHeaders.EMPTY, this.outOfStock);
	}

	@ExceptionHandler
	ResponseEntity<byte[]> handle(DuplicateOrderException exception) {
		return answer(409, HttpHeaders.EMPTY, this.duplicateOrder);
	}

	@ExceptionHandler
	ResponseEntity<byte[]> handle(ResponseStatusException exception) {
		return answer(503, ((ErrorResponse) exception).getHeaders(), this.overloaded);
	}

	@ExceptionHandler
	ResponseEntity<byte[]> handle(Exception exception) {
		logger.error("unhandled", exception);
		return answer(500, HttpHeaders.EMPTY, this.internal);
	}

	private static ResponseEntity<byte[]> answer(int status, HttpHeaders headers, byte[] body) {
		return ResponseEntity.status(status)
			.headers(headers)
			.contentType(MediaType.APPLICATION_PROBLEM_JSON)
			.body(body);
	}

}
