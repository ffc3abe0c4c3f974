package dev.mishap.sample.jobs;

import dev.mishap.ErrorCode;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;

/** The first request with the same key is still being handled. */
@ResponseStatus(code = HttpStatus.CONFLICT,
		reason = "A request with this Idempotency-Key is being handled. Wait for its answer.")
@ErrorCode("IDEMPOTENCY_KEY_IN_USE")
class KeyInUseException extends RuntimeException {

	private static final long serialVersionUID = 1L;

}
