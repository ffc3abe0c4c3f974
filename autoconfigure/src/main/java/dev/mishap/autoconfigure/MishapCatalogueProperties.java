package dev.mishap.autoconfigure;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Keys under {@code mishap.catalogue}.
 *
 * @param enabled Whether there are pages about the problems, one for each code, which the
 * type of every answer points to.
 * @param path Path of the list of all problems; the page of a code is right below.
 * @since 0.1.0
 */
@ConfigurationProperties("mishap.catalogue")
public record MishapCatalogueProperties(@DefaultValue("false") boolean enabled,
		@DefaultValue("/problems") String path) {

	/**
	 * Checks the values.
	 */
	public MishapCatalogueProperties {
		PropertyChecks.plainPath("path", path);
	}

}
