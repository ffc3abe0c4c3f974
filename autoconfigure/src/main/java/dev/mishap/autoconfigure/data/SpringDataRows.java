package dev.mishap.autoconfigure.data;

import dev.mishap.Problem;
import dev.mishap.ProblemMappings;
import dev.mishap.ProblemRows;
import dev.mishap.Wording;

import org.springframework.data.core.PropertyReferenceException;

/**
 * Rows of Spring Data. While requests are handled, a property that does not exist comes
 * from what the caller wants to sort by.
 */
final class SpringDataRows implements ProblemRows {

	@Override
	public void addTo(ProblemMappings.Builder mappings) {
		mappings.map(PropertyReferenceException.class, Problem.of(400).withWording(Wording.of("BAD_REQUEST.sort")));
	}

}
