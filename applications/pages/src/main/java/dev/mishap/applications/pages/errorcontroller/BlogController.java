package dev.mishap.applications.pages.errorcontroller;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.server.ResponseStatusException;

@Controller
class BlogController {

	@GetMapping("/posts/{id}")
	String post(@PathVariable int id) {
		throw new ResponseStatusException(HttpStatus.NOT_FOUND);
	}

	@GetMapping("/boom")
	String boom() {
		throw new IllegalStateException("boom");
	}

}
