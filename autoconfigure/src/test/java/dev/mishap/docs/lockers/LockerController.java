package dev.mishap.docs.lockers;

// tag::all[]
import java.util.Map;

import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

@RestController
class LockerController {

	private final Map<String, String> owners = Map.of("17", "ada");

	@GetMapping("/lockers/{number}")
	Map<String, String> locker(@PathVariable String number, Authentication caller) {
		String owner = this.owners.get(number);
		if (owner == null) {
			throw new ResponseStatusException(HttpStatus.NOT_FOUND);
		}
		if (!owner.equals(caller.getName())) {
			throw new AccessDeniedException("the locker of " + owner);
		}
		return Map.of("owner", owner);
	}

}
// end::all[]
