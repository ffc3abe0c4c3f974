package dev.mishap.autoconfigure;

import dev.mishap.Problem;
import dev.mishap.ProblemException;
import dev.mishap.ProblemMappings;
import dev.mishap.ProblemRows;

import org.springframework.http.converter.HttpMessageNotReadableException;

/** Rows of the JDK and Spring Web. */
final class StandardRows implements ProblemRows {

	@Override
	public void addTo(ProblemMappings.Builder mappings) {
		mappings.map(ProblemException.class, ProblemException::problem);
		mappings.map(HttpMessageNotReadableException.class, Problem.of(400, "MALFORMED_BODY"));
	}

}
