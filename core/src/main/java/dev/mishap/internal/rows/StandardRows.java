package dev.mishap.internal.rows;

import dev.mishap.Problem;
import dev.mishap.ProblemException;
import dev.mishap.ProblemMappings;
import dev.mishap.internal.ProblemRows;

import org.springframework.http.converter.HttpMessageConversionException;

/** Rows of the JDK and Spring Web. */
public final class StandardRows implements ProblemRows {

	@Override
	public void addTo(ProblemMappings.Builder mappings) {
		mappings.map(ProblemException.class, ProblemException::problem);
		mappings.map(HttpMessageConversionException.class, Problem.of(500));
	}

}
