package dev.mishap.autoconfigure.input;

import dev.mishap.ProblemMappings;
import dev.mishap.ProblemRows;
import org.eclipse.jetty.http.HttpException;

/** Rows of a query or form that Jetty refuses to take apart. */
final class JettyParameterRows implements ProblemRows {

	@Override
	public void addTo(ProblemMappings.Builder mappings) {
		mappings.map(HttpException.RuntimeException.class, (exception) -> TomcatParameterRows.of(exception.getCode()));
	}

}
