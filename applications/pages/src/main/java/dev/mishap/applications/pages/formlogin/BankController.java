package dev.mishap.applications.pages.formlogin;

import java.security.Principal;
import java.util.Map;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.server.ResponseStatusException;

@Controller
class BankController {

	@GetMapping("/")
	String welcome() {
		return "welcome";
	}

	@GetMapping("/login")
	String logIn() {
		return "login";
	}

	@GetMapping({ "/account", "/account/pin", "/legacy/account" })
	String account(Principal principal, Model model) {
		model.addAttribute("name", principal.getName());
		return "account";
	}

	@PostMapping({ "/account", "/legacy/account" })
	String transfer(@RequestParam int amount) {
		return "redirect:/account";
	}

	@GetMapping("/account/closed")
	@PreAuthorize("hasRole('ADMIN')")
	String closed() {
		return "account";
	}

	@GetMapping({ "/account/broken", "/legacy/broken" })
	String broken() {
		throw new IllegalStateException("broken");
	}

	@GetMapping("/account/none")
	String none() {
		throw new ResponseStatusException(HttpStatus.NOT_FOUND);
	}

	@GetMapping("/admin/panel")
	String panel() {
		return "account";
	}

	@GetMapping(path = "/api/account", produces = MediaType.APPLICATION_JSON_VALUE)
	@ResponseBody
	Map<String, Object> json(Principal principal) {
		return Map.of("name", principal.getName());
	}

}
