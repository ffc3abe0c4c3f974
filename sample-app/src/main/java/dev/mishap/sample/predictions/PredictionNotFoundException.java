package dev.mishap.sample.predictions;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;

/**
 * There is no such prediction. The simplest way to an answer: the status is Spring's
 * annotation, the code comes from the name of the class.
 */
@ResponseStatus(HttpStatus.NOT_FOUND)
class PredictionNotFoundException extends RuntimeException {

	private static final long serialVersionUID = 1L;

}
