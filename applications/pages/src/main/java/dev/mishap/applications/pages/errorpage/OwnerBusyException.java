package dev.mishap.applications.pages.errorpage;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;

@ResponseStatus(HttpStatus.CONFLICT)
class OwnerBusyException extends RuntimeException {

	private static final long serialVersionUID = 1L;

}
