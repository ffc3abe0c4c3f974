package dev.mishap.internal.servlet.tomcat;

import dev.mishap.Problem;
import dev.mishap.ProblemMappings;
import dev.mishap.internal.ProblemRows;
import dev.mishap.internal.servlet.ServletParameterRows;
import org.apache.tomcat.util.http.InvalidParameterException;

/** Rows of a query or form that Tomcat refuses to take apart. */
public final class TomcatParameterRows implements ProblemRows {

	@Override
	public void addTo(ProblemMappings.Builder mappings) {
		mappings.map(InvalidParameterException.class,
				(exception) -> ServletParameterRows.unreadable(exception.getErrorCode()), Problem.of(400),
				Problem.of(413));
	}

}
