package dev.mishap.validation;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.mishap.ErrorCode;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

import org.springframework.http.HttpStatus;
import org.springframework.validation.Errors;
import org.springframework.validation.Validator;
import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.annotation.InitBinder;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Takes bodies. */
@RestController
class BodyController {

	static final String SECRET = "s3cr3t";

	@InitBinder("legacy")
	void legacy(WebDataBinder binder) {
		binder.addValidators(new LegacyValidator());
	}

	@PostMapping("/orders")
	String order(@Valid @RequestBody Order order) {
		return "ok";
	}

	@PostMapping("/orders/checked")
	String order(@Valid @RequestBody Order order, @RequestHeader("X-Tenant") @Size(min = 3) String tenant) {
		return "ok";
	}

	@PostMapping("/orders/bulk")
	String orders(@RequestBody List<@Valid Item> items) {
		return "ok";
	}

	@PostMapping("/orders/by-name")
	String ordersByName(@RequestBody Map<String, @Valid Item> items) {
		return "ok";
	}

	@PostMapping("/parts")
	String part(@Valid @RequestPart("meta") Item item) {
		return "ok";
	}

	@PostMapping("/legacy")
	String legacy(@Valid @RequestBody Legacy legacy) {
		return "ok";
	}

	@PostMapping("/own-words")
	String ownWords(@Valid @RequestBody OwnWords ownWords) {
		return "ok";
	}

	@PostMapping("/account")
	String account(@Valid @RequestBody Account account) {
		return "ok";
	}

	@PostMapping("/bounds")
	String bounds(@Valid @RequestBody Bounds bounds) {
		return "ok";
	}

	@PostMapping("/shapes")
	String shapes(@Valid @RequestBody Shapes shapes) {
		return "ok";
	}

	@PostMapping("/types")
	String types(@RequestBody Types types) {
		return "ok";
	}

	@PostMapping("/deep")
	String deep(@RequestBody Map<String, Object> anything) {
		return "ok";
	}

	@PostMapping("/refusing")
	String refusing(@RequestBody Refusing refusing) {
		return "ok";
	}

	@PostMapping("/unusable")
	String unusable(@RequestBody Unusable unusable) {
		return "ok";
	}

	record Item(@NotBlank @Size(max = 8) String sku, @Min(1) int unitCount,
			@JsonProperty("price$") @DecimalMin("0.01") BigDecimal unitPrice) {

	}

	record Address(@NotBlank String streetName, @Pattern(regexp = "[0-9]{5}") String zip) {

	}

	record Code(@JsonValue @Size(max = 3) String text) {

		@JsonCreator(mode = JsonCreator.Mode.DELEGATING)
		Code {
		}

	}

	record Order(@NotBlank String customerName, @JsonProperty("e-mail") @Email String email,
			@NotNull @Valid Address shipTo, @Size(min = 1, max = 3) List<@Valid Item> items,
			Map<String, List<@Valid Item>> extras, Map<@Size(max = 5) String, @Min(0) Integer> stock,
			List<List<@NotBlank String>> tagGroups, Set<@NotBlank String> labels, @Valid Code code,
			Optional<@Size(max = 3) String> note) {

	}

	/** A bean whose class has a constraint, and one whose parts stand in its place. */
	@Consistent
	static class Account {

		@JsonProperty("pass_phrase")
		@Size(min = 12)
		public String secret;

		public String repeated;

		@Valid
		@JsonUnwrapped(prefix = "home_")
		public Home home = new Home();

		@AssertTrue(message = "The two texts have to be equal.")
		boolean isEqual() {
			return Objects.equals(this.secret, this.repeated);
		}

	}

	static class Home {

		@NotBlank
		public String townName;

	}

	@Target(ElementType.TYPE)
	@Retention(RetentionPolicy.RUNTIME)
	@Constraint(validatedBy = ConsistentValidator.class)
	@interface Consistent {

		String message() default "The parts do not belong together.";

		String table() default "secret_table";

		int level() default 7;

		Class<?>[] groups() default {};

		Class<? extends Payload>[] payload() default {};

	}

	static class ConsistentValidator implements ConstraintValidator<Consistent, Account> {

		@Override
		public boolean isValid(Account value, ConstraintValidatorContext context) {
			return value.secret == null;
		}

	}

	record OwnWords(@NotBlank(message = "Please tell us your name.") String name,
			@Size(max = 3, message = "'${validatedValue}' is too long") String nick,
			@Min(value = 18, message = "{too.young}") int age) {

	}

	record Bounds(@DecimalMin(value = "0.5", inclusive = false) BigDecimal low, @DecimalMax("1.5") BigDecimal high,
			@Digits(integer = 2, fraction = 1) BigDecimal digits, @Max(1000000) long many,
			@Size(min = 2, max = 2) String two) {

	}

	record Legacy(String userName) {

	}

	static class LegacyValidator implements Validator {

		@Override
		public boolean supports(Class<?> type) {
			return type == Legacy.class;
		}

		@Override
		public void validate(Object target, Errors errors) {
			errors.rejectValue("userName", "name.taken", "The name " + ((Legacy) target).userName() + " is taken.");
			errors.reject("not.today", "Come back tomorrow.");
		}

	}

	@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
	@JsonSubTypes({ @JsonSubTypes.Type(value = Circle.class, name = "circle"),
			@JsonSubTypes.Type(value = Square.class, name = "square") })
	interface Shape {

	}

	record Circle(@Min(1) int radiusInMetres) implements Shape {

	}

	record Square(@Min(1) int side) implements Shape {

	}

	record Shapes(List<@Valid Shape> all) {

	}

	enum Color {

		RED, @JsonProperty("light-green")
		LIGHT_GREEN

	}

	record Types(int wholeNumber, BigDecimal amount, Boolean flag, String text, LocalDate day,
			@JsonFormat(pattern = "dd.MM.yyyy") LocalDate germanDay, Instant moment, UUID id, Color color,
			List<Integer> list, Nested nested, Map<Color, Integer> byColor, byte[] bytes) {

	}

	record Nested(List<Deep> deepList) {

	}

	record Deep(Map<String, Integer> byName) {

	}

	record Refusing(Positive plain, Stocked stocked) {

	}

	record Positive(int n) {

		Positive {
			if (n < 0) {
				throw new IllegalArgumentException(SECRET + n);
			}
		}

	}

	record Stocked(int n) {

		Stocked {
			if (n > 9) {
				throw new OutOfStockException();
			}
		}

	}

	@ResponseStatus(HttpStatus.CONFLICT)
	@ErrorCode("OUT_OF_STOCK")
	static class OutOfStockException extends RuntimeException {

		private static final long serialVersionUID = 1L;

	}

	/** Jackson cannot make this. */
	interface Unusable {

		String name();

	}

}
