package dev.mishap.autoconfigure;

import java.util.Set;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Keys under {@code mishap.validation}.
 *
 * @param attributes Names of the attributes of constraints that are shown beside bounds,
 * such as regexp.
 * @param maxErrors Number of entries in errors[] at the most; errors_omitted counts the
 * rest.
 * @param rejectedValues Fields whose rejected value is shown, named as clients do, such
 * as items[].sku in a body or page-size for a parameter.
 * @param serviceConstraints Whether constraints on the arguments of services are the
 * caller's concern; otherwise breaking one is an internal error.
 * @param status Status of input that can be read but breaks a constraint.
 */
@ConfigurationProperties("mishap.validation")
public record MishapValidationProperties(@DefaultValue Set<String> attributes, @DefaultValue("50") int maxErrors,
		@DefaultValue Set<String> rejectedValues, @DefaultValue("false") boolean serviceConstraints,
		@DefaultValue("422") int status) {

	/**
	 * Checks the values.
	 */
	public MishapValidationProperties {
		PropertyChecks.positive("max-errors", maxErrors);
		PropertyChecks.clientStatus("status", status);
	}

}
