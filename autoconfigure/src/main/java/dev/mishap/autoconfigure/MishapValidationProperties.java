package dev.mishap.autoconfigure;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.mishap.internal.input.ConstraintWords;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Keys under {@code mishap.validation}.
 *
 * @param attributes Names of the attributes of constraints that are shown beside bounds,
 * such as regexp.
 * @param constraints Codes and texts of the application for constraints, everywhere or in
 * single fields.
 * @param maxErrors Number of entries in errors[] at the most; errors_omitted counts the
 * rest.
 * @param rejectedValues Fields whose rejected value is shown, named as clients do, such
 * as items[].sku in a body or page-size for a parameter.
 * @param serviceConstraints Whether constraints on the arguments of services are the
 * caller's concern; otherwise breaking one is an internal error.
 * @param status Status of input that can be read but breaks a constraint.
 * @since 0.1.0
 */
@ConfigurationProperties("mishap.validation")
public record MishapValidationProperties(@DefaultValue Set<String> attributes,
		@DefaultValue List<Constraint> constraints, @DefaultValue("50") int maxErrors,
		@DefaultValue Set<String> rejectedValues, @DefaultValue("false") boolean serviceConstraints,
		@DefaultValue("422") int status) {

	/**
	 * Checks the values.
	 */
	public MishapValidationProperties {
		PropertyChecks.positive("max-errors", maxErrors);
		PropertyChecks.clientStatus("status", status);
		Map<String, Integer> seen = new HashMap<>();
		for (int i = 0; i < constraints.size(); i++) {
			Constraint constraint = constraints.get(i);
			Integer other = seen.putIfAbsent(constraint.codes() + " " + constraint.field(), i);
			PropertyChecks.once("constraints[" + i + "]", other, "constraints[" + other + "]");
		}
	}

	/**
	 * Returns the words of the application for constraints.
	 */
	public ConstraintWords words() {
		return new ConstraintWords(this.constraints.stream()
			.map((one) -> new ConstraintWords.Entry(one.codes(), one.field(), one.code(), one.detail()))
			.toList());
	}

	/**
	 * What is said of a constraint.
	 *
	 * @param name Name of the constraint, such as Size, or the code that it has by
	 * itself, such as SIZE.
	 * @param field Field that this is for, named as clients do, such as items[].sku; all
	 * fields if left out.
	 * @param code Code in errors[].
	 * @param detail Text for the caller, in every language.
	 */
	public record Constraint(String name, @Nullable String field, @Nullable String code, @Nullable String detail) {

		/**
		 * Checks the values.
		 */
		public Constraint {
			PropertyChecks.constraint("name", name);
			PropertyChecks.any("", "the entry has neither a code nor a detail.", "Add code or detail.", code, detail);
			if (code != null) {
				PropertyChecks.code("code", code,
						"Write it in UPPER_SNAKE, 1 to 63 characters: " + PropertyChecks.codeFor(code) + ".");
			}
		}

		Set<String> codes() {
			return ConstraintWords.codes(this.name);
		}

	}

}
