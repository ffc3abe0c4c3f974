package dev.mishap.applications.pages.defaultlogin;

import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseBody;

@Controller
class IntranetController {

	@GetMapping("/hello")
	@ResponseBody
	String hello() {
		return "Hello";
	}

	@PostMapping("/hello")
	@ResponseBody
	String greet() {
		return "Hello back";
	}

	@GetMapping("/empty")
	ResponseEntity<Void> empty() {
		return ResponseEntity.notFound().build();
	}

	@GetMapping("/boom")
	@ResponseBody
	String boom() {
		throw new IllegalStateException("boom");
	}

}
