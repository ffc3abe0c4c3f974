package dev.mishap.applications.operations.webflux;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;

@ResponseStatus(HttpStatus.NOT_FOUND)
class OrderLostException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	OrderLostException() {
		super("order 4711 of ada@example.org");
	}

}
