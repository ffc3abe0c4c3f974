package dev.mishap.autoconfigure.input;

import dev.mishap.Problem;
import dev.mishap.ProblemMappings;
import dev.mishap.ProblemRows;
import dev.mishap.Wording;
import org.apache.tomcat.util.http.InvalidParameterException;

/** Rows of a query or form that Tomcat refuses to take apart. */
final class TomcatParameterRows implements ProblemRows {

	@Override
	public void addTo(ProblemMappings.Builder mappings) {
		mappings.map(InvalidParameterException.class, (exception) -> of(exception.getErrorCode()));
	}

	/** Returns the problem for the status that the container has in mind. */
	static Problem of(int status) {
		Problem problem = Problem.of((status >= 400 && status <= 599) ? status : 500);
		return (status == 400) ? problem.withWording(Wording.of("BAD_REQUEST.parameters")) : problem;
	}

}
