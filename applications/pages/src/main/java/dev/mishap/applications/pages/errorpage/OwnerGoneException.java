package dev.mishap.applications.pages.errorpage;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;

@ResponseStatus(HttpStatus.GONE)
class OwnerGoneException extends RuntimeException {

	private static final long serialVersionUID = 1L;

}
