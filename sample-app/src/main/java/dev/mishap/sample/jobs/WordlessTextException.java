package dev.mishap.sample.jobs;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;

/** A text of a batch that the model can make nothing of. */
@ResponseStatus(code = HttpStatus.UNPROCESSABLE_CONTENT, reason = "One of the texts has no words in it.")
class WordlessTextException extends RuntimeException {

	private static final long serialVersionUID = 1L;

}
