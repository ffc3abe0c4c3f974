package dev.mishap.autoconfigure.webmvc;

import dev.mishap.ProblemMappings;
import dev.mishap.ProblemRows;
import dev.mishap.autoconfigure.webmvc.RangeAdvice.UnsatisfiableRangeException;

/** Rows of what this library finds out about answers of Spring MVC. */
final class WebMvcRows implements ProblemRows {

	@Override
	public void addTo(ProblemMappings.Builder mappings) {
		mappings.map(UnsatisfiableRangeException.class, UnsatisfiableRangeException::problem);
	}

}
