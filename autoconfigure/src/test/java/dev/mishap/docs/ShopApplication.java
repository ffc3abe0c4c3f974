package dev.mishap.docs;

import java.util.List;

import dev.mishap.Problem;
import dev.mishap.ProblemException;
import dev.mishap.ProblemMappingsCustomizer;
import dev.mishap.Violation;
import dev.mishap.Violation.Location;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.jetty.autoconfigure.servlet.JettyServletWebServerAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** An application that has to keep its old bodies. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration(exclude = JettyServletWebServerAutoConfiguration.class)
@Import(ShopApplication.Shop.class)
class ShopApplication {

	@Bean
	ProblemMappingsCustomizer shopProblems() {
		return (mappings) -> mappings.map(InvalidOrderException.class, Problem.of(400, "VALIDATION_FAILED")
			.withDetail("Validation failed.")
			.withViolations(List.of(Violation.of(Location.BODY, "#/lines/0/article", "NOT_BLANK", "must not be blank"),
					Violation.of(Location.BODY, "#", "DATES_IN_ORDER", "end must be after start"),
					Violation.of(Location.PARAMETER, "page", "POSITIVE", "must be greater than 0"))));
	}

	@RestController
	static class Shop {

		@GetMapping("/taken")
		String taken() {
			throw new ResponseStatusException(HttpStatus.CONFLICT, "Seat \"7\" is taken.");
		}

		@GetMapping("/invalid")
		String invalid() {
			throw new InvalidOrderException();
		}

		@GetMapping("/lost")
		String lost() {
			throw new ProblemException(Problem.of(410, "LOST").withDetail("Seat 7 is lost.").withExtension("seat", 7));
		}

		@GetMapping("/page")
		String page(@RequestParam int page) {
			return "page " + page;
		}

		@GetMapping("/tenant")
		String tenant(@RequestHeader("X-Tenant") String tenant) {
			return tenant;
		}

		@GetMapping("/fails")
		String fails() {
			throw new IllegalStateException("jdbc:h2:mem:x;password=s3cr3t");
		}

	}

	static class InvalidOrderException extends RuntimeException {

		private static final long serialVersionUID = 1L;

	}

}
