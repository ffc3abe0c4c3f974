package dev.mishap.applications.pages.statuspages;

import java.io.IOException;

import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.server.ResponseStatusException;

@Controller
class ShopController {

	@GetMapping("/")
	String welcome() {
		return "welcome";
	}

	@GetMapping("/articles/{id}")
	String article(@PathVariable int id) {
		throw new ResponseStatusException(HttpStatus.NOT_FOUND);
	}

	@GetMapping("/empty")
	ResponseEntity<Void> empty() {
		return ResponseEntity.notFound().build();
	}

	@GetMapping("/send/{status}")
	void send(@PathVariable int status, HttpServletResponse response) throws IOException {
		response.sendError(status);
	}

	@GetMapping("/throw/{status}")
	String status(@PathVariable int status) {
		throw new ResponseStatusException(HttpStatus.valueOf(status), "said on purpose");
	}

	@GetMapping("/boom")
	String boom() {
		throw new IllegalStateException("boom");
	}

	@GetMapping("/own")
	@ResponseBody
	ResponseEntity<String> own() {
		return ResponseEntity.status(404).header("Content-Type", "text/html").body("<p>own body</p>");
	}

}
