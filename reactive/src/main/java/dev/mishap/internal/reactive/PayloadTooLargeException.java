package dev.mishap.internal.reactive;

import org.springframework.util.unit.DataSize;

/** The body of a request is larger than the limit of its path. */
final class PayloadTooLargeException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	PayloadTooLargeException(DataSize limit) {
		super("The body is larger than " + limit.toBytes() + " bytes", null, false, false);
	}

}
