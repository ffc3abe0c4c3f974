package dev.mishap.validation;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

import org.springframework.core.convert.ConversionFailedException;
import org.springframework.core.convert.TypeDescriptor;
import org.springframework.core.convert.converter.Converter;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Takes parameters and forms in less usual ways. */
@RestController
class UnusualInput {

	@GetMapping("/unusual/numbers")
	String numbers(@RequestParam int[] nums) {
		return "ok";
	}

	@GetMapping("/unusual/all")
	String all(@RequestParam Map<String, @Size(max = 3) String> all) {
		return "ok";
	}

	@GetMapping("/unusual/customers/{id}")
	String customer(@PathVariable("id") Customer customer) {
		return "ok";
	}

	@GetMapping("/unusual/customers")
	String customerOf(@RequestParam("customer") Customer customer) {
		return "ok";
	}

	@GetMapping("/unusual/lines")
	String lines(@ModelAttribute Lines lines) {
		return "ok";
	}

	@GetMapping("/unusual/own-mistake")
	String ownMistake(@ModelAttribute Lines lines) {
		new org.springframework.beans.BeanWrapperImpl(new Lines()).setPropertyValue("nothing", 1);
		return "ok";
	}

	@GetMapping("/unusual/tags")
	String tags(@Valid @ModelAttribute Tags tags) {
		return "ok";
	}

	@PostMapping("/unusual/endless")
	String endless(@Valid @RequestBody Endless endless) {
		return "ok";
	}

	record Customer(long id) {

	}

	/** As Spring Data converts what a repository has. */
	static class CustomerConverter implements Converter<String, Customer> {

		@Override
		public Customer convert(String source) {
			try {
				long id = Long.parseLong(source);
				return (id == 7) ? new Customer(id) : null;
			}
			catch (NumberFormatException ex) {
				throw new ConversionFailedException(TypeDescriptor.valueOf(String.class),
						TypeDescriptor.valueOf(Long.class), source, ex);
			}
		}

	}

	static class Lines {

		private List<Line> lines = new ArrayList<>();

		public List<Line> getLines() {
			return this.lines;
		}

		public void setLines(List<Line> lines) {
			this.lines = lines;
		}

	}

	static class Line {

		private int amount;

		public int getAmount() {
			return this.amount;
		}

		public void setAmount(int amount) {
			this.amount = amount;
		}

	}

	record Tags(List<@NotBlank String> tags) {

	}

	@Sane
	static class Endless {

		public String name;

		/** As that of two classes that refer to each other. */
		@Override
		public String toString() {
			return "Endless of " + this;
		}

	}

	@Target(ElementType.TYPE)
	@Retention(RetentionPolicy.RUNTIME)
	@Constraint(validatedBy = SaneValidator.class)
	@interface Sane {

		String message() default "This cannot be.";

		Class<?>[] groups() default {};

		Class<? extends Payload>[] payload() default {};

	}

	static class SaneValidator implements ConstraintValidator<Sane, Endless> {

		@Override
		public boolean isValid(Endless value, ConstraintValidatorContext context) {
			return false;
		}

	}

}
