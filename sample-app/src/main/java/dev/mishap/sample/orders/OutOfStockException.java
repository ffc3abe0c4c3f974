package dev.mishap.sample.orders;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;

/** There is none left of an article. */
@ResponseStatus(HttpStatus.CONFLICT)
class OutOfStockException extends RuntimeException {

	private static final long serialVersionUID = 1L;

}
