package dev.mishap.internal.rows.data;

import dev.mishap.ProblemMappings;
import dev.mishap.internal.ProblemRows;

import org.springframework.data.core.PropertyReferenceException;

/**
 * Rows of Spring Data. A property that does not exist is what the caller wants to sort
 * by, if the request names it.
 */
public final class SpringDataRows implements ProblemRows {

	@Override
	public void addTo(ProblemMappings.Builder mappings) {
		mappings.map(PropertyReferenceException.class,
				(ex, request) -> RequestedNames.property(ex.getPropertyName(), request), RequestedNames.UNSORTABLE);
	}

}
