package dev.mishap.docs.parcels;

// tag::all[]
import java.util.List;
import java.util.Map;

import dev.mishap.Problem;
import dev.mishap.ProblemException;
import dev.mishap.Violation;
import dev.mishap.Violation.Location;
import dev.mishap.Wording;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
class ParcelController {

	@GetMapping("/parcels/{number}")
	Map<String, Object> parcel(@PathVariable long number) {
		throw new ParcelNotFoundException(number);
	}

	@PostMapping("/parcels")
	Map<String, Object> send(@Valid @RequestBody Parcel parcel) {
		if (parcel.grams() > 31_500) {
			Violation tooHeavy = Violation.of(Location.BODY, "#/grams", "TOO_HEAVY", Wording.of("TOO_HEAVY", 31_500));
			throw new ProblemException(Problem.of(422, "VALIDATION_FAILED").withViolations(List.of(tooHeavy)));
		}
		return Map.of("to", parcel.to());
	}

	record Parcel(@NotBlank String to, int grams) {
	}

}
// end::all[]
