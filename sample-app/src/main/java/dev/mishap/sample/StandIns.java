package dev.mishap.sample;

import java.util.Comparator;
import java.util.List;

import dev.mishap.Problem;
import dev.mishap.ProblemMappingsCustomizer;
import dev.mishap.Violation;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.validation.FieldError;
import org.springframework.web.bind.MethodArgumentNotValidException;

/**
 * Rows that the starter is going to bring itself. Each goes as soon as the starter has
 * it.
 */
@Configuration(proxyBeanMethods = false)
class StandIns {

	@Bean
	ProblemMappingsCustomizer validationStandIn() {
		return (mappings) -> mappings.map(MethodArgumentNotValidException.class, StandIns::invalidBody);
	}

	private static Problem invalidBody(MethodArgumentNotValidException exception) {
		List<Violation> violations = exception.getBindingResult()
			.getFieldErrors()
			.stream()
			.map(StandIns::violation)
			.sorted(Comparator.comparing(Violation::name))
			.toList();
		return Problem.of(422, "VALIDATION_FAILED").withViolations(violations);
	}

	private static Violation violation(FieldError error) {
		String member = error.getField().replaceAll("([a-z])([A-Z])", "$1_$2").toLowerCase(java.util.Locale.ROOT);
		String code = String.valueOf(error.getCode())
			.replaceAll("([a-z])([A-Z])", "$1_$2")
			.toUpperCase(java.util.Locale.ROOT);
		return Violation.of(Violation.Location.BODY, "#/" + member, code, error.getDefaultMessage());
	}

}
