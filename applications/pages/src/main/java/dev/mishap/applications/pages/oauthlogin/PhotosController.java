package dev.mishap.applications.pages.oauthlogin;

import java.security.Principal;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class PhotosController {

	@GetMapping("/photos")
	String photos(Principal principal) {
		return "Photos of " + principal.getName();
	}

	@PostMapping("/photos")
	String add() {
		return "added";
	}

	@GetMapping("/boom")
	String boom() {
		throw new IllegalStateException("boom");
	}

}
