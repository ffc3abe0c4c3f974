package dev.mishap.slices;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class SliceController {

	@GetMapping("/fails")
	String fails() {
		throw new IllegalStateException("secret");
	}

}
