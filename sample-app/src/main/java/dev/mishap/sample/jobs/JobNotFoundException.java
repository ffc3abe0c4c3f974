package dev.mishap.sample.jobs;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;

/** There is no such job. */
@ResponseStatus(HttpStatus.NOT_FOUND)
class JobNotFoundException extends RuntimeException {

	private static final long serialVersionUID = 1L;

}
