package dev.mishap.applications.pages.errorpage;

import jakarta.validation.Valid;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

@Controller
class OwnerController {

	@GetMapping("/")
	String welcome() {
		return "welcome";
	}

	@GetMapping("/owners/{id}")
	String owner(@PathVariable int id, Model model) {
		if (id > 10) {
			throw new ResponseStatusException(HttpStatus.NOT_FOUND, "No owner " + id);
		}
		model.addAttribute("name", "George");
		return "owner";
	}

	@GetMapping("/owners/new")
	String form(Model model) {
		model.addAttribute("owner", new OwnerForm("", ""));
		return "ownerForm";
	}

	@PostMapping("/owners")
	String save(@Valid @ModelAttribute("owner") OwnerForm owner, BindingResult result, RedirectAttributes attributes) {
		if (result.hasErrors()) {
			return "ownerForm";
		}
		attributes.addFlashAttribute("message", "saved");
		return "redirect:/owners/1";
	}

	@PostMapping("/owners/strict")
	String saveStrictly(@Valid @ModelAttribute("owner") OwnerForm owner) {
		return "redirect:/owners/1";
	}

	@GetMapping("/owners/find")
	String find(@RequestParam String name) {
		return "redirect:/owners/1";
	}

	@GetMapping("/owners/gone")
	String gone() {
		throw new OwnerGoneException();
	}

	@GetMapping("/owners/busy")
	String busy() {
		throw new IllegalStateException("wrapped", new OwnerBusyException());
	}

	@GetMapping("/owners/search")
	String search(Search search) {
		return "welcome";
	}

	@GetMapping("/oups")
	String oups() {
		throw new IllegalStateException("Expected: this controller shows what happens when something fails");
	}

	@GetMapping("/broken")
	String broken() {
		return "broken";
	}

	@GetMapping("/missing-view")
	String missingView() {
		return "no-such-view";
	}

}
