package dev.mishap.applications.jsp;

import java.io.IOException;

import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.server.ResponseStatusException;

@Controller
class BookController {

	@GetMapping("/")
	String welcome() {
		return "welcome";
	}

	@GetMapping("/books/{id}")
	String book(@PathVariable int id, Model model) {
		if (id != 1) {
			throw new ResponseStatusException(HttpStatus.NOT_FOUND);
		}
		model.addAttribute("title", "Emma");
		return "book";
	}

	@GetMapping("/refused")
	void refused(HttpServletResponse response) throws IOException {
		response.sendError(403);
	}

	@GetMapping("/empty")
	ResponseEntity<Void> empty() {
		return ResponseEntity.notFound().build();
	}

	@GetMapping("/boom")
	String boom() {
		throw new IllegalStateException("boom");
	}

	@GetMapping("/broken")
	String broken() {
		return "broken";
	}

	@GetMapping("/gone")
	String gone() {
		throw new ResponseStatusException(HttpStatus.GONE);
	}

}
