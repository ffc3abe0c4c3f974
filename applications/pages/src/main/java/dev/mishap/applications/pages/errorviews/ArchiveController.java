package dev.mishap.applications.pages.errorviews;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.server.ResponseStatusException;

@Controller
class ArchiveController {

	@GetMapping("/")
	String index() {
		return "index";
	}

	@GetMapping("/documents/removed")
	String removed() {
		throw new ResponseStatusException(HttpStatus.GONE);
	}

	@GetMapping("/documents/moved")
	String moved() {
		throw new ResponseStatusException(HttpStatus.MISDIRECTED_REQUEST);
	}

	@GetMapping("/documents/lent")
	String lent() {
		throw new LoanException();
	}

	@GetMapping("/documents/burnt")
	String burnt() {
		throw new IllegalStateException("burnt");
	}

}
