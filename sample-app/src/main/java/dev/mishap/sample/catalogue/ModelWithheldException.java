package dev.mishap.sample.catalogue;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/**
 * A court said no. An exception that is a whole answer, in Spring's own words: status,
 * detail, further members, and the {@code Link} that names who demanded it (RFC 7725).
 */
class ModelWithheldException extends ErrorResponseException {

	private static final long serialVersionUID = 1L;

	ModelWithheldException() {
		super(HttpStatus.UNAVAILABLE_FOR_LEGAL_REASONS, body(), null);
		getHeaders().add(HttpHeaders.LINK, "<https://court.example/orders/2026-17>; rel=\"blocked-by\"");
	}

	private static ProblemDetail body() {
		ProblemDetail body = ProblemDetail.forStatusAndDetail(HttpStatus.UNAVAILABLE_FOR_LEGAL_REASONS,
				"A court order keeps this model from being offered here.");
		body.setProperty("code", "MODEL_WITHHELD");
		body.setProperty("order", "2026-17");
		return body;
	}

}
