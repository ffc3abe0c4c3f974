package dev.mishap.validation;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import dev.mishap.testing.RawHttp;
import dev.mishap.testing.Without;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import jakarta.validation.constraintvalidation.SupportedValidationTarget;
import jakarta.validation.constraintvalidation.ValidationTarget;
import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.jetty.autoconfigure.servlet.JettyServletWebServerAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.validation.annotation.Validated;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;

import static dev.mishap.testing.ProblemAssert.assertThat;

/** Handlers and arguments of less usual shapes. */
@SpringBootTest(classes = HandlerShapesTests.Application.class, webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { Without.SECURITY, "spring.jackson.property-naming-strategy=SNAKE_CASE" })
class HandlerShapesTests {

	@LocalServerPort
	int port;

	private RawHttp http() {
		return new RawHttp(this.port);
	}

	/** Spring's own validation of handlers overlooks it where nothing else is wrong. */
	@Test
	void constraintAcrossParametersIsOfTheRequestAsAWhole() {
		assertThat(http().send("GET", "/proxied/between?from=2&to=1")).isProblem(422, "VALIDATION_FAILED")
			.hasErrors(Errors.of("{'pointer':'#','code':'ASCENDING','detail':'from comes before to'}"))
			.leaksNothing("arg0", "Object");
	}

	@Test
	void constraintAcrossParametersStandsBesideThoseOfOne() {
		assertThat(http().send("GET", "/between?from=2&to=-1")).isProblem(422, "VALIDATION_FAILED")
			.hasErrors(Errors.of("{'parameter':'to','code':'MIN','detail':'This has to be at least 0.','min':0}",
					"{'pointer':'#','code':'ASCENDING','detail':'from comes before to'}"));
	}

	@Test
	void argumentsOfAnInterfaceAreNamedAsItSays() {
		assertThat(
				http().json("POST", "/shop/7/items?page-size=0", "{'unit_name':' '}".replace('\'', '"'), "X-Tenant: a"))
			.isProblem(422, "VALIDATION_FAILED")
			.hasErrors(Errors.of("{'pointer':'#/unit_name','code':'NOT_BLANK','detail':'This must not be blank.'}",
					"{'parameter':'page-size','code':'MIN','detail':'This has to be at least 1.','min':1}",
					"{'header':'X-Tenant','code':'SIZE','detail':'The length has to be at least 3.','min':3}"));
	}

	@Test
	void argumentOfAnInterfaceThatCannotBeConvertedIsNamed() {
		assertThat(http().json("POST", "/shop/x/items?page-size=1", "{}", "X-Tenant: acme"))
			.isProblem(400, "INVALID_PARAMETER")
			.hasErrors(Errors.of("{'path':'id','code':'WRONG_TYPE','detail':'Expected a whole number.'}"));
	}

	@Test
	void requestsThatAnInterfaceDoesNotTakeAreToldWhatItTakes() {
		assertThat(http().send("GET", "/shop/7/items")).isProblem(405, "METHOD_NOT_ALLOWED")
			.hasHeader("Allow", "OPTIONS, POST");
		assertThat(http().sendBody("POST", "/shop/7/items", "text/plain", "x")).isProblem(415, "UNSUPPORTED_MEDIA_TYPE")
			.hasHeader("Accept", "application/json");
	}

	/** As a data class of Kotlin looks from here. */
	@Test
	void objectOfAConstructorIsNamedLikeOneOfSetters() {
		assertThat(http().json("POST", "/bookings", "{'guest':{'full_name':''},'seat_count':0}".replace('\'', '"')))
			.isProblem(422, "VALIDATION_FAILED")
			.hasErrors(
					Errors.of("{'pointer':'#/guest/full_name','code':'NOT_BLANK','detail':'This must not be blank.'}",
							"{'pointer':'#/seat_count','code':'MIN','detail':'This has to be at least 1.','min':1}"));
		assertThat(http().json("POST", "/bookings", "{'guest':{'full_name':7},'seat_count':'x'}".replace('\'', '"')))
			.isProblem(422, "VALIDATION_FAILED")
			.hasErrors(Errors.of("{'pointer':'#/seat_count','code':'WRONG_TYPE','detail':'Expected a whole number.'}"));
	}

	@Test
	void parametersOfAConstructorAreNamedLikeThoseOfSetters() {
		assertThat(http().send("GET", "/bookings?guest.fullName=&seatCount=0")).isProblem(422, "VALIDATION_FAILED")
			.hasErrors(Errors.of("{'parameter':'guest.fullName','code':'NOT_BLANK','detail':'This must not be blank.'}",
					"{'parameter':'seatCount','code':'MIN','detail':'This has to be at least 1.','min':1}"));
		assertThat(http().send("GET", "/bookings?guest.fullName=a&seatCount=x")).isProblem(422, "VALIDATION_FAILED")
			.hasErrors(Errors.of("{'parameter':'seatCount','code':'WRONG_TYPE','detail':'Expected a whole number.'}"));
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration(exclude = JettyServletWebServerAutoConfiguration.class)
	@Import({ Ranges.class, ProxiedRanges.class, Shop.class, Bookings.class })
	static class Application {

	}

	@RestController
	static class Ranges {

		@GetMapping("/between")
		@Ascending
		String between(@RequestParam int from, @RequestParam @Min(0) int to) {
			return "ok";
		}

	}

	@RestController
	@Validated
	@RequestMapping("/proxied")
	static class ProxiedRanges {

		@GetMapping("/between")
		@Ascending
		public String between(@RequestParam int from, @RequestParam int to) {
			return "ok";
		}

	}

	@HttpExchange("/shop/{id}")
	interface ShopApi {

		@PostExchange(url = "/items", contentType = "application/json")
		String add(@PathVariable("id") int id, @RequestBody @Valid Unit unit,
				@RequestParam("page-size") @Min(1) int pageSize,
				@RequestHeader("X-Tenant") @Size(min = 3) String tenant);

	}

	@RestController
	static class Shop implements ShopApi {

		@Override
		public String add(int number, Unit posted, int size, String owner) {
			return "ok";
		}

	}

	record Unit(@NotBlank String unitName) {

	}

	@RestController
	@RequestMapping("/bookings")
	static class Bookings {

		@PostMapping
		String post(@Valid @RequestBody Booking booking) {
			return "ok";
		}

		@GetMapping
		String get(@Valid Booking booking) {
			return "ok";
		}

	}

	/** Read-only properties, constraints on the fields, one constructor for all. */
	static final class Booking {

		@Valid
		private final Guest guest;

		@Min(1)
		private final int seatCount;

		public Booking(Guest guest, int seatCount) {
			this.guest = guest;
			this.seatCount = seatCount;
		}

		public Guest getGuest() {
			return this.guest;
		}

		public int getSeatCount() {
			return this.seatCount;
		}

	}

	static final class Guest {

		@NotBlank
		private final String fullName;

		public Guest(String fullName) {
			this.fullName = fullName;
		}

		public String getFullName() {
			return this.fullName;
		}

	}

	@Target(ElementType.METHOD)
	@Retention(RetentionPolicy.RUNTIME)
	@Constraint(validatedBy = AscendingValidator.class)
	@interface Ascending {

		String message() default "from comes before to";

		Class<?>[] groups() default {};

		Class<? extends Payload>[] payload() default {};

	}

	@SupportedValidationTarget(ValidationTarget.PARAMETERS)
	public static final class AscendingValidator implements ConstraintValidator<Ascending, Object[]> {

		@Override
		public boolean isValid(Object[] arguments, ConstraintValidatorContext context) {
			return (int) arguments[0] <= (int) arguments[1];
		}

	}

}
