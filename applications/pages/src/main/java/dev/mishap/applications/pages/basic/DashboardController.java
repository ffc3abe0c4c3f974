package dev.mishap.applications.pages.basic;

import java.security.Principal;
import java.util.Map;

import jakarta.validation.Valid;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api")
class DashboardController {

	@GetMapping("/me")
	Map<String, Object> me(Principal principal) {
		return Map.of("name", principal.getName());
	}

	@PostMapping("/me")
	Map<String, Object> change(Principal principal) {
		return Map.of("changed", principal.getName());
	}

	@PostMapping("/orders")
	void order(@Valid @RequestBody Order order) {
		// nothing is kept
	}

	@GetMapping("/admin")
	Map<String, Object> admin() {
		return Map.of();
	}

	@GetMapping("/boom")
	Map<String, Object> boom() {
		throw new IllegalStateException("boom");
	}

}
