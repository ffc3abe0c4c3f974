package dev.mishap.validation;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;

import org.springframework.core.convert.converter.Converter;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.HttpStatus;
import org.springframework.validation.BeanPropertyBindingResult;
import org.springframework.validation.BindException;
import org.springframework.web.bind.annotation.BindParam;
import org.springframework.web.bind.annotation.CookieValue;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.MatrixVariable;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.SessionAttribute;

/** Takes parameters, in the widest sense. */
@RestController
class ParameterController {

	enum Color {

		RED, GREEN

	}

	@GetMapping("/query")
	String query(@RequestParam("page-size") int size) {
		return "ok";
	}

	@GetMapping("/header")
	String header(@RequestHeader("X-Tenant") String tenant) {
		return "ok";
	}

	@GetMapping("/cookie")
	String cookie(@CookieValue("theme") String theme) {
		return "ok";
	}

	@GetMapping("/path/{id}")
	String path(@PathVariable("id") UUID id) {
		return "ok";
	}

	@GetMapping("/lacking-variable/{id}")
	String template(@PathVariable("other") UUID id) {
		return "ok";
	}

	@GetMapping("/matrix/{id}")
	String matrix(@MatrixVariable(name = "q", pathVar = "id") int q) {
		return "ok";
	}

	@PostMapping("/part")
	String part(@RequestPart("meta") String meta) {
		return "ok";
	}

	@GetMapping("/convert/date")
	String date(@RequestParam LocalDate day) {
		return "ok";
	}

	@GetMapping("/convert/german-date")
	String germanDate(@RequestParam @DateTimeFormat(pattern = "dd.MM.yyyy") LocalDate day) {
		return "ok";
	}

	@GetMapping("/convert/color")
	String color(@RequestParam("c") Color color) {
		return "ok";
	}

	@GetMapping("/convert/script")
	String script(@RequestParam Character.UnicodeScript script) {
		return "ok";
	}

	@GetMapping("/convert/list")
	String list(@RequestParam List<Integer> ids) {
		return "ok";
	}

	@GetMapping("/convert/header")
	String convertedHeader(@RequestHeader("X-Depth") double depth) {
		return "ok";
	}

	@GetMapping("/convert/cookie")
	String convertedCookie(@CookieValue("beta") boolean beta) {
		return "ok";
	}

	@GetMapping("/convert/place")
	String place(@RequestParam Place at) {
		return "ok";
	}

	@GetMapping("/convert/optional-primitive")
	String optionalPrimitive(@RequestParam(required = false) int n) {
		return "ok";
	}

	@GetMapping(path = "/conditional", params = { "mode=full", "!debug" })
	String conditional() {
		return "ok";
	}

	@GetMapping("/request-attribute")
	String requestAttribute(@RequestAttribute String tenant) {
		return "ok";
	}

	@GetMapping("/session-attribute")
	String sessionAttribute(@SessionAttribute String cart) {
		return "ok";
	}

	@GetMapping("/constrained/{id}")
	String constrained(@PathVariable("id") @Positive int number, @RequestParam("q") @Min(1) @Max(9) int query,
			@RequestHeader("X-Tenant") @Size(min = 3) String tenant, @CookieValue("theme") @NotBlank String theme,
			@RequestParam(defaultValue = "1") List<@Positive Integer> ids) {
		return "ok";
	}

	@GetMapping("/constrained-attribute")
	String constrainedAttribute(@RequestAttribute(required = false) @NotNull String own) {
		return "ok";
	}

	@GetMapping("/returned")
	@Size(min = 100)
	String returned() {
		return "s3cr3t";
	}

	@GetMapping("/search")
	String search(@Valid Search search) {
		return "ok";
	}

	@GetMapping("/search/checked")
	String search(@Valid Search search, @RequestHeader("X-Tenant") @Size(min = 3) String tenant) {
		return "ok";
	}

	@PostMapping("/form")
	String form(@Valid @ModelAttribute Form form) {
		return "ok";
	}

	@GetMapping("/bare-bind-exception")
	String bare() throws BindException {
		Search search = new Search(1, null, null, null);
		BeanPropertyBindingResult errors = new BeanPropertyBindingResult(search, "search");
		errors.rejectValue("text", "too.vague", "Search for more than that.");
		throw new BindException(errors);
	}

	record Near(@NotBlank @BindParam("town-name") String town, @Max(100) int radius) {

	}

	record Search(@BindParam("page-size") @Max(50) int pageSize, @BindParam("q") @Size(min = 3) String text,
			@Valid Near near, LocalDate since) {

		Search {
			if (pageSize == 13) {
				throw new IllegalArgumentException("s3cr3t");
			}
		}

	}

	/** Bound by setters. */
	static class Form {

		@NotBlank
		private String name;

		private int count;

		private Color color;

		@Valid
		private List<Line> lines = new ArrayList<>();

		public String getName() {
			return this.name;
		}

		public void setName(String name) {
			this.name = name;
		}

		public int getCount() {
			return this.count;
		}

		public void setCount(int count) {
			this.count = count;
		}

		public Color getColor() {
			return this.color;
		}

		public void setColor(Color color) {
			this.color = color;
		}

		public List<Line> getLines() {
			return this.lines;
		}

		public void setLines(List<Line> lines) {
			this.lines = lines;
		}

	}

	/** Line of a form. */
	static class Line {

		@Min(1)
		private int amount;

		public int getAmount() {
			return this.amount;
		}

		public void setAmount(int amount) {
			this.amount = amount;
		}

	}

	record Place(String name) {

	}

	static class PlaceConverter implements Converter<String, Place> {

		@Override
		public Place convert(String source) {
			if (source.equals("atlantis")) {
				throw new NoSuchPlaceException();
			}
			throw new IllegalArgumentException(source);
		}

	}

	@ResponseStatus(HttpStatus.NOT_FOUND)
	static class NoSuchPlaceException extends RuntimeException {

		private static final long serialVersionUID = 1L;

	}

}
