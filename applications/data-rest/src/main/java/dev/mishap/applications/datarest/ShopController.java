package dev.mishap.applications.datarest;

import java.util.List;
import java.util.Map;

import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Sort;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/shop")
class ShopController {

	private final DrinkRepository drinks;

	ShopController(DrinkRepository drinks) {
		this.drinks = drinks;
	}

	@GetMapping("/drinks")
	List<String> drinks(Pageable pageable) {
		return names(this.drinks.findAll(pageable).getContent());
	}

	@GetMapping("/cheap")
	List<String> cheap(Pageable pageable) {
		return names(this.drinks.findCheaper(10, pageable).getContent());
	}

	@GetMapping("/named")
	List<String> named(@RequestParam String name, Sort sort) {
		return names(this.drinks.findNamed(name, sort));
	}

	/** A mistake of the application's own, whatever the client asks for. */
	@GetMapping("/mistake")
	List<String> mistake() {
		return names(this.drinks.findNamed("tea", Sort.by("nmae")));
	}

	@GetMapping("/guests/{guest}")
	Map<String, Object> guest(@PathVariable Guest guest) {
		return Map.of("name", guest.getName());
	}

	@GetMapping("/table")
	Map<String, Object> table(@RequestParam Guest guest) {
		return Map.of("name", guest.getName());
	}

	@GetMapping("/bill")
	void bill() {
		throw new NotPaidException();
	}

	@GetMapping("/closed")
	ProblemDetail closed() {
		return ProblemDetail.forStatusAndDetail(HttpStatus.LOCKED, "Closed.");
	}

	@GetMapping("/empty")
	ResponseEntity<Void> empty() {
		return ResponseEntity.notFound().build();
	}

	@GetMapping("/changed")
	ResponseEntity<Void> changed() {
		return ResponseEntity.status(HttpStatus.PRECONDITION_FAILED).eTag("7").build();
	}

	@GetMapping("/boom")
	void boom() {
		throw new IllegalStateException("boom");
	}

	private static List<String> names(List<Drink> drinks) {
		return drinks.stream().map(Drink::getName).toList();
	}

}
