package dev.mishap.validation;

import java.util.Set;

import dev.mishap.validation.BodyController.Item;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Valid;
import jakarta.validation.Validator;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;

import org.springframework.validation.annotation.Validated;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Validated by a proxy, as before Spring could do it itself. */
@RestController
@Validated
@RequestMapping("/proxied")
class ProxiedController {

	private final StockService stock;

	private final Validator validator;

	ProxiedController(StockService stock, Validator validator) {
		this.stock = stock;
		this.validator = validator;
	}

	@GetMapping("/query")
	String query(@RequestParam("page-size") @Min(1) int size, @RequestParam("q") @Size(min = 3) String text) {
		return "ok";
	}

	@PostMapping("/body")
	String body(@Valid @RequestBody Item item, @RequestParam("q") @Size(min = 3) String text) {
		return "ok";
	}

	@GetMapping("/returned")
	@Size(min = 100)
	String returned() {
		return "s3cr3t";
	}

	@GetMapping("/service")
	String service() {
		this.stock.reserve(0);
		return "ok";
	}

	@GetMapping("/service/object")
	String serviceWithObject() {
		this.stock.add(new Item("", 1, null));
		return "ok";
	}

	@GetMapping("/entity")
	String entity() {
		throw new IllegalStateException(
				new ConstraintViolationException(Set.copyOf(this.validator.validate(new Item("", 0, null)))));
	}

	@GetMapping("/by-hand")
	String byHand() {
		throw new ConstraintViolationException(Set.copyOf(this.validator.validate(new Item("", 0, null))));
	}

}
