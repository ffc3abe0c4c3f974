package dev.mishap.docs.parcels;

// tag::all[]
import dev.mishap.ProblemMember;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;
// end::all[]

@SuppressWarnings("serial")
// tag::all[]
@ResponseStatus(HttpStatus.NOT_FOUND)
class ParcelNotFoundException extends RuntimeException {

	@ProblemMember
	private final long number;

	ParcelNotFoundException(long number) {
		this.number = number;
	}

}
// end::all[]
