package dev.mishap.sample.jobs;

import dev.mishap.ErrorCode;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;

/** A key that belongs to another request. */
@ResponseStatus(code = HttpStatus.UNPROCESSABLE_CONTENT,
		reason = "This Idempotency-Key was sent with another request before. Use a new one.")
@ErrorCode("IDEMPOTENCY_KEY_REUSED")
class KeyReusedException extends RuntimeException {

	private static final long serialVersionUID = 1L;

}
