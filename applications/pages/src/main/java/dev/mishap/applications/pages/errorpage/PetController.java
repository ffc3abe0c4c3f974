package dev.mishap.applications.pages.errorpage;

import java.io.IOException;
import java.util.List;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;

import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
class PetController {

	@GetMapping(path = "/pets", produces = MediaType.APPLICATION_JSON_VALUE)
	List<Pet> pets() {
		return List.of(new Pet(1, "Leo"));
	}

	@GetMapping("/pets/{id}")
	ResponseEntity<Pet> pet(@PathVariable int id) {
		return (id == 1) ? ResponseEntity.ok(new Pet(1, "Leo")) : ResponseEntity.notFound().build();
	}

	@GetMapping("/pets/refused")
	void refused(HttpServletResponse response) throws IOException {
		response.sendError(403, "Not this pet");
	}

	@GetMapping("/pets/conflict")
	ResponseEntity<String> conflict() {
		return ResponseEntity.status(409).contentType(MediaType.TEXT_PLAIN).body("two Leos");
	}

	@PostMapping("/pets")
	ResponseEntity<Void> save(@Valid @RequestBody OwnerForm owner) {
		return ResponseEntity.noContent().build();
	}

}
